import type { Category } from '../catalog/category.js';
import type { Store } from '../store/store.js';
import { storedRows, type LiveRow, type LiveRows } from './live-rows.js';

/** Live rows that are worth a roster: 52 bytes each. */
export const ROSTER_LIMIT = 2_500_000;

const PAGE = 20_000;
const KEY_WORDS = 4;
/** Half a hash is enough where two rows of one key are compared. */
const DELIVERED_WORDS = 2;
const EMPTY = 0;

/** One row of a roster. */
interface Entry {
  readonly id: number;
  readonly version: number;
  readonly deliveredHash: string;
}

/** Eight hex digits from `at` on, as a number. */
function wordOf(hash: string, at: number): number {
  let word = 0;
  for (let index = at; index < at + 8; index += 1) {
    const code = hash.charCodeAt(index);
    word = (word << 4) | (code < 58 ? code - 48 : (code | 32) - 87);
  }
  return word >>> 0;
}

function doubled<List extends Uint32Array | Float64Array>(list: List, copy: (length: number) => List): List {
  const larger = copy(list.length * 2);
  larger.set(list);
  return larger;
}

/** A hash table of rows by key hash, outside of the garbage-collected heap. Hashes are hex and spread evenly by nature. */
export function createRoster(expected: number) {
  let capacity = 1024;
  while (capacity < expected) capacity *= 2;
  let keys = new Uint32Array(capacity * KEY_WORDS);
  let delivered = new Uint32Array(capacity * DELIVERED_WORDS);
  let ids = new Float64Array(capacity); // 0: deleted
  let versions = new Float64Array(capacity);
  let slots = new Uint32Array(capacity * 2); // number of the entry + 1
  let size = 0;

  const isKey = (entry: number, keyHash: string): boolean => {
    const at = entry * KEY_WORDS;
    for (let word = 0; word < KEY_WORDS; word += 1)
      if (keys[at + word] !== wordOf(keyHash, word * 8)) return false;
    return true;
  };

  /** Slot where the key stands, or would. */
  const slotOf = (keyHash: string): number => {
    const mask = slots.length - 1;
    for (let slot = wordOf(keyHash, 0) & mask; ; slot = (slot + 1) & mask) {
      const entry = slots[slot] ?? EMPTY;
      if (entry === EMPTY || isKey(entry - 1, keyHash)) return slot;
    }
  };

  const grow = (): void => {
    capacity *= 2;
    keys = doubled(keys, (length) => new Uint32Array(length));
    delivered = doubled(delivered, (length) => new Uint32Array(length));
    ids = doubled(ids, (length) => new Float64Array(length));
    versions = doubled(versions, (length) => new Float64Array(length));
    slots = new Uint32Array(capacity * 2);
    const mask = slots.length - 1;
    for (let entry = 0; entry < size; entry += 1) {
      let slot = (keys[entry * KEY_WORDS] ?? 0) & mask;
      while (slots[slot] !== EMPTY) slot = (slot + 1) & mask;
      slots[slot] = entry + 1;
    }
  };

  return {
    /** Keys that were ever set. */
    get size(): number {
      return size;
    },
    find(keyHash: string, deliveredHash: string): LiveRow | undefined {
      const entry = (slots[slotOf(keyHash)] ?? EMPTY) - 1;
      const id = entry < 0 ? 0 : (ids[entry] ?? 0);
      if (id === 0) return undefined;
      const at = entry * DELIVERED_WORDS;
      const same =
        delivered[at] === wordOf(deliveredHash, 0) && delivered[at + 1] === wordOf(deliveredHash, 8);
      return { id, version: versions[entry] ?? 0, same };
    },
    set(keyHash: string, { id, version, deliveredHash }: Entry): void {
      let slot = slotOf(keyHash);
      if (slots[slot] === EMPTY) {
        if (size === capacity) {
          grow();
          slot = slotOf(keyHash);
        }
        for (let word = 0; word < KEY_WORDS; word += 1)
          keys[size * KEY_WORDS + word] = wordOf(keyHash, word * 8);
        size += 1;
        slots[slot] = size;
      }
      const entry = (slots[slot] ?? 1) - 1;
      ids[entry] = id;
      versions[entry] = version;
      delivered[entry * DELIVERED_WORDS] = wordOf(deliveredHash, 0);
      delivered[entry * DELIVERED_WORDS + 1] = wordOf(deliveredHash, 8);
    },
    /** The row came again as it is: it has the newer version now. */
    confirm(keyHash: string, version: number): void {
      const entry = (slots[slotOf(keyHash)] ?? EMPTY) - 1;
      if (entry >= 0) versions[entry] = version;
    },
    delete(keyHash: string): void {
      const entry = (slots[slotOf(keyHash)] ?? EMPTY) - 1;
      if (entry >= 0) ids[entry] = 0;
    },
  };
}

/**
 * All live rows of a category, read once in the order in which they are stored, and kept up to date with what the run
 * writes: who holds the lease is the only one to change them. For full sets and first loads; `expected` is about how
 * many there are. Beyond `limit` rows it asks the store again.
 */
export async function rosterOf(
  store: Store,
  category: Category,
  expected: number,
  limit = ROSTER_LIMIT,
): Promise<LiveRows> {
  const stored = storedRows(store, category);
  let roster: ReturnType<typeof createRoster> | null = createRoster(expected);
  type Row = Record<'key' | 'delivered', string> & Record<'id' | 'version', number>;
  for (let after = 0; ;) {
    const rows = await store.query<Row>(
      `SELECT id, version, HEX(key_hash) AS \`key\`, HEX(delivered_hash) AS delivered
       FROM ${category.table} WHERE id > ? ORDER BY id LIMIT ${PAGE}`,
      [after],
    );
    for (const { id, version, key, delivered } of rows)
      roster.set(key, { id, version, deliveredHash: delivered });
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) break;
    after = last.id;
  }
  return {
    async find(rows) {
      const present = roster;
      if (!present) return stored.find(rows);
      return rows.map(({ keyHash, deliveredHash }) => present.find(keyHash, deliveredHash));
    },
    announce({ writes, confirmed, deletions }) {
      if (!roster) return;
      for (const { keyHash, id, row, deliveredHash } of writes)
        roster.set(keyHash, { id, version: row.version, deliveredHash });
      for (const keyHash of confirmed.keys) roster.confirm(keyHash, confirmed.version);
      for (const { keyHash } of deletions) roster.delete(keyHash);
      if (roster.size > limit) roster = null;
    },
  };
}
