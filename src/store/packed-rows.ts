import type { PackedRows, SqlValue } from './store.js';

/** Packed rows of a store that takes cells one by one. */
export class PackedCells implements PackedRows {
  readonly #rows: (readonly SqlValue[])[] = [];

  get length(): number {
    return this.#rows.length;
  }

  add(cells: readonly SqlValue[]): void {
    this.#rows.push([...cells]);
  }

  /** Whole rows, `rest` being the last cells of each. */
  *completed(rest: Iterable<readonly SqlValue[]>): Generator<readonly SqlValue[]> {
    let row = 0;
    for (const cells of rest) {
      yield [...(this.#rows[row] ?? []), ...cells];
      row += 1;
    }
  }
}
