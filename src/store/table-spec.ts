import type { ColumnType } from './columns.js';

/** A column as the store makes it; `digest` is 32 bytes, `time` an instant with milliseconds as an integer. */
export interface ColumnSpec {
  readonly name: string;
  readonly type: ColumnType | 'digest' | 'serial' | 'label';
  readonly nullable?: boolean;
}

/** A table of the store, dialect-free. */
export interface TableSpec {
  readonly name: string;
  readonly columns: readonly ColumnSpec[];
  readonly primary: readonly string[];
  readonly unique?: readonly (readonly string[])[];
  readonly indexes?: readonly (readonly string[])[];
}

/** A column in short. */
export type Column = readonly [name: string, type: ColumnSpec['type'], nullable?: 'null'];

/** Columns as `TableSpec` wants them. */
export const columns = (...list: readonly Column[]): ColumnSpec[] =>
  list.map(([name, type, nullable]) => ({ name, type, nullable: nullable === 'null' }));
