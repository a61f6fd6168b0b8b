import { FatalError, RetryableError } from '../errors.js';
import type { Checkpoint } from '../sources/source.js';
import type { Store, Transaction } from '../store/store.js';
import { openRun } from './ledger.js';

/** What a stream was left with, and the right to change it. */
export interface Lease {
  readonly category: string;
  readonly run: number;
  /** Grows with every lease: writes under an older one are refused. */
  readonly fence: number;
  readonly checkpoint: Checkpoint | null;
  readonly nextId: number;
  readonly liveRows: number;
  readonly watermark: string | null;
}

export interface LeaseDeps {
  readonly store: Store;
  readonly now: () => Date;
  /** Who takes it, for operators. */
  readonly holder: string;
  /** How long it lasts without renewal. */
  readonly leaseMs: number;
}

interface StateRow {
  checkpoint: string | null;
  next_id: number;
  live_rows: number;
  watermark: string | null;
  fence: number;
}

/** Apart from taking the lease: an ignored insert locks the row for reading, and two who then want to write it block each other. */
async function ensureState(store: Store, category: string): Promise<void> {
  const known = await store.query('SELECT 1 AS one FROM stream_state WHERE category = ?', [category]);
  if (known.length > 0) return;
  const columns = ['category', 'next_id', 'live_rows', 'lease_until', 'fence'];
  await store.transaction((transaction) =>
    transaction.insertIgnore('stream_state', columns, [[category, 1, 0, 0, 0]]),
  );
}

/**
 * Takes the lease of a stream and opens the record of its run.
 * @throws RetryableError `STREAM_BUSY` while somebody else holds it
 */
export async function takeLease(deps: LeaseDeps, category: string): Promise<Lease> {
  const { store, now, holder, leaseMs } = deps;
  await ensureState(store, category);
  return store.transaction(async (transaction) => {
    const time = now().getTime();
    const taken = await transaction.execute(
      `UPDATE stream_state SET lease_holder = ?, lease_until = ?, fence = fence + 1
       WHERE category = ? AND (lease_holder IS NULL OR lease_until < ?)`,
      [holder, time + leaseMs, category, time],
    );
    if (taken !== 1)
      throw new RetryableError(
        'STREAM_BUSY',
        `${category} is being refreshed already; try again later`,
        leaseMs,
      );
    const [state] = await transaction.query<StateRow>('SELECT * FROM stream_state WHERE category = ?', [
      category,
    ]);
    if (!state) throw new FatalError('STORE_ERROR', `${category} has no state`);
    const run = await openRun(transaction, category, now());
    return {
      category,
      run,
      fence: state.fence,
      checkpoint: state.checkpoint === null ? null : JSON.parse(state.checkpoint),
      nextId: state.next_id,
      liveRows: state.live_rows,
      watermark: state.watermark,
    };
  });
}

/** What a transaction leaves a stream with. */
export interface StreamChange {
  readonly checkpoint?: Checkpoint;
  readonly nextId?: number;
  readonly addedRows?: number;
  readonly watermark?: string | null;
  readonly clockOffsetMs?: number;
  readonly succeededAt?: string;
}

/**
 * Writes a stream's new state, which also renews the lease. Part of every transaction of a run: who
 * lost the lease in between is stopped here, before anything of his is committed.
 * @throws FatalError `LEASE_LOST`
 */
export async function advance(
  transaction: Transaction,
  lease: Lease,
  change: StreamChange,
  leaseUntil: number,
): Promise<void> {
  const changed = await transaction.execute(
    `UPDATE stream_state SET lease_until = ?, checkpoint = COALESCE(?, checkpoint), next_id = COALESCE(?, next_id),
       live_rows = live_rows + ?, watermark = COALESCE(?, watermark), clock_offset_ms = COALESCE(?, clock_offset_ms),
       last_success_at = COALESCE(?, last_success_at)
     WHERE category = ? AND fence = ?`,
    [
      leaseUntil,
      change.checkpoint === undefined ? null : JSON.stringify(change.checkpoint),
      change.nextId ?? null,
      change.addedRows ?? 0,
      change.watermark ?? null,
      change.clockOffsetMs ?? null,
      change.succeededAt ?? null,
      lease.category,
      lease.fence,
    ],
  );
  if (changed !== 1)
    throw new FatalError(
      'LEASE_LOST',
      `another worker took over ${lease.category}; this run stops and that one goes on`,
    );
}

/** Gives the lease back. */
export async function releaseLease(transaction: Transaction, lease: Lease): Promise<void> {
  await transaction.execute(
    'UPDATE stream_state SET lease_holder = NULL, lease_until = 0 WHERE category = ? AND fence = ?',
    [lease.category, lease.fence],
  );
}
