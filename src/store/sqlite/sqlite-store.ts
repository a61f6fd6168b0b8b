import { types } from 'node:util';
import Database from 'libsql';
import { DataSource } from 'typeorm';
import type { Catalog } from '../../catalog/catalog.js';
import { FatalError, HubError, RetryableError } from '../../errors.js';
import { migrationsOf, type ColumnTyping } from '../migration.js';
import { createMutex } from '../mutex.js';
import { PackedCells } from '../packed-rows.js';
import { statementsOn, type Wording } from '../statement.js';
import type { Store } from '../store.js';
import { binaryColumns } from '../table.js';

const TYPES: Record<string, string> = {
  id: 'integer',
  serial: 'integer',
  integer: 'integer',
  scaled: 'integer',
  boolean: 'integer',
  hash: 'blob',
  digest: 'blob',
  sealed: 'blob',
};

const typing: ColumnTyping = ({ type }) => ({ type: TYPES[type] ?? 'text' });

/** SQLite takes 32,766 parameters a statement. */
const MAX_PARAMETERS = 32_000;

function translate(error: unknown): never {
  if (error instanceof HubError) throw error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN';
  if (/BUSY|LOCKED/.test(code))
    throw new RetryableError('STORE_BUSY', 'the store is locked by another process');
  throw new FatalError('STORE_ERROR', `the store refused a statement (${code})`);
}

/** libsql returns bytes as ArrayBuffers, and integers that must stay exact as bigints. */
function asSqlValues<Row extends object>(rows: Row[]): Row[] {
  for (const row of rows)
    for (const [name, value] of Object.entries(row)) {
      if (types.isAnyArrayBuffer(value)) Object.assign(row, { [name]: Buffer.from(value) });
      else if (typeof value === 'bigint' && Number.isSafeInteger(Number(value)))
        Object.assign(row, { [name]: Number(value) });
    }
  return rows;
}

const wordingOf = (binary: Wording['binary']): Wording => ({
  binary,
  insertIgnore: 'INSERT OR IGNORE',
  maxParameters: MAX_PARAMETERS,
  // One array: libsql takes a single Buffer for an object of named parameters, and dies of it.
  bind: (parameters) => (parameters.length > 0 ? [parameters] : []),
  rows: asSqlValues,
  generatedId: (raw) => Number(raw),
  translate,
});

async function connect(file: string, catalog: Catalog | null): Promise<DataSource> {
  const source = new DataSource({
    type: 'better-sqlite3',
    database: file,
    driver: Database,
    migrations: catalog ? migrationsOf(catalog, typing) : [],
    migrationsTransactionMode: 'each',
    prepareDatabase: (database: { exec(sql: string): void; defaultSafeIntegers(on: boolean): void }) => {
      // Amounts beyond 2^53 in their smallest unit; TypeORM's own statements on the writer want numbers.
      if (!catalog) database.defaultSafeIntegers(true);
      database.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=10000');
    },
  });
  return source.initialize();
}

/**
 * The embedded store: one SQLite file, one connection that writes and one that reads, so that
 * readers see committed data only. Runs the migrations.
 */
export async function createSqliteStore(deps: { file: string; catalog: Catalog }): Promise<Store> {
  const writer = await connect(deps.file, deps.catalog);
  await writer.runMigrations();
  const reader = await connect(deps.file, null);
  const runner = writer.createQueryRunner();
  const wording = wordingOf(binaryColumns(deps.catalog));
  const reading = statementsOn(reader.createQueryRunner(), wording);
  const exclusively = createMutex();
  return {
    dialect: 'sqlite',
    packRows: () => new PackedCells(),
    query: reading.query,
    transaction: (work) =>
      exclusively(async () => {
        await runner.query('BEGIN IMMEDIATE').catch(translate);
        try {
          const result = await work(statementsOn(runner, wording));
          await runner.query('COMMIT').catch(translate);
          return result;
        } catch (error) {
          await runner.query('ROLLBACK').catch(() => undefined);
          throw error;
        }
      }),
    async close() {
      await reader.destroy();
      await writer.destroy();
    },
  };
}
