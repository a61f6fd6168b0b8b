import type { DuckDBConnection } from '@duckdb/node-api';
import type { Category } from '../../catalog/category.js';
import { FatalError, HubError } from '../../errors.js';
import { createMutex } from '../../store/mutex.js';
import type { Store } from '../../store/store.js';
import { createApplier, createLoader, inTransaction, isMostOf, moveCursors, type Batch } from './change.js';
import type { CopyDeps } from './copy.js';
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

/** While the store goes on changing, so many rounds at most. */
const MAX_ROUNDS = 10;

async function headOf(store: Store): Promise<number> {
  const [row] = await store.query<{ sequence: number }>('SELECT sequence FROM feed WHERE id = 1');
  return Number(row?.sequence ?? 0);
}

async function cursors(connection: DuckDBConnection): Promise<Map<string, number>> {
  const reader = await connection.runAndReadAll('SELECT category, sequence FROM replica_cursor');
  return new Map(reader.getRowObjects().map((row) => [String(row.category), Number(row.sequence)]));
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
    rows += await inTransaction(connection, async () => {
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
