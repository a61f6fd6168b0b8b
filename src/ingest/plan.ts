import type { RawRow } from '../sources/source.js';
import { addCounts, noCounts, type Counts } from './ledger.js';
import type { MappedRow } from './mapper.js';

/** A row to be written as it now is. */
export interface RowWrite {
  readonly id: number;
  readonly isNew: boolean;
  readonly keyHash: string;
  readonly version: number;
  readonly position: string;
  readonly mapped: MappedRow;
  readonly deliveredHash: string;
  readonly contentHash: string;
}

/** A key to be deleted; `id` is null when no live row has it. */
export interface RowDeletion {
  readonly keyHash: string;
  readonly id: number | null;
  readonly version: number;
}

/** A row to be set aside; without a readable key it is known by its content. */
export interface RowQuarantine {
  readonly identity: string;
  readonly keyHash: string | null;
  readonly row: RawRow;
  readonly reason: string;
  readonly field: string | null;
}

/** What a batch of delivered rows comes to, compared with the store: everything that one transaction will do. */
export interface Plan {
  readonly counts: Counts;
  readonly writes: RowWrite[];
  readonly deletions: RowDeletion[];
  readonly quarantines: RowQuarantine[];
  /** Surrogates of entries in quarantine that have been settled (by a replay). */
  readonly released: number[];
  /** Entries in quarantine that now fail for another reason (by a replay). */
  readonly judgedAnew: { readonly id: number; readonly reason: string; readonly field: string | null }[];
  /** Live rows that were delivered again as they are by a newer file, and the version that they have there. */
  readonly confirmed: { readonly id: number; readonly keyHash: string; readonly version: number }[];
  /** Live rows that say the same in other bytes: their new delivered hashes, so that they are recognised next time. */
  readonly reprinted: { readonly id: number; readonly deliveredHash: string }[];
  /** Keys in quarantine of which a good or deleted row came. */
  readonly mended: string[];
  /** Keys with a tombstone that came back. */
  readonly revived: string[];
  /** Surrogates of live rows that the delivery has, good or bad. */
  readonly present: number[];
  readonly warnings: Map<string, number>;
}

export const emptyPlan = (): Plan => ({
  counts: noCounts(),
  writes: [],
  deletions: [],
  quarantines: [],
  released: [],
  judgedAnew: [],
  confirmed: [],
  reprinted: [],
  mended: [],
  revived: [],
  present: [],
  warnings: new Map(),
});

/** Adds what `plan` does to `into`, but for its writes. */
export function addPlan(into: Plan, plan: Plan): void {
  addCounts(into.counts, plan.counts);
  into.deletions.push(...plan.deletions);
  into.quarantines.push(...plan.quarantines);
  into.released.push(...plan.released);
  into.judgedAnew.push(...plan.judgedAnew);
  into.reprinted.push(...plan.reprinted);
  into.mended.push(...plan.mended);
  into.revived.push(...plan.revived);
  into.confirmed.push(...plan.confirmed);
  for (const [reason, count] of plan.warnings)
    into.warnings.set(reason, (into.warnings.get(reason) ?? 0) + count);
}

/** Number of things that the plan does, as a measure of its size in memory. */
export const sizeOf = (plan: Plan): number =>
  plan.writes.length +
  plan.deletions.length +
  plan.quarantines.length +
  plan.reprinted.length +
  plan.mended.length +
  plan.confirmed.length;
