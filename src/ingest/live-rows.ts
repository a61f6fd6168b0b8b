import type { Category } from '../catalog/category.js';
import type { Store } from '../store/store.js';
import type { KnownRow } from './identify.js';
import type { Plan } from './plan.js';

/** What a delivered row meets in the store. */
export interface LiveRow {
  readonly id: number;
  readonly version: number;
  /** Whether it was last delivered just as it is delivered now. */
  readonly same: boolean;
}

/** How delivered rows find the live rows of their keys: by look-ups in the store, or in a roster of all of them. */
export interface LiveRows {
  /** Live rows by key hash (hex), as the store has them and as writes that were announced leave them. */
  find(rows: Iterable<KnownRow>): Promise<ReadonlyMap<string, LiveRow>>;
  /** Told of a plan that is about to be written. */
  announce(plan: Plan): void;
}

/** Rows that one look-up asks for. */
const LOOKUP_SIZE = 5000;

/** Hex text of stored bytes. */
export const hex = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex');

/** Asks for the rows of many keys; `sql` is given the list that stands in `IN (…)`. */
export async function lookUp<Row extends object>(
  store: Store,
  keys: readonly string[],
  sql: (slots: string) => string,
  use: (row: Row) => void,
): Promise<void> {
  for (let start = 0; start < keys.length; start += LOOKUP_SIZE) {
    const chunk = keys.slice(start, start + LOOKUP_SIZE);
    // Hashes are hex of our own making: literals spare 5,000 parameters.
    for (const row of await store.query<Row>(sql(chunk.map((key) => `X'${key}'`).join(',')))) use(row);
  }
}

/** Live rows as the store has them, asked for batch by batch: no memory, but a look-up at a random place for each row. */
export function storedRows(store: Store, category: Category): LiveRows {
  return {
    async find(rows) {
      const delivered = new Map<string, string>();
      for (const { keyHash, deliveredHash } of rows) delivered.set(keyHash, deliveredHash);
      const found = new Map<string, LiveRow>();
      type Row = Record<'key_hash' | 'delivered_hash', Uint8Array> & Record<'id' | 'version', number>;
      await lookUp<Row>(
        store,
        [...delivered.keys()],
        (slots) =>
          `SELECT id, key_hash, delivered_hash, version FROM ${category.table} WHERE key_hash IN (${slots})`,
        ({ id, version, key_hash, delivered_hash }) => {
          const key = hex(key_hash);
          found.set(key, { id, version, same: delivered.get(key) === hex(delivered_hash) });
        },
      );
      return found;
    },
    announce: () => undefined,
  };
}
