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
  /** A record of its key was recognised in this delivery: `above` this row, which overtakes it, or `below` it. */
  readonly recognised?: 'above' | 'below';
}

/** Takes records of one reading of a delivery for live rows by their delivered hashes alone. */
export interface Recognition {
  /**
   * The surrogate of the live row that was last delivered with this print, negative if it was taken before; 0 when there is
   * none, when it is newer than `version`, or when another row of its key was looked for and has to be met.
   */
  take(print: string, version: number): number;
}

/** How delivered rows find the live rows of their keys: by look-ups in the store, or in a roster of all of them. */
export interface LiveRows {
  /** For each row the live row of its key, as the store has it and as writes that were announced leave it. */
  find(rows: readonly KnownRow[]): Promise<readonly (LiveRow | undefined)[]>;
  /** Told of a plan that is about to be written. */
  announce(plan: Plan): void;
  /** Begins to recognise records, anew with each reading; not the keys of `except`. Absent where that is not possible. */
  recognise?(except: Iterable<string>): Recognition;
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
      const places = new Map(rows.map(({ keyHash }, place) => [keyHash, place]));
      const found = new Array<LiveRow | undefined>(rows.length).fill(undefined);
      type Row = Record<'key_hash' | 'delivered_hash', Uint8Array> & Record<'id' | 'version', number>;
      await lookUp<Row>(
        store,
        [...places.keys()],
        (slots) =>
          `SELECT id, key_hash, delivered_hash, version FROM ${category.table} WHERE key_hash IN (${slots})`,
        ({ id, version, key_hash, delivered_hash }) => {
          const place = places.get(hex(key_hash));
          if (place === undefined) return;
          found[place] = { id, version, same: rows[place]?.deliveredHash === hex(delivered_hash) };
        },
      );
      return found;
    },
    announce: () => undefined,
  };
}
