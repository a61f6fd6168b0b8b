import { DataSource, type QueryRunner } from 'typeorm';
import type { Catalog } from '../../catalog/catalog.js';
import { FatalError, HubError, RetryableError } from '../../errors.js';
import { migrationsOf, type ColumnTyping } from '../migration.js';
import { PackedCells } from '../packed-rows.js';
import { statementsOn, type Wording } from '../statement.js';
import type { Store, Transaction } from '../store.js';
import { binaryColumns } from '../table.js';
import { loadData } from './load-data.js';
import { PackedText } from './load-text.js';

const ASCII = { charset: 'ascii', collation: 'ascii_bin' };
const UTF8 = { charset: 'utf8mb4', collation: 'utf8mb4_bin' };

const TYPES: Record<string, ReturnType<ColumnTyping>> = {
  id: { type: 'bigint' },
  serial: { type: 'bigint' },
  integer: { type: 'bigint' },
  scaled: { type: 'bigint' },
  boolean: { type: 'tinyint' },
  date: { type: 'date' },
  instant: { type: 'datetime' },
  hash: { type: 'binary', length: '16' },
  digest: { type: 'binary', length: '32' },
  sealed: { type: 'blob' },
  ascii: { type: 'varchar', length: '64', ...ASCII },
  label: { type: 'varchar', length: '64', ...ASCII },
  string: { type: 'varchar', length: '500', ...UTF8 },
  text: { type: 'mediumtext', ...UTF8 },
};

const typing: ColumnTyping = ({ type }) => TYPES[type] ?? TYPES.string ?? { type: 'text' };

const RETRYABLE = new Set([
  'ER_LOCK_DEADLOCK',
  'ER_LOCK_WAIT_TIMEOUT',
  'PROTOCOL_CONNECTION_LOST',
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'ER_CON_COUNT_ERROR',
  'ER_SERVER_SHUTDOWN',
  'ER_CLIENT_INTERACTION_TIMEOUT',
]);

/** Drivers put the whole statement, identity numbers included, into their errors: only the code goes on. */
function translate(error: unknown): never {
  if (error instanceof HubError) throw error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN';
  if (RETRYABLE.has(code))
    throw new RetryableError('STORE_UNAVAILABLE', `the database did not answer (${code})`);
  throw new FatalError('STORE_ERROR', `the database refused a statement (${code})`);
}

const wordingOf = (binary: Wording['binary']): Wording => ({
  binary,
  insertIgnore: 'INSERT IGNORE',
  maxParameters: 60_000,
  bind: (parameters) => [...parameters],
  rows: (rows) => rows,
  generatedId: (raw) =>
    typeof raw === 'object' && raw !== null && 'insertId' in raw ? Number(raw.insertId) : Number.NaN,
  translate,
});

function byLoadData(
  runner: QueryRunner,
  binary: ReadonlyMap<string, ReadonlySet<string>>,
  duplicates: 'REPLACE' | 'IGNORE',
): Transaction['replaceRows'] {
  return async (table, columns, rows, packed) => {
    if (packed?.length === 0 || (Array.isArray(rows) && rows.length === 0)) return;
    if (packed && !(packed instanceof PackedText))
      throw new Error('these rows were packed for another store');
    try {
      const connection = await runner.connect();
      const warnings = await loadData(
        connection,
        table,
        columns,
        binary.get(table) ?? new Set(),
        rows,
        duplicates,
        packed,
      );
      // Every row left as it is counts as a warning.
      if (warnings > 0 && duplicates === 'REPLACE')
        throw new FatalError('STORE_WARNING', `${table} did not take every value as it is`);
    } catch (error) {
      translate(error);
    }
  };
}

async function migrate(source: DataSource): Promise<void> {
  const runner = source.createQueryRunner();
  try {
    // Two processes that start at once must not both create the tables.
    await runner.query(`SELECT GET_LOCK(CONCAT(DATABASE(), '.migrate'), 120)`);
    await source.runMigrations({ transaction: 'none' });
  } catch (error) {
    translate(error);
  } finally {
    await runner.query(`SELECT RELEASE_LOCK(CONCAT(DATABASE(), '.migrate'))`).catch(() => undefined);
    await runner.release();
  }
}

/** The store on MariaDB or MySQL. Runs the migrations; takes LOAD DATA LOCAL where the server allows it. */
export async function createMysqlStore(deps: {
  url: string;
  catalog: Catalog;
  connections?: number;
}): Promise<Store> {
  const source = new DataSource({
    type: 'mysql',
    url: deps.url,
    charset: 'utf8mb4_bin',
    timezone: 'Z',
    dateStrings: true,
    supportBigNumbers: true,
    bigNumberStrings: false,
    migrations: migrationsOf(deps.catalog, typing),
    extra: { connectionLimit: deps.connections ?? 10, connectTimeout: 10_000 },
  });
  await source.initialize().catch(translate);
  await migrate(source);
  const binary = binaryColumns(deps.catalog);
  const wording = wordingOf(binary);
  const [setting] = await source.query('SELECT @@GLOBAL.local_infile AS allowed');
  const infile = Number(setting?.allowed) === 1;

  const statements = (runner: QueryRunner): Transaction => {
    const plain = statementsOn(runner, wording);
    if (!infile) return plain;
    const load = (duplicates: 'REPLACE' | 'IGNORE') => byLoadData(runner, binary, duplicates);
    return { ...plain, replaceRows: load('REPLACE'), insertIgnore: load('IGNORE') };
  };

  return {
    dialect: 'mysql',
    packRows: () => (infile ? new PackedText() : new PackedCells()),
    async query(sql, parameters) {
      const runner = source.createQueryRunner();
      try {
        return await statementsOn(runner, wording).query(sql, parameters);
      } finally {
        await runner.release();
      }
    },
    async transaction(work) {
      const runner = source.createQueryRunner();
      try {
        await runner.startTransaction('READ COMMITTED').catch(translate);
        const result = await work(statements(runner));
        await runner.commitTransaction().catch(translate);
        return result;
      } catch (error) {
        if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
        throw error;
      } finally {
        await runner.release();
      }
    },
    close: () => source.destroy(),
  };
}
