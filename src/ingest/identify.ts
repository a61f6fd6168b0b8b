import { setImmediate } from 'node:timers/promises';
import { RejectedRow } from '../errors.js';
import type { Batch, RawRow } from '../sources/source.js';
import type { Vault } from '../store/vault.js';
import type { Mapper } from './mapper.js';
import { emptyPlan, type Plan } from './plan.js';

/** A delivered row whose key could be read. Hashes are hex. */
export interface KnownRow {
  readonly row: RawRow;
  readonly keyHash: string;
  readonly deliveredHash: string;
}

/** A batch reduced to one row per key, before anything is compared with the store. */
export interface IdentifiedBatch {
  readonly batch: Batch;
  /** By key hash; of several rows of one key the one that wins. */
  readonly rows: ReadonlyMap<string, KnownRow>;
  /** Counts so far, and the rows without a readable key. */
  readonly plan: Plan;
}

export interface IdentifyDeps {
  readonly vault: Vault;
  readonly mapper: Mapper;
  /** Changes when the same delivered text could come to other canonical values: part of the delivered hash. */
  readonly mappingPrint: string;
}

/** Rows worked on at a stretch: between two, the database is given its next statement. */
export const STRIDE = 100;

/** Values as one text. One join costs a third of adding them up, so only lists (and whatever else is an object) are spelled out before. */
export function joined(values: readonly unknown[]): string {
  let spelled: unknown[] | null = null;
  for (let place = 0; place < values.length; place += 1) {
    const value = values[place];
    if (typeof value !== 'object' || value === null) continue;
    spelled ??= [...values];
    spelled[place] = JSON.stringify(value);
  }
  return (spelled ?? values).join('\u001f');
}

/** The row as delivered, as one text: types that differ look different. */
const deliveredText = (row: RawRow): string => (row.deleted ? 'D' : 'L') + joined(row.values);

const hexOf = (print: string): string => Buffer.from(print, 'latin1').toString('hex');

/** Reads keys, hashes rows and keeps the winner of each key: the part of the work that needs no database. */
export async function identify(deps: IdentifyDeps, batch: Batch): Promise<IdentifiedBatch> {
  const { vault, mapper, mappingPrint } = deps;
  const plan = emptyPlan();
  const rows = new Map<string, KnownRow>();
  for (const row of batch.rows) {
    plan.counts.read += 1;
    if (plan.counts.read % STRIDE === 0) await setImmediate();
    const valuesHash = (): string => vault.shortHash(mappingPrint + deliveredText(row));
    const setAside = (reason: string, field: string | null): void => {
      const identity = row.fault ? vault.shortHash(row.fault.raw) : valuesHash();
      plan.quarantines.push({ identity, keyHash: null, row, reason, field });
      plan.counts.quarantined += 1;
    };
    if (row.fault) {
      setAside(row.fault.reason, null);
      continue;
    }
    try {
      const keyHash = vault.shortHash(mapper.key(row));
      const deliveredHash = row.print === undefined ? valuesHash() : hexOf(row.print);
      const rival = rows.get(keyHash);
      if (rival) plan.counts.superseded += 1;
      if (!rival || row.version >= rival.row.version) rows.set(keyHash, { row, keyHash, deliveredHash });
    } catch (error) {
      if (!(error instanceof RejectedRow)) throw error;
      setAside(error.code, error.field);
    }
  }
  return { batch, rows, plan };
}
