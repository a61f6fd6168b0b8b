import type { IdentifiedBatch, KnownRow } from './identify.js';
import { emptyPlan } from './plan.js';

/**
 * Keys of the batch at hand and of the one that is being written. A batch that comes in parts may have a key twice, in two of
 * them: the store does not know yet what the first row left, so that the second waits for the batch's end.
 */
export interface BatchKeys {
  /** The part without rows whose keys an earlier one has; those wait. */
  withoutRepeated(part: IdentifiedBatch): IdentifiedBatch;
  /** Whether any of these keys is being written. */
  areBeingWritten(rows: ReadonlyMap<string, KnownRow>): boolean;
  /** The batch at hand is handed over to be written. */
  close(): void;
  /** Rows that waited, as a batch of their own; undefined: none. */
  repeated(): IdentifiedBatch | undefined;
}

/** No keys yet. */
export function createBatchKeys(): BatchKeys {
  let open = new Set<string>();
  let written: ReadonlySet<string> = open;
  let waiting = new Map<string, KnownRow>();
  let beaten = 0;

  const wait = (row: KnownRow): void => {
    const rival = waiting.get(row.keyHash);
    if (rival) beaten += 1;
    if (!rival || row.row.version >= rival.row.version) waiting.set(row.keyHash, row);
  };

  return {
    withoutRepeated(part) {
      const { rows, plan } = part;
      const repeated = [...rows.values()].filter(({ keyHash }) => open.has(keyHash));
      for (const key of rows.keys()) open.add(key);
      if (repeated.length === 0) return part;
      const left = new Map(rows);
      for (const row of repeated) {
        wait(row);
        left.delete(row.keyHash);
      }
      plan.counts.read -= repeated.length; // they are counted when they are compared
      return { ...part, rows: left };
    },
    areBeingWritten(rows) {
      for (const key of rows.keys()) if (written.has(key)) return true;
      return false;
    },
    close() {
      written = open;
      open = new Set();
    },
    repeated() {
      if (waiting.size === 0) return undefined;
      const plan = emptyPlan();
      plan.counts.read = waiting.size + beaten;
      plan.counts.superseded = beaten;
      const rows = waiting;
      [waiting, beaten] = [new Map(), 0];
      return { batch: { rows: [] }, rows, plan };
    },
  };
}
