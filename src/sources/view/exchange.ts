/** A value as the exchange database delivers it; stamps are text, large integers and decimals too. */
export type Cell = string | number | null;

/** Kinds of column types, as far as the catalogue tells them apart; `unknown` where a view does not say. */
export type ColumnKind = 'text' | 'integer' | 'decimal' | 'float' | 'time' | 'other' | 'unknown';

/** A column that a table has. */
export interface TableColumn {
  readonly name: string;
  readonly kind: ColumnKind;
}

const KINDS: readonly (readonly [RegExp, ColumnKind])[] = [
  [/^$/, 'unknown'],
  [/^n?(var)?char|text$|^enum|^clob|^string/, 'text'],
  [/int(eger)?$/, 'integer'],
  [/^(decimal|numeric)/, 'decimal'],
  [/^(float|double|real)/, 'float'],
  [/^(date|datetime|timestamp|time|year)/, 'time'],
];

/** The kind of a declared type, whatever its length. */
export function kindOf(type: string): ColumnKind {
  const bare = type.toLowerCase().replace(/\(.*$/, '').trim();
  return KINDS.find(([pattern]) => pattern.test(bare))?.[1] ?? 'other';
}

/** What the view source needs of an exchange database. Only reading is possible. */
export interface Exchange {
  readonly dialect: 'sqlite' | 'mysql';
  /** The columns of a table; none when there is no such table. */
  columns(table: string, signal: AbortSignal): Promise<readonly TableColumn[]>;
  /** The table's name in a statement: with its database where there are several. */
  readonly table: (name: string) => string;
  /**
   * Rows as arrays, in the order of the selected columns.
   * @throws HubError without the statement and its values: `VIEW_UNREACHABLE`, `VIEW_TIMEOUT`, `VIEW_ACCOUNT`, `SCHEMA_DRIFT`
   */
  query(sql: string, values: readonly Cell[], signal: AbortSignal): Promise<readonly (readonly unknown[])[]>;
  close(): Promise<void>;
}

/** An identifier in a statement. Both databases take backticks and never read them as a text. */
export const quoted = (name: string): string => `\`${name}\``;
