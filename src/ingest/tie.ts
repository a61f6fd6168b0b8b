import type { IdentifiedBatch, KnownRow } from './identify.js';
import { emptyPlan } from './plan.js';

/** Rows that wait, by key hash; they are not counted as read yet. */
export interface Waiting {
  /** Only rows of this version wait. */
  readonly version: number;
  readonly rows: Map<string, KnownRow>;
}

/**
 * Rows of one delivery that differ from a live row of their own version. When a delivery is read again that has a key twice
 * under one stamp, on two pages, the row that lost comes first: it would take the place of the one that won, and lose it
 * again, at each reading. So it waits until the last row under its stamp has been read. Whoever goes on from a checkpoint
 * meets rows of the last stamp again: a killed run loses none of those that wait.
 */
export interface Ties {
  /** Where rows of a batch wait, given its highest version: only behind them can another of their stamp come. */
  open(highest: number): Waiting | undefined;
  /** The batch with those rows among its own that have waited long enough; rows of it that beat them supersede them. */
  settle(identified: IdentifiedBatch, highest: number): IdentifiedBatch;
  /** What waited to the end, as a last batch; undefined: nothing. */
  left(): IdentifiedBatch | undefined;
}

/** More rows than that do not wait. */
const MOST_WAITING = 10_000;

/** No rows yet. */
export function createTies(): Ties {
  const waiting = new Map<string, KnownRow>();
  return {
    open: (version) => (waiting.size < MOST_WAITING ? { version, rows: waiting } : undefined),
    settle(identified, highest) {
      if (waiting.size === 0) return identified;
      const { batch, plan } = identified;
      const rows = new Map(identified.rows);
      for (const [key, own] of waiting) {
        const rival = rows.get(key);
        const beaten = rival !== undefined && rival.row.version >= own.row.version;
        if (!beaten && own.row.version >= highest) continue;
        waiting.delete(key);
        plan.counts.read += 1;
        if (rival) plan.counts.superseded += 1;
        if (!beaten) rows.set(key, own);
      }
      return { batch, rows, plan };
    },
    left() {
      if (waiting.size === 0) return undefined;
      const plan = emptyPlan();
      plan.counts.read = waiting.size;
      return { batch: { rows: [] }, rows: waiting, plan };
    },
  };
}
