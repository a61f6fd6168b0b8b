import type { Category } from '../catalog/category.js';
import type { Store } from '../store/store.js';
import { addPlan, emptyPlan, sizeOf, type Plan, type RowDeletion } from './plan.js';
import { createPresence, type Presence } from './presence.js';

/** What a full delivery would do, known before anything of it is applied. */
export interface Survey {
  /** All of it in one plan, when it is small enough to keep; otherwise the delivery is read again. */
  readonly plan: Plan | null;
  readonly present: Presence;
  /** Live rows that the delivery has. */
  readonly presentRows: number;
  /** Highest version among the set and its rows: live rows with a newer one stay. */
  readonly highest: number;
  readonly read: number;
  readonly rejected: number;
}

/** Changes that a survey keeps in memory. */
const KEPT = 20_000;

/** Texts cut from a file's block keep the whole block in memory: what is kept for long is copied. */
const detached = <Item>(item: Item): Item => structuredClone(item);

function merge(into: Plan, plan: Plan): void {
  addPlan(into, { ...plan, quarantines: plan.quarantines.map(detached) });
  into.writes.push(...plan.writes.map(detached));
}

/**
 * Of rows of one key in several batches, or parts of one, the last wins: what an earlier one would have written or set aside is
 * superseded. Returns how many would have been set aside.
 */
function supersede(kept: Plan, earlier: Set<string>, keys: Iterable<string>): number {
  const beaten = new Set([...keys].filter((key) => earlier.delete(key)));
  if (beaten.size === 0) return 0;
  const drop = <Item extends { readonly keyHash: string | null }>(items: Item[]): number => {
    const left = items.filter(({ keyHash }) => keyHash === null || !beaten.has(keyHash));
    return items.splice(0, items.length, ...left).length - left.length;
  };
  const [written, setAside] = [drop(kept.writes), drop(kept.quarantines)];
  kept.counts.written -= written;
  kept.counts.quarantined -= setAside;
  kept.counts.superseded += written + setAside;
  return setAside;
}

/**
 * Reads a full delivery without applying it.
 * @param expectedId the highest surrogate in use
 * @param setVersion version of the set itself, where it has one
 */
export async function survey(
  plans: AsyncIterable<{ plan: Plan; highest: number; keys: Iterable<string> }>,
  expectedId: number,
  setVersion = 0,
): Promise<Survey> {
  const present = createPresence(expectedId);
  let kept: Plan | null = emptyPlan();
  const planned = new Set<string>();
  let [highest, read, rejected, presentRows] = [setVersion, 0, 0, 0];
  for await (const { plan, highest: version, keys } of plans) {
    for (const id of plan.present) if (present.add(id)) presentRows += 1;
    highest = Math.max(highest, version);
    read += plan.counts.read;
    rejected += plan.counts.quarantined;
    if (kept) rejected -= supersede(kept, planned, keys);
    if (kept) merge(kept, plan);
    for (const { keyHash } of kept ? [...plan.writes, ...plan.quarantines] : [])
      if (keyHash !== null) planned.add(keyHash);
    if (kept && sizeOf(kept) > KEPT) kept = null;
  }
  return { plan: kept, present, presentRows, highest, read, rejected };
}

const PAGE = 20_000;

/** Live rows that the surveyed delivery (surrogate `delivery`) lacks and that nothing newer brought. */
export async function* absentees(
  store: Store,
  category: Category,
  delivery: number,
  found: Pick<Survey, 'present' | 'highest'>,
): AsyncGenerator<RowDeletion[]> {
  for (let after = 0; ;) {
    const rows = await store.query<{ id: number; key_hash: Uint8Array; version: number; delivery: number }>(
      `SELECT id, key_hash, version, delivery FROM ${category.table} WHERE id > ? ORDER BY id LIMIT ${PAGE}`,
      [after],
    );
    const absent = rows.filter(
      (row) => row.delivery !== delivery && !found.present.has(row.id) && row.version <= found.highest,
    );
    if (absent.length > 0)
      yield absent.map(({ id, key_hash }) => ({
        id,
        keyHash: Buffer.from(key_hash).toString('hex'),
        version: found.highest,
      }));
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = last.id;
  }
}
