import type { DuckDBConnection } from '@duckdb/node-api';
import type { Category } from '../../catalog/category.js';
import type { Store } from '../../store/store.js';
import { copyRows, type CopyDeps, type Selection } from './copy.js';
import type { ReplicaLayout } from './layout.js';

/** So few changed rows are always applied as changes. */
const SMALL = 1000;
/** Batches whose rows are asked for in one statement. */
const PAGE_BATCHES = 50;
/** A committed batch of the feed. */
export interface Batch {
  readonly id: number;
  readonly category: string;
  readonly sequence: number;
}

const chunks = <Item>(items: readonly Item[], size: number): Item[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));

/** Sets the place in the feed that categories stand at. */
export async function moveCursors(
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

/** Runs the work in one transaction of the replica. */
export async function inTransaction(
  connection: DuckDBConnection,
  work: () => Promise<number>,
): Promise<number> {
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
export function createLoader(deps: CopyDeps, layout: ReplicaLayout, pageIds: number) {
  const { connection, store } = deps;
  return (category: Category, sequence: number): Promise<number> =>
    inTransaction(connection, async () => {
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
export function createApplier(deps: CopyDeps, layout: ReplicaLayout) {
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
export async function isMostOf(
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
