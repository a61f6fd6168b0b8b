import type { SqlValue, Transaction } from '../store/store.js';
import { storedInstant } from './clock.js';

/** Every row read ends in exactly one of the others but `removed`, which counts keys that a full set lacked. */
export interface Counts {
  read: number;
  written: number;
  unchanged: number;
  quarantined: number;
  superseded: number;
  deleted: number;
  removed: number;
}

export const noCounts = (): Counts => ({
  read: 0,
  written: 0,
  unchanged: 0,
  quarantined: 0,
  superseded: 0,
  deleted: 0,
  removed: 0,
});

const COLUMNS: Readonly<Record<keyof Counts, string>> = {
  read: 'rows_read',
  written: 'written',
  unchanged: 'unchanged',
  quarantined: 'quarantined',
  superseded: 'superseded',
  deleted: 'deleted',
  removed: 'removed',
};

const KINDS: readonly (keyof Counts)[] = [
  'read',
  'written',
  'unchanged',
  'quarantined',
  'superseded',
  'deleted',
  'removed',
];

/** Adds `more` to `counts` in place. */
export function addCounts(counts: Counts, more: Counts): void {
  for (const kind of KINDS) counts[kind] += more[kind];
}

export type RunStatus = 'running' | 'succeeded' | 'failed' | 'held' | 'cancelled' | 'abandoned';

/** Opens the record of a run; one that a killed worker left open is marked as abandoned. */
export async function openRun(transaction: Transaction, category: string, now: Date): Promise<number> {
  const at = storedInstant(now);
  await transaction.execute(
    `UPDATE run SET status = 'abandoned', finished_at = ? WHERE category = ? AND status = 'running'`,
    [at, category],
  );
  const zeros = Object.fromEntries(KINDS.map((kind) => [COLUMNS[kind], 0]));
  return transaction.insert('run', { category, status: 'running', started_at: at, ...zeros });
}

/** Adds a batch's counts to its run, inside the batch's transaction. */
export async function countRows(transaction: Transaction, run: number, counts: Counts): Promise<void> {
  const sets = KINDS.map((kind) => `${COLUMNS[kind]} = ${COLUMNS[kind]} + ?`).join(', ');
  await transaction.execute(`UPDATE run SET ${sets} WHERE id = ?`, [
    ...KINDS.map((kind) => counts[kind]),
    run,
  ]);
}

export interface RunOutcome {
  readonly status: RunStatus;
  readonly code: string | null;
  readonly message: string | null;
  /** Warnings by reason. */
  readonly warnings: Readonly<Record<string, number>>;
  readonly watermark: string | null;
  /** Live rows that the source says it holds; null when it does not say. */
  readonly expectedLive: number | null;
}

/** Closes the record of a run. */
export async function closeRun(
  transaction: Transaction,
  run: number,
  outcome: RunOutcome,
  now: Date,
): Promise<void> {
  const values: SqlValue[] = [
    outcome.status,
    outcome.code,
    outcome.message,
    Object.keys(outcome.warnings).length > 0 ? JSON.stringify(outcome.warnings) : null,
    outcome.watermark,
    outcome.expectedLive,
    storedInstant(now),
    run,
  ];
  await transaction.execute(
    `UPDATE run SET status = ?, code = ?, message = ?, warnings = ?, watermark = ?, expected_live = ?, finished_at = ?
     WHERE id = ? AND status = 'running'`,
    values,
  );
}
