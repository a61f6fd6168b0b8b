import type { Category } from '../catalog/category.js';
import type { Store } from '../store/store.js';
import type { KnownRow } from './identify.js';
import { storedRows, type LiveRow, type LiveRows, type Recognition } from './live-rows.js';

/** Live rows that are worth a roster: 56 bytes each, 16 more while records are recognised. */
export const ROSTER_LIMIT = 2_500_000;

const PAGE = 20_000;
const KEY_WORDS = 4;
/** 96 bits: enough to find one of millions by. */
const DELIVERED_WORDS = 3;
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

/** Four bytes of a print from `at` on, as a number. */
const printWord = (print: string, at: number): number =>
  ((print.charCodeAt(at) << 24) |
    (print.charCodeAt(at + 1) << 16) |
    (print.charCodeAt(at + 2) << 8) |
    print.charCodeAt(at + 3)) >>>
  0;

/** Another row of the key was looked for, so that its records are read. */
const MET = -1;

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
  /** By entry: version at which a record was taken for it in this reading, `MET`, or 0. */
  let taken = new Float64Array(0);
  /** As `slots`, by delivered hash as they were when this reading began. */
  let prints = new Uint32Array(1);

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

  const isPrint = (entry: number, print: string): boolean => {
    const at = entry * DELIVERED_WORDS;
    for (let word = 0; word < DELIVERED_WORDS; word += 1)
      if (delivered[at + word] !== printWord(print, word * 4)) return false;
    return true;
  };

  /** Entry that was delivered so; -1 when there is none. */
  const entryOf = (print: string): number => {
    const mask = prints.length - 1;
    for (let slot = printWord(print, 0) & mask; ; slot = (slot + 1) & mask) {
      const entry = (prints[slot] ?? EMPTY) - 1;
      if (entry < 0 || isPrint(entry, print)) return entry;
    }
  };

  const indexPrints = (): void => {
    prints = new Uint32Array(capacity * 2);
    const mask = prints.length - 1;
    for (let entry = 0; entry < size; entry += 1) {
      if (ids[entry] === 0) continue;
      let slot = (delivered[entry * DELIVERED_WORDS] ?? 0) & mask;
      while (prints[slot] !== EMPTY) slot = (slot + 1) & mask;
      prints[slot] = entry + 1;
    }
  };

  /** From now on records of this entry are read; says where one was taken for it. */
  const meet = (entry: number, version: number): LiveRow['recognised'] => {
    const at = taken[entry] ?? 0;
    if (at > version) return 'below';
    taken[entry] = MET;
    return at > 0 ? 'above' : undefined;
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
    /** The row of this key, for one delivered at `version`. */
    find(keyHash: string, deliveredHash: string, version: number): LiveRow | undefined {
      const entry = (slots[slotOf(keyHash)] ?? EMPTY) - 1;
      const id = entry < 0 ? 0 : (ids[entry] ?? 0);
      if (id === 0) return undefined;
      const at = entry * DELIVERED_WORDS;
      let same = true;
      for (let word = 0; word < DELIVERED_WORDS; word += 1)
        same &&= delivered[at + word] === wordOf(deliveredHash, word * 8);
      const recognised = meet(entry, version);
      return { id, version: versions[entry] ?? 0, same, ...(recognised && { recognised }) };
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
      for (let word = 0; word < DELIVERED_WORDS; word += 1)
        delivered[entry * DELIVERED_WORDS + word] = wordOf(deliveredHash, word * 8);
    },
    /** Begins a reading whose records may be taken for rows that are here now, but for those of the keys `except`. */
    recognise(except: Iterable<string>): Recognition {
      taken = new Float64Array(size);
      indexPrints();
      for (const keyHash of except) {
        const entry = (slots[slotOf(keyHash)] ?? EMPTY) - 1;
        if (entry >= 0) taken[entry] = MET;
      }
      return {
        take(print, version) {
          const entry = entryOf(print);
          const before = taken[entry] ?? MET;
          const id = ids[entry] ?? 0;
          if (id === 0 || before < 0 || before > version || (versions[entry] ?? 0) > version) return 0;
          taken[entry] = version;
          return before > 0 ? -id : id;
        },
      };
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
 * many there are. It holds about `limit` rows; for others it asks the store.
 */
export async function rosterOf(
  store: Store,
  category: Category,
  expected: number,
  limit = ROSTER_LIMIT,
): Promise<LiveRows> {
  const stored = storedRows(store, category);
  const roster = createRoster(expected);
  let isWhole = true;
  type Row = Record<'key' | 'delivered', string> & Record<'id' | 'version', number>;
  const page = (after: number, upTo: number): Promise<Row[]> =>
    store.query<Row>(
      `SELECT id, version, HEX(key_hash) AS \`key\`, HEX(delivered_hash) AS delivered
       FROM ${category.table} WHERE id > ? AND id <= ? ORDER BY id LIMIT ${PAGE}`,
      [after, upTo],
    );
  const read = async (from: number, upTo: number): Promise<void> => {
    for (let rows = await page(from, upTo); rows.length > 0;) {
      const last = rows.length < PAGE ? undefined : rows.at(-1);
      const next = last ? page(last.id, upTo) : Promise.resolve([]); // read while these are taken in
      for (const { id, version, key, delivered } of rows)
        roster.set(key, { id, version, deliveredHash: delivered });
      rows = await next;
    }
  };
  // Two halves side by side: what waits for the disk is the database, one row after the other.
  const middle = Math.floor(expected / 2);
  await Promise.all([read(0, middle), read(middle, Number.MAX_SAFE_INTEGER)]);
  return {
    async find(rows) {
      const found = rows.map(({ keyHash, deliveredHash, row }) =>
        roster.find(keyHash, deliveredHash, row.version),
      );
      if (isWhole) return found;
      const missing = rows.filter((_, place) => !found[place]);
      const others = await stored.find(missing);
      const byRow = new Map<KnownRow, LiveRow | undefined>(missing.map((row, place) => [row, others[place]]));
      return rows.map((row, place) => found[place] ?? byRow.get(row));
    },
    announce({ writes, confirmed, deletions }) {
      for (const { keyHash, id, isNew, version, deliveredHash } of writes) {
        if (isNew && roster.size >= limit) isWhole = false;
        else roster.set(keyHash, { id, version, deliveredHash });
      }
      for (const { keyHash, version } of confirmed) roster.confirm(keyHash, version);
      for (const { keyHash } of deletions) roster.delete(keyHash);
    },
    recognise: (except) => roster.recognise(except),
  };
}
