/** A value as the exchange database delivers it; stamps are text, large integers and decimals too. */
export type Cell = string | number | null;

/** What the view source needs of an exchange database. Only reading is possible. */
export interface Exchange {
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
