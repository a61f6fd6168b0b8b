import Database from 'libsql';
import { z } from 'zod';

/** One row of a department's service, live or deleted. */
export interface ServiceRow {
  readonly key: string;
  /** Last change, local time `yyyy-MM-dd HH:mm:ss`. */
  readonly stamp: string;
  /** From when readers see it, same form; its own stamp unless said otherwise (a long transaction). */
  readonly visibleAt?: string;
  readonly deleted: boolean;
  /** Delivered fields without the technical ones; a tombstone holds the key fields. A list stands under its catalogued name as an array of objects. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** Which rows of a table a call sees; stamps are compared as text. */
export interface ServiceQuery {
  readonly table: string;
  /** Rows not yet visible at this local time do not exist. */
  readonly now: string;
  /** Inclusive. */
  readonly since?: string;
  /** Exclusive. */
  readonly before?: string;
  /** Tombstones with a stamp before this are gone; absent: no tombstones at all. */
  readonly tombstonesSince?: string;
}

/** What a department's services hold, in one SQLite file shared by the generator and the servers. */
export interface ServiceStore {
  /** Inserts or replaces by key, in one transaction; returns the number of rows. */
  put(table: string, rows: Iterable<ServiceRow>): number;
  /** Takes rows away without a tombstone. */
  drop(table: string, keys: Iterable<string>): void;
  /** Every live row becomes a tombstone with this stamp. */
  deleteAll(table: string, stamp: string): void;
  /** Rows that `deleteAll` took are live again, with this stamp. */
  restoreAll(table: string, stamp: string): void;
  /** Every live row takes this stamp: readers get it once more. */
  touchAll(table: string, stamp: string): void;
  count(query: ServiceQuery): number;
  /** The newest stamp of the visible rows; null when there is none. */
  latest(table: string, now: string): string | null;
  /** Rows in the order (stamp, key): after a row, or after a number of rows. */
  page(
    query: ServiceQuery,
    start: { readonly after?: { readonly stamp: string; readonly key: string }; readonly offset?: number },
    limit: number,
  ): ServiceRow[];
  close(): void;
}

// 64 MB of pages: rows come in the order of their keys and are indexed in that of their stamps.
const TABLE = `
  PRAGMA busy_timeout = 10000;
  PRAGMA cache_size = -65536;
  CREATE TABLE IF NOT EXISTS service_row (
    service TEXT NOT NULL, key TEXT NOT NULL, stamp TEXT NOT NULL, visible_at TEXT NOT NULL,
    deleted INTEGER NOT NULL, body TEXT NOT NULL);`;
const INDEXES = `
  CREATE UNIQUE INDEX IF NOT EXISTS service_row_key ON service_row (service, key);
  CREATE INDEX IF NOT EXISTS service_row_order ON service_row (service, stamp, key, visible_at, deleted);`;
const ROWS_A_STATEMENT = 10;
const MOST_COUNTS = 100;
/** Value of `deleted` for a row that can be restored. */
const TAKEN = 2;

const storedRow = z
  .object({
    key: z.string(),
    stamp: z.string(),
    visible_at: z.string(),
    deleted: z.number(),
    body: z.string(),
  })
  .transform((row): ServiceRow => {
    const body: Record<string, unknown> = JSON.parse(row.body);
    return { key: row.key, stamp: row.stamp, visibleAt: row.visible_at, deleted: row.deleted !== 0, body };
  });

/** Rows of a query, those included that nobody sees yet. */
function condition(query: ServiceQuery): { sql: string; values: string[] } {
  const parts = ['service = ?'];
  const values = [query.table];
  const add = (part: string, value: string | undefined): void => {
    if (value === undefined) return;
    parts.push(part);
    values.push(value);
  };
  add('stamp >= ?', query.since);
  add('stamp < ?', query.before);
  if (query.tombstonesSince === undefined) parts.push('deleted = 0');
  add('(deleted = 0 OR stamp >= ?)', query.tombstonesSince);
  return { sql: parts.join(' AND '), values };
}

const parameters = (table: string, row: ServiceRow): readonly unknown[] => [
  table,
  row.key,
  row.stamp,
  row.visibleAt ?? row.stamp,
  row.deleted ? 1 : 0,
  JSON.stringify(row.body),
];

interface Count {
  readonly total: number;
  readonly at: string;
  /** When the next row becomes visible; null when all of them are. */
  readonly until: string | null;
  readonly state: string;
}

/** Counts the rows that are visible; what was counted holds until the data change or another row becomes visible. */
function createCounter(database: Database.Database, writes: () => number): (query: ServiceQuery) => number {
  const version = database.prepare('PRAGMA data_version');
  const counted = new Map<string, Count>();
  return (query) => {
    const { now, ...rest } = query;
    const name = JSON.stringify(rest);
    const state = `${JSON.stringify(version.get())} ${writes()}`;
    const known = counted.get(name);
    if (known?.state === state && known.at <= now && (known.until === null || now < known.until))
      return known.total;
    const { sql, values } = condition(query);
    const found = database
      .prepare(
        `SELECT count(*) FILTER (WHERE visible_at <= ?) AS total, min(visible_at) FILTER (WHERE visible_at > ?) AS until
         FROM service_row WHERE ${sql}`,
      )
      .get(now, now, ...values);
    const { total, until } = z.object({ total: z.number(), until: z.string().nullable() }).parse(found);
    if (counted.size > MOST_COUNTS) counted.clear();
    counted.set(name, { total, until, at: now, state });
    return total;
  };
}

/** Fills a new store several rows at a time; its indexes are made afterwards. */
function createFilling(database: Database.Database) {
  const marks = '(?, ?, ?, ?, ?, ?)';
  const insertOf = (rows: number): Database.Statement =>
    database.prepare(
      `INSERT INTO service_row VALUES ${Array.from({ length: rows }, () => marks).join(', ')}`,
    );
  const [one, many] = [insertOf(1), insertOf(ROWS_A_STATEMENT)];
  return (table: string, rows: Iterable<ServiceRow>): number => {
    let count = 0;
    let pending: (readonly unknown[])[] = [];
    for (const row of rows) {
      count++;
      pending.push(parameters(table, row));
      if (pending.length < ROWS_A_STATEMENT) continue;
      many.run(pending.flat());
      pending = [];
    }
    for (const row of pending) one.run([...row]);
    return count;
  };
}

/** Puts rows in the place of those that have their keys. */
function createUpserting(database: Database.Database) {
  const insert = database.prepare(
    `INSERT INTO service_row (service, key, stamp, visible_at, deleted, body) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (service, key) DO UPDATE SET stamp = excluded.stamp, visible_at = excluded.visible_at,
       deleted = excluded.deleted, body = excluded.body`,
  );
  return (table: string, rows: Iterable<ServiceRow>): number => {
    let count = 0;
    for (const row of rows) {
      count++;
      insert.run([...parameters(table, row)]);
    }
    return count;
  };
}

/**
 * Opens (and makes, if need be) the store; `:memory:` keeps nothing.
 * @param filling the store is new and is only filled now, each key once; its indexes are made when it is closed
 */
export function openServiceStore(path: string, { filling = false } = {}): ServiceStore {
  const database = new Database(path);
  database.exec(TABLE);
  // A file that is made anew needs no journal: whoever is interrupted makes it again.
  database.exec(filling ? 'PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF;' : INDEXES);
  const put = filling ? createFilling(database) : createUpserting(database);
  let writes = 0;
  const count = createCounter(database, () => writes);
  const write = <T>(work: () => T): T => {
    writes++;
    return work();
  };
  const remove = database.prepare('DELETE FROM service_row WHERE service = ? AND key = ?');
  const one = (sql: string, values: readonly unknown[]): unknown => database.prepare(sql).get(...values);
  return {
    put: (table, rows) => write(database.transaction(() => put(table, rows))),
    drop: (table, keys) =>
      write(
        database.transaction(() => {
          for (const key of keys) remove.run(table, key);
        }),
      ),
    deleteAll(table, stamp) {
      writes++;
      database
        .prepare(
          'UPDATE service_row SET deleted = ?, stamp = ?, visible_at = ? WHERE service = ? AND deleted = 0',
        )
        .run(TAKEN, stamp, stamp, table);
    },
    restoreAll(table, stamp) {
      writes++;
      database
        .prepare(
          'UPDATE service_row SET deleted = 0, stamp = ?, visible_at = ? WHERE service = ? AND deleted = ?',
        )
        .run(stamp, stamp, table, TAKEN);
    },
    touchAll(table, stamp) {
      writes++;
      database
        .prepare('UPDATE service_row SET stamp = ?, visible_at = ? WHERE service = ? AND deleted = 0')
        .run(stamp, stamp, table);
    },
    count,
    latest(table, now) {
      const found = one('SELECT max(stamp) AS stamp FROM service_row WHERE service = ? AND visible_at <= ?', [
        table,
        now,
      ]);
      return z.object({ stamp: z.string().nullable() }).parse(found).stamp;
    },
    page(query, { after, offset = 0 }, limit) {
      const { sql, values } = condition(query);
      const tail = after ? ' AND (stamp, key) > (?, ?)' : '';
      const found = database
        .prepare(
          `SELECT key, stamp, visible_at, deleted, body FROM service_row
           WHERE visible_at <= ? AND ${sql}${tail} ORDER BY stamp, key LIMIT ? OFFSET ?`,
        )
        .all(query.now, ...values, ...(after ? [after.stamp, after.key] : []), limit, offset);
      return z.array(storedRow).parse(found);
    },
    close() {
      if (filling) database.exec(INDEXES);
      database.close();
    },
  };
}
