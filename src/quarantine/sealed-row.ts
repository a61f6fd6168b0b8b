import { z } from 'zod';
import type { RawRow } from '../sources/source.js';
import type { Store } from '../store/store.js';
import type { Vault } from '../store/vault.js';

const values = z.array(z.unknown());
const sealedRow = z.union([
  z.object({ raw: z.string() }),
  z.object({ deleted: values }),
  values.transform((live) => ({ live })),
]);

/** A row as it goes under seal into quarantine: its values, those of a deletion, or the text that could not be split. */
export function sealRow(vault: Vault, { values: own, deleted, fault }: RawRow): Buffer {
  return vault.seal(JSON.stringify(fault ? { raw: fault.raw } : deleted ? { deleted: own } : own));
}

/** Which rows of the quarantine are meant. */
export interface Selection {
  readonly category: string;
  readonly reason?: string;
  /** Instants, the first inclusive, the second exclusive; stored form, `yyyy-MM-dd HH:mm:ss` UTC. */
  readonly since?: string;
  readonly until?: string;
}

/** A row of the quarantine, unsealed. */
export interface Entry {
  readonly id: number;
  readonly row: RawRow;
  readonly reason: string;
  readonly field: string | null;
  /** Surrogate of the delivery that it came with, and that delivery's name. */
  readonly delivery: number;
  readonly deliveryName: string | null;
  readonly quarantinedAt: string;
}

interface StoredEntry {
  id: number;
  reason: string;
  field: string | null;
  raw: Uint8Array;
  version: number;
  delivery: number;
  delivery_name: string | null;
  position: string;
  quarantined_at: string;
}

const PAGE = 1_000;

function rowOf(vault: Vault, { raw, reason, position, version }: StoredEntry): RawRow {
  const opened = sealedRow.parse(JSON.parse(vault.open(raw)));
  if ('raw' in opened)
    return { values: [], position, version, deleted: false, fault: { reason, raw: opened.raw } };
  return 'deleted' in opened
    ? { values: opened.deleted, position, version, deleted: true }
    : { values: opened.live, position, version, deleted: false };
}

/** Rows of the quarantine in the order in which they were set aside, page by page. */
export async function* entries(
  deps: { readonly store: Store; readonly vault: Vault },
  { category, reason, since, until }: Selection,
): AsyncGenerator<Entry[]> {
  const conditions: [string, string | undefined][] = [
    ['q.category = ?', category],
    ['q.reason = ?', reason],
    ['q.quarantined_at >= ?', since],
    ['q.quarantined_at < ?', until],
  ];
  const given = conditions.filter((condition): condition is [string, string] => condition[1] !== undefined);
  const sql = `SELECT q.id, q.reason, q.field, q.raw, q.version, q.delivery, d.name AS delivery_name, q.position, q.quarantined_at
    FROM quarantine q LEFT JOIN delivery d ON d.id = q.delivery
    WHERE q.id > ? AND ${given.map(([condition]) => condition).join(' AND ')} ORDER BY q.id LIMIT ${PAGE}`;
  for (let after = 0; ;) {
    const found = await deps.store.query<StoredEntry>(sql, [after, ...given.map(([, value]) => value)]);
    if (found.length > 0)
      yield found.map((stored) => ({
        id: stored.id,
        row: rowOf(deps.vault, stored),
        reason: stored.reason,
        field: stored.field,
        delivery: stored.delivery,
        deliveryName: stored.delivery_name,
        quarantinedAt: stored.quarantined_at,
      }));
    if (found.length < PAGE) return;
    after = found.at(-1)?.id ?? after;
  }
}
