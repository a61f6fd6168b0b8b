import { setImmediate } from 'node:timers/promises';
import type { Category } from '../catalog/category.js';
import { RejectedRow } from '../errors.js';
import type { Batch } from '../sources/source.js';
import type { Store } from '../store/store.js';
import type { Vault } from '../store/vault.js';
import { joined, STRIDE, type IdentifiedBatch, type KnownRow } from './identify.js';
import { hex, lookUp, type LiveRow, type LiveRows } from './live-rows.js';
import type { Mapper } from './mapper.js';
import type { Plan } from './plan.js';
import type { Waiting } from './tie.js';

export interface CompareDeps {
  readonly store: Store;
  readonly vault: Vault;
  readonly category: Category;
  readonly live: LiveRows;
  readonly mapper: Mapper;
  /** Surrogate of the delivery that the rows stand in. */
  readonly delivery: number;
  /**
   * Deliveries may come in another order than they were made (files of changes): rows that come again as they are take the
   * newer version, and a deletion is remembered although nobody has seen its row yet.
   */
  readonly unordered: boolean;
  readonly allocateId: () => number;
  /** Key hashes and identities in quarantine. */
  readonly quarantined: ReadonlySet<string>;
  /** Whether the category has tombstones at all. */
  readonly hasTombstones: () => boolean;
  /** Where a row waits that differs from a live row of its own version. Without it the row is applied at once. */
  readonly ties?: Waiting | undefined;
}

/** What is asked only of live rows that were delivered otherwise than before. */
interface LiveContent {
  readonly content: string;
  readonly delivery: number;
}

interface Tombstone {
  readonly rowId: number | null;
  readonly version: number;
}

async function liveContents(deps: CompareDeps, keys: readonly string[]): Promise<Map<string, LiveContent>> {
  const found = new Map<string, LiveContent>();
  type Row = Record<'key_hash' | 'content_hash', Uint8Array> & { delivery: number };
  await lookUp<Row>(
    deps.store,
    keys,
    (slots) =>
      `SELECT key_hash, content_hash, delivery FROM ${deps.category.table} WHERE key_hash IN (${slots})`,
    (row) => found.set(hex(row.key_hash), { content: hex(row.content_hash), delivery: row.delivery }),
  );
  return found;
}

async function tombstones(deps: CompareDeps, keys: readonly string[]): Promise<Map<string, Tombstone>> {
  const found = new Map<string, Tombstone>();
  if (!deps.hasTombstones()) return found;
  await lookUp<{ key_hash: Uint8Array; row_id: number | null; version: number }>(
    deps.store,
    keys,
    (slots) =>
      `SELECT key_hash, row_id, version FROM tombstone WHERE category = '${deps.category.id}' AND key_hash IN (${slots})`,
    (row) => found.set(hex(row.key_hash), { rowId: row.row_id, version: row.version }),
  );
  return found;
}

function compareDeletion(
  deps: CompareDeps,
  known: KnownRow,
  live: LiveRow | undefined,
  gone: Tombstone | undefined,
  plan: Plan,
): void {
  const { version } = known.row;
  if ((live && live.version > version) || (gone && gone.version > version)) {
    plan.counts.superseded += 1;
    return;
  }
  plan.counts.deleted += 1;
  // A deletion that is known already needs no second tombstone, unless it is a newer one. One of a row that never was here
  // needs none at all, unless the row may still come: a first load does not meet it, one that was broken off and goes on does.
  if (live || (gone ? gone.version < version : deps.unordered))
    plan.deletions.push({ keyHash: known.keyHash, id: live?.id ?? gone?.rowId ?? null, version });
}

function confirm(deps: CompareDeps, known: KnownRow, live: LiveRow, plan: Plan): void {
  plan.counts.unchanged += 1;
  if (!live.same && known.row.print !== undefined)
    plan.reprinted.push({ id: live.id, deliveredHash: known.deliveredHash });
  if (!deps.unordered || known.row.version <= live.version) return;
  plan.confirmed.push({ id: live.id, keyHash: known.keyHash, version: known.row.version });
}

function compareRow(
  deps: CompareDeps,
  known: KnownRow,
  live: LiveRow | undefined,
  content: LiveContent | undefined,
  gone: Tombstone | undefined,
  plan: Plan,
): void {
  const { row, keyHash, deliveredHash } = known;
  if ((live && live.version > row.version) || (gone && gone.version > row.version)) {
    plan.counts.superseded += 1;
    return;
  }
  const mapped = live?.same ? null : deps.mapper.map(row);
  // Only now: a row that fails again stays in quarantine.
  if (deps.quarantined.has(keyHash)) plan.mended.push(keyHash);
  if (mapped === null) return live && confirm(deps, known, live, plan);
  const contentHash = deps.vault.shortHash(joined(mapped.values));
  if (live && content?.content === contentHash) return confirm(deps, known, live, plan);
  const tied = row.version === deps.ties?.version && row.version === live?.version;
  if (deps.ties && tied && content?.delivery !== deps.delivery) {
    deps.ties.rows.set(keyHash, known);
    plan.counts.read -= 1;
    return;
  }
  for (const warning of mapped.warnings) plan.warnings.set(warning, (plan.warnings.get(warning) ?? 0) + 1);
  if (gone) plan.revived.push(keyHash);
  const id = live?.id ?? gone?.rowId ?? deps.allocateId();
  const { version, position } = row;
  // Without the row itself: what was delivered is garbage from here on.
  plan.writes.push({ id, isNew: !live, keyHash, version, position, mapped, deliveredHash, contentHash });
  plan.counts.written += 1;
  if (content?.delivery === deps.delivery) {
    // An earlier batch of this very delivery wrote the key: that row turns out to be superseded.
    plan.counts.written -= 1;
    plan.counts.superseded += 1;
  }
}

/** Counts what was recognised; those rows are live and stay as they are. */
function countRecognised({ recognised }: Batch, plan: Plan): void {
  if (!recognised) return;
  const { ids, repeated } = recognised;
  for (const id of ids) plan.present.push(id);
  plan.counts.read += ids.length + repeated;
  plan.counts.unchanged += ids.length;
  plan.counts.superseded += repeated;
}

/** Whether a recognised record of the same key wins over this row; one that stood above is overtaken by it. */
function isBeaten(live: LiveRow | undefined, plan: Plan): boolean {
  if (!live?.recognised) return false;
  plan.counts.superseded += 1;
  if (live.recognised === 'below') return true;
  plan.counts.unchanged -= 1;
  return false;
}

/** Compares an identified batch with the store; a row that cannot be mapped is set aside and its key stays as it is. */
export async function compare(deps: CompareDeps, identified: IdentifiedBatch): Promise<Plan> {
  const { plan, rows, batch } = identified;
  countRecognised(batch, plan);
  const delivered = [...rows.values()];
  const live = await deps.live.find(delivered);
  const keysOf = (wanted: (own: LiveRow | undefined) => boolean): string[] =>
    delivered.filter((_, index) => wanted(live[index])).map(({ keyHash }) => keyHash);
  const gone = await tombstones(
    deps,
    keysOf((own) => !own),
  );
  const contents = await liveContents(
    deps,
    keysOf((own) => own?.same === false),
  );
  for (const [index, known] of delivered.entries()) {
    if (index % STRIDE === 0) await setImmediate();
    const own = live[index];
    if (own) plan.present.push(own.id);
    if (isBeaten(own, plan)) continue;
    if (known.row.deleted) {
      if (deps.quarantined.has(known.keyHash)) plan.mended.push(known.keyHash);
      compareDeletion(deps, known, own, gone.get(known.keyHash), plan);
      continue;
    }
    try {
      compareRow(deps, known, own, contents.get(known.keyHash), gone.get(known.keyHash), plan);
    } catch (error) {
      if (!(error instanceof RejectedRow)) throw error;
      const { keyHash, row } = known;
      plan.quarantines.push({ identity: keyHash, keyHash, row, reason: error.code, field: error.field });
      plan.counts.quarantined += 1;
    }
  }
  return plan;
}
