import { stampVersion, type RawRow } from '../source.js';
import type { Stream } from '../stream.js';
import type { Cell } from './exchange.js';
import type { Cursor } from './keyset.js';
import { stampOf } from './statement.js';

/** How a stream's table is read: which columns in which order, and where in a row the technical ones are. */
export interface Layout {
  readonly table: string;
  /** The delivered fields in the order of the category, then `gxsj` and `scbz`. */
  readonly columns: readonly string[];
  /** Columns of the key. */
  readonly key: readonly string[];
  gxsj(row: readonly unknown[]): string;
  cursor(row: readonly unknown[]): Cursor;
  /** Whether the database may see both rows at one place in the order (`gxsj`, key). */
  samePlace(a: readonly unknown[], b: readonly unknown[]): boolean;
  rawRow(row: readonly unknown[], ordinal: number): RawRow;
}

const cell = (value: unknown): Cell =>
  value === null || typeof value === 'number' ? value : value === undefined ? null : String(value);

// The server's collation does not see blanks at the end: two such keys are one place in its order.
const place = (value: Cell | undefined): string => JSON.stringify(value ?? null).replace(/ +"$/, '"');

/** The layout of a stream's table. */
export function layoutOf(stream: Stream, table: string): Layout {
  const fields = stream.mappings.map(({ name }) => name);
  const positions = stream.category.key.map((name) =>
    stream.category.fields.findIndex((field) => field.name === name),
  );
  const gxsj = (row: readonly unknown[]): string => stampOf(row[fields.length], `${table}.gxsj`);
  const cursor = (row: readonly unknown[]): Cursor => [
    gxsj(row),
    ...positions.map((position) => cell(row[position])),
  ];
  return {
    table,
    columns: [...fields, 'gxsj', 'scbz'],
    key: positions.map((position) => fields[position] ?? ''),
    gxsj,
    cursor,
    samePlace(a, b) {
      const other = cursor(b);
      return cursor(a).every((value, i) => place(value) === place(other[i]));
    },
    rawRow: (row, ordinal) => ({
      values: row.slice(0, fields.length),
      position: String(ordinal),
      version: stampVersion(gxsj(row)),
      deleted: String(row[fields.length + 1]) === '1',
    }),
  };
}
