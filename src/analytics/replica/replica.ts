import type { DuckDBConnection } from '@duckdb/node-api';
import type { Category } from '../../catalog/category.js';
import { FatalError, HubError } from '../../errors.js';
import { createMutex } from '../../store/mutex.js';
import type { Store } from '../../store/store.js';
import { copyRows, type CopyDeps, type Selection } from './copy.js';
import type { ReplicaDatabase } from './database.js';
import type { ReplicaLayout } from './layout.js';

/** What a catch-up did. */
export interface CatchUp {
  /** Place in the feed that the replica stands at. */
  readonly sequence: number;
  /** Categories whose rows changed, sorted. */
  readonly changed: readonly string[];
  /** Rows and list elements copied. */
  readonly rows: number;
}

/** The columnar copy of all categories, following the change feed. */
export interface Replica {
  /** Brings the replica to the present state of the store. Calls at once wait for each other. @throws HubError */
  catchUp(): Promise<CatchUp>;
  /** Forgets everything; the next catch-up copies all of it. */
  forget(): Promise<void>;
}

export interface ReplicaDeps {
  readonly store: Store;
  readonly database: ReplicaDatabase;
  readonly layout: ReplicaLayout;
  /** Surrogates that one page of a whole category covers; default 10,000. */
  readonly pageIds?: number;
}

/** So few changed rows are always applied as changes. */
const SMALL = 1000;
/** Batches whose rows are asked for in one statement. */
const PAGE_BATCHES = 50;
/** While the store goes on changing, so many rounds at most. */
const MAX_ROUNDS = 10;

interface Batch {
  readonly id: number;
  readonly category: string;
  readonly sequence: number;
}

const chunks = <Item>(items: readonly Item[], size: number): Item[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));

async function headOf(store: Store): Promise<number> {
  const [row] = await store.query<{ sequence: number }>('SELECT sequence FROM feed WHERE id = 1');
  return Number(row?.sequence ?? 0);
}

async function cursors(connection: DuckDBConnection): Promise<Map<string, number>> {
  const reader = await connection.runAndReadAll('SELECT category, sequence FROM replica_cursor');
  return new Map(reader.getRowObjects().map((row) => [String(row.category), Number(row.sequence)]));
}

async function moveCursors(
  connection: DuckDBConnection,
  categories: readonly Category[],
  sequence: number,
): Promise<void> {
  if (categories.length === 0) return;
  const ids = categories.map(({ id }) => `'${id}'`);
  await connection.run(`DELETE FROM replica_cursor WHERE category IN (${ids.join(',')})`);
  await connection.run(
    `INSERT INTO replica_cursor VALUES ${ids.map((id) => `(${id}, ${sequence})`).join(',')}`,
  );
}

/** All rows of a category, by ranges of their surrogates. */
async function wholeCategory(store: Store, { table }: Category, pageIds: number): Promise<Selection[]> {
  const [row] = await store.query<{ low: number | null; high: number | null }>(
    `SELECT MIN(id) AS low, MAX(id) AS high FROM ${table}`,
  );
  if (row?.low == null || row.high === null) return [];
  const selections: Selection[] = [];
  for (let from = Number(row.low); from <= Number(row.high); from += pageIds) {
    const range = (column: string) => `${column} >= ${from} AND ${column} < ${from + pageIds}`;
    selections.push({ rows: range('id'), elements: range('parent_id') });
  }
  return selections;
}

/** The rows that these batches changed last. */
function changedBy(category: Category, batches: readonly Batch[]): Selection[] {
  return chunks(batches, PAGE_BATCHES).map((some) => {
    const rows = `batch IN (${some.map(({ id }) => id).join(',')})`;
    return { rows, elements: `parent_id IN (SELECT id FROM ${category.table} WHERE ${rows})` };
  });
}

async function all(connection: DuckDBConnection, work: () => Promise<number>): Promise<number> {
  await connection.run('BEGIN TRANSACTION');
  try {
    const rows = await work();
    await connection.run('COMMIT');
    return rows;
  } catch (error) {
    await connection.run('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

/** Copies whole categories, one transaction each, so that a kill repeats the one at work only. */
function createLoader(deps: CopyDeps, layout: ReplicaLayout, pageIds: number) {
  const { connection, store } = deps;
  return (category: Category, sequence: number): Promise<number> =>
    all(connection, async () => {
      let rows = 0;
      const selections = await wholeCategory(store, category, pageIds);
      for (const table of layout.of(category.id)) {
        await connection.run(`DELETE FROM ${table.name}`);
        rows += await copyRows(deps, table, table.name, selections);
      }
      await moveCursors(connection, [category], sequence);
      return rows;
    });
}

/** Applies what batches changed and deleted in one category, inside an open transaction. */
function createApplier(deps: CopyDeps, layout: ReplicaLayout) {
  const { connection, store } = deps;

  async function stageDeletions(batches: readonly Batch[]): Promise<void> {
    await connection.run('CREATE OR REPLACE TEMP TABLE touched (id BIGINT)');
    for (const some of chunks(batches, PAGE_BATCHES)) {
      const gone = await store.query<{ row_id: number }>(
        `SELECT row_id FROM tombstone WHERE row_id IS NOT NULL AND batch IN (${some.map(({ id }) => id).join(',')})`,
      );
      for (const ids of chunks(gone, 10_000))
        await connection.run(`INSERT INTO touched VALUES ${ids.map((row) => `(${row.row_id})`).join(',')}`);
    }
  }

  return async (category: Category, batches: readonly Batch[]): Promise<number> => {
    const tables = layout.of(category.id);
    const selections = changedBy(category, batches);
    await stageDeletions(batches);
    let rows = 0;
    for (const table of tables) {
      await connection.run(`CREATE OR REPLACE TEMP TABLE staged_${table.name} AS FROM ${table.name} LIMIT 0`);
      rows += await copyRows(deps, table, `staged_${table.name}`, selections);
    }
    await connection.run(`INSERT INTO touched SELECT id FROM staged_${category.table}`);
    for (const table of tables) {
      const key = table.list ? 'parent_id' : 'id';
      await connection.run(`DELETE FROM ${table.name} WHERE ${key} IN (SELECT id FROM touched)`);
      await connection.run(`INSERT INTO ${table.name} FROM staged_${table.name}`);
      await connection.run(`DROP TABLE staged_${table.name}`);
    }
    await connection.run('DROP TABLE touched');
    return rows;
  };
}

/** Whether so many rows changed that copying the category anew is the shorter way. */
async function isMostOf(
  { store, connection }: CopyDeps,
  { table }: Category,
  batches: readonly Batch[],
): Promise<boolean> {
  const [held] = (await connection.runAndReadAll(`SELECT count(*) AS n FROM ${table}`)).getRowObjects();
  const limit = Math.max(Number(held?.n ?? 0) / 2, SMALL);
  let changed = 0;
  for (const some of chunks(batches, 10 * PAGE_BATCHES)) {
    const [row] = await store.query<{ n: number }>(
      `SELECT COUNT(*) AS n FROM ${table} WHERE batch IN (${some.map(({ id }) => id).join(',')})`,
    );
    changed += Number(row?.n ?? 0);
    if (changed > limit) return true;
  }
  return false;
}

/**
 * The replica follows the feed by a cursor for each category, which moves in the transaction that brings the
 * rows: after a kill at any moment it goes on from what was committed. Rows are read in their latest state,
 * so between two commits of the store a round may bring some of a later one; rounds go on until the feed
 * has not moved meanwhile, and then the replica is exactly the store.
 */
export function createReplica({ store, database, layout, pageIds = 10_000 }: ReplicaDeps): Replica {
  const exclusively = createMutex();
  const categories = [...new Map(layout.tables.map(({ category }) => [category.id, category])).values()];

  async function round(
    deps: CopyDeps,
    changed: Set<string>,
  ): Promise<{ sequence: number; rows: number; done: boolean }> {
    const { connection } = deps;
    const sequence = await headOf(store);
    const known = await cursors(connection);
    const behind = Math.min(...categories.map(({ id }) => known.get(id) ?? sequence));
    if (categories.every(({ id }) => known.get(id) === sequence)) return { sequence, rows: 0, done: true };
    const batches = await store.query<Batch>(
      'SELECT id, category, sequence FROM batch WHERE sequence > ? AND sequence <= ? ORDER BY sequence',
      [behind, sequence],
    );
    const load = createLoader(deps, layout, pageIds);
    const apply = createApplier(deps, layout);
    const applied: [Category, Batch[]][] = [];
    let rows = 0;
    for (const category of categories) {
      const cursor = known.get(category.id);
      const news = batches.filter(
        (batch) => batch.category === category.id && batch.sequence > (cursor ?? 0),
      );
      if (cursor === undefined || (news.length > 0 && (await isMostOf(deps, category, news)))) {
        const copied = await load(category, sequence);
        if (copied > 0 || cursor !== undefined) changed.add(category.id);
        rows += copied;
      } else applied.push([category, news]);
    }
    rows += await all(connection, async () => {
      let copied = 0;
      for (const [category, news] of applied.filter(([, batches]) => batches.length > 0)) {
        copied += await apply(category, news);
        changed.add(category.id);
      }
      await moveCursors(
        connection,
        applied.map(([category]) => category),
        sequence,
      );
      return copied;
    });
    return { sequence, rows, done: false };
  }

  async function rounds(connection: DuckDBConnection): Promise<CatchUp> {
    const changed = new Set<string>();
    const deps: CopyDeps = { store, connection, folder: database.folder };
    let rows = 0;
    for (let number = 1; ; number += 1) {
      const result = await round(deps, changed);
      rows += result.rows;
      if (result.done || number === MAX_ROUNDS)
        return { sequence: result.sequence, rows, changed: [...changed].toSorted() };
    }
  }

  const onConnection = <Result>(work: (connection: DuckDBConnection) => Promise<Result>): Promise<Result> =>
    exclusively(async () => {
      const connection = await database.connect();
      try {
        return await work(connection);
      } catch (error) {
        if (error instanceof HubError) throw error;
        // DuckDB puts values into its errors.
        throw new FatalError(
          'REPLICA_FAILED',
          'the columnar replica could not take over rows: remove its file to build it anew',
        );
      } finally {
        connection.closeSync();
      }
    });

  return {
    catchUp: () => onConnection(rounds),
    forget: () =>
      onConnection(async (connection) => {
        await connection.run('DELETE FROM replica_cursor');
      }),
  };
}
