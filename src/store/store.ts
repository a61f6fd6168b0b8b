/** A value that both drivers take as a parameter. */
export type SqlValue = string | number | bigint | Buffer | null;

export interface Statements {
  /** Runs one statement with `?` parameters; rows as plain objects, in both dialects alike. @throws HubError */
  query<Row extends object = Record<string, unknown>>(
    sql: string,
    parameters?: readonly SqlValue[],
  ): Promise<Row[]>;
}

/** Rows on their way to one table, their first cells in the form in which they will be sent: a text outside of the heap where there is one. */
export interface PackedRows {
  readonly length: number;
  /** The first cells of one more row; they may be changed afterwards. */
  add(cells: readonly SqlValue[]): void;
}

/** One open transaction of the store. */
export interface Transaction extends Statements {
  /** Number of rows that a data-changing statement touched. */
  execute(sql: string, parameters?: readonly SqlValue[]): Promise<number>;
  /** Inserts one row into a table with a generated id and returns that id. */
  insert(table: string, row: Readonly<Record<string, SqlValue>>): Promise<number>;
  /** Inserts rows; those whose unique key exists already are left as they are. Bytes may be given as hex text. */
  insertIgnore(table: string, columns: readonly string[], rows: Iterable<readonly SqlValue[]>): Promise<void>;
  /**
   * Writes whole rows: new ones are inserted, those whose primary or unique key exists are replaced.
   * `columns` holds every column of the table; the fastest path the database has is taken. Bytes may be given as hex text.
   * A generator makes each row when it is about to be sent: rows that wait in memory cost more than making them.
   * @param packed first cells of the rows, `rows` being the rest of each
   */
  replaceRows(
    table: string,
    columns: readonly string[],
    rows: Iterable<readonly SqlValue[]>,
    packed?: PackedRows,
  ): Promise<void>;
}

/** The relational store: SQLite in the embedded mode, MariaDB or MySQL in the server mode. */
export interface Store extends Statements {
  readonly dialect: 'sqlite' | 'mysql';
  /** No rows yet, for `replaceRows`. */
  packRows(): PackedRows;
  /** All or nothing; reads outside see it after the commit only. A deadlock or lost connection throws RetryableError. */
  transaction<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}
