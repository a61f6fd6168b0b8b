import type { InputReason } from '../analytics/input.js';
import type { Store, Transaction } from '../store/store.js';
import type { Input } from './input.js';

/** How a run of a comparison ended. */
export type ComparisonRunStatus = 'EVALUATED' | 'CANNOT_EVALUATE' | 'FAILED';

/** Why a run took place. */
export type RunCause = 'refresh' | 'schedule' | 'version' | 'manual';

/** What a run did to the alerts of its module. */
export interface AlertCounts {
  readonly findings: number;
  readonly raised: number;
  readonly changed: number;
  readonly reopened: number;
  readonly resolved: number;
  readonly suppressed: number;
}

export const NO_ALERTS: AlertCounts = {
  findings: 0,
  raised: 0,
  changed: 0,
  reopened: 0,
  resolved: 0,
  suppressed: 0,
};

/** A line of the ledger of comparison runs. */
export interface ComparisonRun {
  readonly module: string;
  readonly version: number;
  readonly asOf: string;
  readonly status: ComparisonRunStatus;
  readonly cause: RunCause;
  readonly startedAt: string;
  readonly milliseconds: number;
  /** Of the feed, up to which the replica had followed. */
  readonly sequence: number;
  readonly counts: AlertCounts;
  /** Why it could not be evaluated, or the code of the failure. */
  readonly reasons: readonly InputReason[] | string | null;
  readonly inputs: readonly Input[];
}

/** Enters a run into the ledger and returns its id. */
export function recordRun(transaction: Transaction, run: ComparisonRun): Promise<number> {
  return transaction.insert('comparison_run', {
    module: run.module,
    version: run.version,
    as_of: run.asOf,
    status: run.status,
    cause: run.cause,
    started_at: run.startedAt,
    milliseconds: Math.round(run.milliseconds),
    sequence: run.sequence,
    ...run.counts,
    reasons: run.reasons === null ? null : JSON.stringify(run.reasons),
    inputs: JSON.stringify(
      run.inputs.map(({ category, watermark, keys, quarantined }) => ({
        category,
        watermark,
        keys,
        quarantined,
      })),
    ),
  });
}

/** The last run of a version, as far as it tells whether another one is due. */
export interface LastRun {
  readonly version: number;
  readonly asOf: string;
  readonly status: ComparisonRunStatus;
  readonly sequence: number;
}

/** The last run of every version that has one. */
export async function lastRuns(store: Store): Promise<ReadonlyMap<number, LastRun>> {
  const rows = await store.query<{
    version: number;
    as_of: string;
    status: ComparisonRunStatus;
    sequence: number;
  }>(
    `SELECT r.version, r.as_of, r.status, r.sequence FROM comparison_run r
     JOIN (SELECT MAX(id) AS id FROM comparison_run GROUP BY version) l ON l.id = r.id`,
  );
  return new Map(
    rows.map((row) => [
      Number(row.version),
      { version: Number(row.version), asOf: row.as_of, status: row.status, sequence: Number(row.sequence) },
    ]),
  );
}

/** The last sequence of the feed in which each category changed. */
export async function lastChanges(store: Store): Promise<ReadonlyMap<string, number>> {
  const rows = await store.query<{ category: string; sequence: number }>(
    'SELECT category, MAX(sequence) AS sequence FROM batch WHERE sequence IS NOT NULL GROUP BY category',
  );
  return new Map(rows.map(({ category, sequence }) => [category, Number(sequence)]));
}
