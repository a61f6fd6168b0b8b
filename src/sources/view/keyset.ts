import { quoted, type Cell } from './exchange.js';

/** A part of a statement with the values of its marks. */
export interface Clause {
  readonly sql: string;
  readonly values: readonly Cell[];
}

/** Rows by their `gxsj`; null on either side is open. */
export interface Span {
  readonly lower: { readonly stamp: string; readonly inclusive: boolean } | null;
  /** Inclusive. */
  readonly upper: string | null;
}

/** Where a page ended: its last row's `gxsj` and key values. */
export type Cursor = readonly Cell[];

const GXSJ = quoted('gxsj');

/** Rows behind `values` in the order of `columns`. Nulls come first in both databases. */
function behind(columns: readonly string[], values: Cursor): Clause {
  const [column = '', ...rest] = columns;
  const [value = null, ...others] = values;
  const greater = value === null ? `${column} IS NOT NULL` : `${column} > ?`;
  const own = value === null ? [] : [value];
  if (rest.length === 0) return { sql: greater, values: own };
  const equal = value === null ? `${column} IS NULL` : `${column} = ?`;
  const next = behind(rest, others);
  return { sql: `(${greater} OR (${equal} AND ${next.sql}))`, values: [...own, ...own, ...next.values] };
}

function within({ lower, upper }: Span): Clause[] {
  return [
    ...(lower ? [{ sql: `${GXSJ} ${lower.inclusive ? '>=' : '>'} ?`, values: [lower.stamp] }] : []),
    ...(upper === null ? [] : [{ sql: `${GXSJ} <= ?`, values: [upper] }]),
  ];
}

function where(clauses: readonly Clause[]): Clause {
  if (clauses.length === 0) return { sql: '', values: [] };
  return {
    sql: ` WHERE ${clauses.map(({ sql }) => sql).join(' AND ')}`,
    values: clauses.flatMap(({ values }) => values),
  };
}

/** The next page of a span after `cursor`, in the order (`gxsj`, key). `table` comes quoted. */
export function pageOf(
  table: string,
  columns: readonly string[],
  key: readonly string[],
  span: Span,
  cursor: Cursor | null,
  limit: number,
): Clause {
  const order = ['gxsj', ...key].map(quoted);
  const rows = where([...within(span), ...(cursor ? [behind(order, cursor)] : [])]);
  const sql = `SELECT ${columns.map(quoted).join(', ')} FROM ${table}${rows.sql} ORDER BY ${order.join(', ')} LIMIT ${limit}`;
  return { sql, values: rows.values };
}

/** `gxsj` of the `count`th row of a span; no row when it has fewer. */
export function stampAt(table: string, span: Span, count: number): Clause {
  const rows = where(within(span));
  const sql = `SELECT ${GXSJ} FROM ${table}${rows.sql} ORDER BY ${GXSJ} LIMIT 1 OFFSET ${count - 1}`;
  return { sql, values: rows.values };
}

/** The number of rows in a span. */
export function countOf(table: string, span: Span): Clause {
  const rows = where(within(span));
  return { sql: `SELECT COUNT(*) FROM ${table}${rows.sql}`, values: rows.values };
}
