import type { SqlValue, Store } from '../store/store.js';
import { beyond, orderClause, reversed, type OrderTerm } from './order.js';
import { all, column, inChunks, join, list, raw, sql, type Sql } from './sql.js';

/** A row as the store gives it. */
export type Row = Readonly<Record<string, SqlValue>>;

/** Which part of an ordered set: `size` rows after `from` (backwards: before it), or from the end of the set. */
export interface Paging {
  readonly size: number;
  readonly backwards: boolean;
  readonly from: readonly SqlValue[] | null;
}

/** How rows hang on their parents: by a column of their own, or by one of the elements of a list of theirs. */
export interface Hanging {
  readonly column: string;
  readonly elements?: string;
}

/** Rows of one table, as a page needs them. `added` are expressions over the picked rows `r`. */
export interface RowQuery {
  readonly table: string;
  readonly columns: readonly string[];
  readonly added: readonly Sql[];
  readonly where: Sql;
}

const PARENT = 'parent__';
const RANK = 'rank__';

function fromClause(table: string, hanging: Hanging | null, parents: readonly number[]): Sql {
  if (!hanging?.elements) return raw(`${table} t`);
  const subject = column('x', hanging.column);
  return sql`(SELECT DISTINCT ${subject} AS subject__, x.parent_id FROM ${raw(hanging.elements)} x
    WHERE ${subject} IN ${list(parents)}) l JOIN ${raw(table)} t ON t.id = l.parent_id`;
}

const parentColumn = (hanging: Hanging): Sql =>
  hanging.elements ? raw('l.subject__') : column('t', hanging.column);

function belongs(hanging: Hanging | null, parents: readonly number[]): Sql[] {
  return hanging && !hanging.elements ? [sql`${parentColumn(hanging)} IN ${list(parents)}`] : [];
}

function statement(
  query: RowQuery,
  hanging: Hanging | null,
  parents: readonly number[],
  order: readonly OrderTerm[],
  paging: Paging,
): Sql {
  const terms = paging.backwards ? reversed(order) : order;
  const where = all([
    ...belongs(hanging, parents),
    query.where,
    ...(paging.from ? [beyond(terms, paging.from, 't')] : []),
  ]);
  const own = new Set(['id', ...order.map(({ column }) => column), ...query.columns]);
  const columns = [...own].map((name) => column('t', name));
  const from = fromClause(query.table, hanging, parents);
  const limit = paging.size + 1;
  const added = join([raw('r.*'), ...query.added], ', ');
  // Only what is added to the picked rows stands outside, so that it costs a look-up for these rows alone.
  if (!hanging || parents.length === 1) {
    const parent = hanging ? [sql`${parentColumn(hanging)} AS ${raw(PARENT)}`] : [];
    return sql`SELECT ${added} FROM (SELECT ${join([...parent, ...columns], ', ')} FROM ${from}
      WHERE ${where} ORDER BY ${orderClause(terms, 't')} LIMIT ${limit}) r ORDER BY ${orderClause(terms, 'r')}`;
  }
  const rank = sql`ROW_NUMBER() OVER (PARTITION BY ${parentColumn(hanging)} ORDER BY ${orderClause(terms, 't')}) AS ${raw(RANK)}`;
  return sql`SELECT ${added} FROM (SELECT ${parentColumn(hanging)} AS ${raw(PARENT)}, ${join([...columns, rank], ', ')}
    FROM ${from} WHERE ${where}) r WHERE r.${raw(RANK)} <= ${limit} ORDER BY r.${raw(PARENT)}, r.${raw(RANK)}`;
}

const run = (store: Store, { text, values }: Sql): Promise<Row[]> => store.query<Row>(text, values);

/** The rows of each parent, in the order of `parents`. */
function grouped(parents: readonly number[], rows: readonly Row[], by: string): Row[][] {
  const byParent = new Map<number, Row[]>(parents.map((parent) => [parent, []]));
  for (const row of rows) byParent.get(Number(row[by]))?.push(row);
  return parents.map((parent) => byParent.get(parent) ?? []);
}

/** One page of the whole set: up to `size` + 1 rows, the last one telling that there are more; backwards in reverse. */
export function readPage(
  store: Store,
  query: RowQuery,
  order: readonly OrderTerm[],
  paging: Paging,
): Promise<Row[]> {
  return run(store, statement(query, null, [], order, paging));
}

/** One page per parent, all in one statement; in the order of `parents`. */
export async function readPagesOf(
  store: Store,
  query: RowQuery,
  order: readonly OrderTerm[],
  paging: Paging,
  hanging: Hanging,
  parents: readonly number[],
): Promise<Row[][]> {
  const rows = await inChunks(parents, (some) => run(store, statement(query, hanging, some, order, paging)));
  return grouped(parents, rows.flat(), PARENT);
}

/** How many rows the whole set has. */
export async function count(store: Store, query: Pick<RowQuery, 'table' | 'where'>): Promise<number> {
  const [row] = await run(store, sql`SELECT COUNT(*) AS n FROM ${raw(query.table)} t WHERE ${query.where}`);
  return Number(row?.['n'] ?? 0);
}

/** How many rows each parent has, all in one statement; in the order of `parents`. */
export async function countOf(
  store: Store,
  query: Pick<RowQuery, 'table' | 'where'>,
  hanging: Hanging,
  parents: readonly number[],
): Promise<number[]> {
  const parent = parentColumn(hanging);
  const rows = await inChunks(parents, (some) =>
    run(
      store,
      sql`SELECT ${parent} AS ${raw(PARENT)}, COUNT(*) AS n FROM ${fromClause(query.table, hanging, some)}
        WHERE ${all([...belongs(hanging, some), query.where])} GROUP BY ${parent}`,
    ),
  );
  return grouped(parents, rows.flat(), PARENT).map(([row]) => Number(row?.['n'] ?? 0));
}

/** The elements of a list of many rows, in their order, all in one statement; in the order of `parents`. */
export async function readElementsOf(
  store: Store,
  query: Omit<RowQuery, 'where'>,
  parents: readonly number[],
): Promise<Row[][]> {
  const columns = ['parent_id', 'ordinal', ...query.columns].map((name) => column('r', name));
  const rows = await inChunks(parents, (some) =>
    run(
      store,
      sql`SELECT ${join([...columns, ...query.added], ', ')} FROM ${raw(query.table)} r
        WHERE r.parent_id IN ${list(some)} ORDER BY r.parent_id, r.ordinal`,
    ),
  );
  return grouped(parents, rows.flat(), 'parent_id');
}
