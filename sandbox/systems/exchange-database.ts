import Database from 'libsql';
import { createConnection } from 'mysql2/promise';

export type ColumnType = 'varchar' | 'fen' | 'integer' | `decimal(${number},${number})`;

/** One table that a department publishes; the part of `name` before `_` names the department. */
export interface ExchangeTable {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: ColumnType }[];
}

export interface ExchangeRow {
  /** In the order of the table's columns. */
  readonly values: readonly (string | number | null)[];
  /** `yyyy-MM-dd HH:mm:ss`, Asia/Shanghai. */
  readonly gxsj: string;
  readonly scbz: '0' | '1';
}

/** The front-end exchange database (前置库) of the departments. */
export interface ExchangeDatabase {
  /** Replaces the table by these rows and states so in `<abbr>_dzb`, in one transaction; makes it if need be. */
  publish(table: ExchangeTable, rows: Iterable<ExchangeRow>, tjsj: string): Promise<void>;
  /** Sets the source clock of a department: `<abbr>_sysj`. */
  setClock(abbr: string, dqsj: string): Promise<void>;
  close(): Promise<void>;
}

type Value = string | number | null;

/** What the two databases differ in. */
interface Driver {
  readonly quote: (name: string) => string;
  /** Where the tables of a department are. */
  readonly qualify: (abbr: string, table: string) => string;
  readonly columnType: (type: ColumnType | 'gxsj' | 'scbz') => string;
  readonly tableOptions: string;
  prepare(abbr: string): Promise<void>;
  execute(sql: string, values?: readonly Value[]): Promise<void>;
  /** Makes an index on `column` unless there is one. */
  index(abbr: string, table: string, column: string): Promise<void>;
  insert(into: string, rows: readonly (readonly Value[])[]): Promise<void>;
  close(): Promise<void>;
}

const ROWS_A_STATEMENT = 1_000;
const abbrOf = (table: string): string => table.slice(0, table.indexOf('_'));

async function mysqlDriver(url: string): Promise<Driver> {
  const address = new URL(url);
  const fixed = address.pathname.slice(1);
  address.pathname = '/';
  const connection = await createConnection({ uri: address.href, charset: 'utf8mb4', timezone: '+08:00' });
  await connection.query('SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED');
  const quote = (name: string): string => `\`${name}\``;
  const database = (abbr: string): string => quote(fixed || `qzk_${abbr}`);
  return {
    quote,
    qualify: (abbr, table) => `${database(abbr)}.${quote(table)}`,
    columnType: (type) =>
      ({ varchar: 'VARCHAR(500)', fen: 'BIGINT', integer: 'BIGINT', gxsj: 'DATETIME', scbz: 'CHAR(1)' })[
        String(type)
      ] ?? type.toUpperCase(),
    tableOptions: ' ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin',
    async prepare(abbr) {
      await connection.query(
        `CREATE DATABASE IF NOT EXISTS ${database(abbr)} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`,
      );
    },
    async execute(sql, values = []) {
      await connection.query(sql, [...values]);
    },
    async index(abbr, table, column) {
      const [found] = await connection.query(
        `SHOW INDEX FROM ${database(abbr)}.${quote(table)} WHERE Column_name = ?`,
        [column],
      );
      if (Array.isArray(found) && found.length > 0) return;
      await connection.query(
        `CREATE INDEX ${quote(column)} ON ${database(abbr)}.${quote(table)} (${quote(column)})`,
      );
    },
    async insert(into, rows) {
      await connection.query(`INSERT INTO ${into} VALUES ?`, [rows]);
    },
    close: () => connection.end(),
  };
}

function sqliteDriver(file: string): Driver {
  const database = new Database(file);
  database.exec('PRAGMA journal_mode = WAL');
  const quote = (name: string): string => `"${name}"`;
  return {
    quote,
    qualify: (_, table) => quote(table),
    columnType: (type) => (type === 'fen' || type === 'integer' ? 'INTEGER' : 'TEXT'),
    tableOptions: '',
    prepare: async () => {},
    async execute(sql, values = []) {
      database.prepare(sql).run(...values);
    },
    async index(_, table, column) {
      database.exec(
        `CREATE INDEX IF NOT EXISTS ${quote(`${table}_${column}`)} ON ${quote(table)} (${quote(column)})`,
      );
    },
    async insert(into, rows) {
      const marks = Array.from(rows[0] ?? [], () => '?').join(', ');
      const statement = database.prepare(`INSERT INTO ${into} VALUES (${marks})`);
      for (const row of rows) statement.run(...row);
    },
    async close() {
      // The driver keeps a closed file open until its statements are collected: leave nothing in the log.
      database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      database.close();
    },
  };
}

function createTable(driver: Driver, name: string, columns: readonly string[]): string {
  return `CREATE TABLE IF NOT EXISTS ${name} (${columns.join(', ')})${driver.tableOptions}`;
}

async function makeTables(driver: Driver, abbr: string, table?: ExchangeTable): Promise<void> {
  const { quote, qualify, columnType } = driver;
  const column = (name: string, type: Parameters<typeof columnType>[0]): string =>
    `${quote(name)} ${columnType(type)}`;
  await driver.prepare(abbr);
  await driver.execute(createTable(driver, qualify(abbr, `${abbr}_sysj`), [column('dqsj', 'gxsj')]));
  await driver.execute(
    createTable(driver, qualify(abbr, `${abbr}_dzb`), [
      column('bmc', 'varchar'),
      column('tjsj', 'gxsj'),
      column('yxs', 'integer'),
      column('scs', 'integer'),
    ]),
  );
  if (!table) return;
  const columns = [
    ...table.columns.map(({ name, type }) => column(name, type)),
    column('gxsj', 'gxsj'),
    column('scbz', 'scbz'),
  ];
  await driver.execute(createTable(driver, qualify(abbr, table.name), columns));
  await driver.index(abbr, table.name, 'gxsj');
}

async function insertAll(driver: Driver, into: string, rows: Iterable<ExchangeRow>) {
  const count = { '0': 0, '1': 0 };
  let pending: Value[][] = [];
  for (const row of rows) {
    count[row.scbz] += 1;
    pending.push([...row.values, row.gxsj, row.scbz]);
    if (pending.length < ROWS_A_STATEMENT) continue;
    await driver.insert(into, pending);
    pending = [];
  }
  if (pending.length > 0) await driver.insert(into, pending);
  return count;
}

async function inTransaction(driver: Driver, work: () => Promise<void>): Promise<void> {
  await driver.execute('BEGIN');
  try {
    await work();
    await driver.execute('COMMIT');
  } catch (error) {
    await driver.execute('ROLLBACK');
    throw error;
  }
}

/**
 * Opens the exchange database for the departments' own side.
 * @param url `sqlite:/path` (all departments in one file) or `mysql://user@host:port/`: one database
 * `qzk_<abbr>` per department, or the one that the URL names
 */
export async function openExchange(url: string): Promise<ExchangeDatabase> {
  const driver = url.startsWith('sqlite:')
    ? sqliteDriver(url.slice('sqlite:'.length))
    : await mysqlDriver(url);
  return {
    async publish(table, rows, tjsj) {
      const abbr = abbrOf(table.name);
      const name = driver.qualify(abbr, table.name);
      const statements = driver.qualify(abbr, `${abbr}_dzb`);
      await makeTables(driver, abbr, table);
      await inTransaction(driver, async () => {
        await driver.execute(`DELETE FROM ${name}`);
        const count = await insertAll(driver, name, rows);
        await driver.execute(`DELETE FROM ${statements} WHERE bmc = ?`, [table.name]);
        await driver.execute(`INSERT INTO ${statements} VALUES (?, ?, ?, ?)`, [
          table.name,
          tjsj,
          count['0'],
          count['1'],
        ]);
      });
    },
    async setClock(abbr, dqsj) {
      const clock = driver.qualify(abbr, `${abbr}_sysj`);
      await makeTables(driver, abbr);
      await inTransaction(driver, async () => {
        await driver.execute(`DELETE FROM ${clock}`);
        await driver.execute(`INSERT INTO ${clock} VALUES (?)`, [dqsj]);
      });
    },
    close: () => driver.close(),
  };
}
