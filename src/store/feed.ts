import type { Catalog } from '../catalog/catalog.js';
import type { Store, Transaction } from './store.js';

/** One committed batch: what it changed last, in commit order. */
export interface FeedEntry {
  readonly sequence: number;
  readonly category: string;
  readonly run: number;
  /** Surrogates of rows that this batch changed and no later one has. */
  readonly changed: readonly number[];
  /** Key hashes (hex) of keys that this batch deleted and that have not come back. */
  readonly deleted: readonly string[];
}

/** Opens the batch that rows of a transaction are marked with. */
export function openBatch(
  transaction: Transaction,
  batch: { category: string; run: number; at: string },
): Promise<number> {
  const { category, run, at } = batch;
  return transaction.insert('batch', { category, run, committed_at: at });
}

/**
 * Gives the batch its place in the feed. The counter row is locked from here to the commit, so this
 * must be the last thing that a transaction does: commit order is then feed order.
 */
export async function sequenceBatch(transaction: Transaction, batch: number): Promise<void> {
  await transaction.execute('UPDATE feed SET sequence = sequence + 1 WHERE id = 1');
  await transaction.execute(
    'UPDATE batch SET sequence = (SELECT sequence FROM feed WHERE id = 1) WHERE id = ?',
    [batch],
  );
}

/** The feed's name for alerts, beside the ids of the categories. */
export const ALERT_FEED = 'alert';

/** Committed batches after `cursor`, oldest first: a compacted feed, as CouchDB's `_changes`. */
export async function feedAfter(
  deps: { store: Store; catalog: Catalog },
  cursor: number,
  limit: number,
): Promise<FeedEntry[]> {
  const { store, catalog } = deps;
  const batches = await store.query<{ id: number; sequence: number; category: string; run: number }>(
    'SELECT id, sequence, category, run FROM batch WHERE sequence > ? ORDER BY sequence LIMIT ?',
    [cursor, limit],
  );
  const entries: FeedEntry[] = [];
  for (const { id, ...batch } of batches) {
    const table = batch.category === ALERT_FEED ? 'alert' : catalog.get(batch.category).table;
    const changed = await store.query<{ id: number }>(`SELECT id FROM ${table} WHERE batch = ? ORDER BY id`, [
      id,
    ]);
    const deleted = await store.query<{ key_hash: Uint8Array }>(
      'SELECT key_hash FROM tombstone WHERE batch = ?',
      [id],
    );
    entries.push({
      ...batch,
      changed: changed.map((row) => row.id),
      deleted: deleted.map((row) => Buffer.from(row.key_hash).toString('hex')),
    });
  }
  return entries;
}
