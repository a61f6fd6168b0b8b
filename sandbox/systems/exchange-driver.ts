import Database from 'libsql';
import { createConnection } from 'mysql2/promise';
import { z } from 'zod';

/** Type of a column, as the exchange databases of all departments have them. */
export type ColumnType = 'varchar' | 'fen' | 'integer' | `decimal(${number},${number})`;

/** A value of a row. */
export type Value = string | number | null;

/** What the two databases differ in. */
export interface Driver {
  readonly quote: (name: string) => string;
  /** Where the tables of a department are. */
  readonly qualify: (abbr: string, table: string) => string;
  readonly columnType: (type: ColumnType | 'gxsj' | 'scbz') => string;
  readonly tableOptions: string;
  readonly indexesInTransaction: boolean;
  prepare(abbr: string): Promise<void>;
  /** Returns the number of changed rows. */
  execute(sql: string, values?: readonly Value[]): Promise<number>;
  /** Makes an index on the columns unless there is one of that name. */
  index(abbr: string, table: string, name: string, columns: readonly string[]): Promise<void>;
  count(sql: string, values: readonly Value[]): Promise<{ live: number; deleted: number }>;
  insert(into: string, rows: readonly (readonly Value[])[]): Promise<void>;
  close(): Promise<void>;
}

const counts = z.object({ live: z.coerce.number(), deleted: z.coerce.number() });

/** The embedded database gains nothing from longer statements. */
const SQLITE_ROWS = 10;
const TECHNICAL: ReadonlySet<string> = new Set(['gxsj', 'scbz']);

/** MariaDB or MySQL: one database for each department, or the one that the URL names. */
export async function mysqlDriver(url: string): Promise<Driver> {
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
    indexesInTransaction: false,
    tableOptions: ' ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin',
    async prepare(abbr) {
      await connection.query(
        `CREATE DATABASE IF NOT EXISTS ${database(abbr)} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`,
      );
    },
    async execute(sql, values = []) {
      const [result] = await connection.query(sql, [...values]);
      return 'affectedRows' in result ? result.affectedRows : 0;
    },
    async index(abbr, table, name, columns) {
      const [found] = await connection.query(
        `SHOW INDEX FROM ${database(abbr)}.${quote(table)} WHERE Key_name = ?`,
        [name],
      );
      if (Array.isArray(found) && found.length > 0) return;
      // A key is told apart by the beginnings of its texts.
      const parts = columns.map((column) => (TECHNICAL.has(column) ? quote(column) : `${quote(column)}(64)`));
      await connection.query(
        `CREATE INDEX ${quote(name)} ON ${database(abbr)}.${quote(table)} (${parts.join(', ')})`,
      );
    },
    async count(sql, values) {
      const [rows] = await connection.query(sql, [...values]);
      return counts.parse(Array.isArray(rows) ? rows[0] : undefined);
    },
    async insert(into, rows) {
      await connection.query(`INSERT INTO ${into} VALUES ?`, [rows]);
    },
    close: () => connection.end(),
  };
}

/** One file for all departments; `filling`: it is new and is only filled now. */
export function sqliteDriver(file: string, filling: boolean): Driver {
  const database = new Database(file);
  // A file that is made anew needs no journal: whoever is interrupted makes it again.
  database.exec(
    filling ? 'PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF' : 'PRAGMA journal_mode = WAL',
  );
  const quote = (name: string): string => `"${name}"`;
  const statements = new Map<string, Database.Statement>();
  const prepared = (sql: string): Database.Statement => {
    const known = statements.get(sql) ?? database.prepare(sql);
    statements.set(sql, known);
    return known;
  };
  return {
    quote,
    qualify: (_, table) => quote(table),
    columnType: (type) => (type === 'fen' || type === 'integer' ? 'INTEGER' : 'TEXT'),
    indexesInTransaction: true,
    tableOptions: '',
    prepare: async () => {},
    async execute(sql, values = []) {
      return prepared(sql).run(...values).changes;
    },
    async index(_, table, name, columns) {
      database.exec(
        `CREATE INDEX IF NOT EXISTS ${quote(`${table}_${name}`)} ON ${quote(table)} (${columns.map(quote).join(', ')})`,
      );
    },
    async count(sql, values) {
      return counts.parse(database.prepare(sql).get(...values));
    },
    async insert(into, rows) {
      const marks = `(${Array.from(rows[0] ?? [], () => '?').join(', ')})`;
      const insertOf = (count: number): Database.Statement =>
        prepared(`INSERT INTO ${into} VALUES ${Array.from({ length: count }, () => marks).join(', ')}`);
      let next = 0;
      for (; next + SQLITE_ROWS <= rows.length; next += SQLITE_ROWS)
        insertOf(SQLITE_ROWS).run(rows.slice(next, next + SQLITE_ROWS).flat());
      for (const row of rows.slice(next)) insertOf(1).run([...row]);
    },
    async close() {
      // The driver keeps a closed file open until its statements are collected: leave nothing in the log.
      if (!filling) database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      database.close();
    },
  };
}
