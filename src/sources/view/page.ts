import { FatalError } from '../../errors.js';
import type { Exchange } from './exchange.js';
import { pageOf, stampAt, type Cursor, type Span } from './keyset.js';
import type { Layout } from './layout.js';
import { stampOf } from './statement.js';

type Rows = readonly (readonly unknown[])[];

/** Rows that one statement returns at most. */
const PAGE = 5_000;

/** Rows of a window; fewer than a page, so that one statement reads it unless many rows share its last second. */
const WINDOW = 4_000;

/** Rows of a full page that are surely whole: without the last group of equal `gxsj` and key. */
function settled(rows: Rows, layout: Layout): Rows {
  const last = rows.at(-1) ?? [];
  const start = rows.findIndex((row) => layout.samePlace(row, last));
  if (start > 0) return rows.slice(0, start);
  throw new FatalError(
    'VIEW_KEY',
    `${layout.table} has ${PAGE} rows with one key and one gxsj: tell the department`,
  );
}

async function* readWindow(exchange: Exchange, layout: Layout, window: Span, signal: AbortSignal) {
  const table = exchange.table(layout.table);
  for (let cursor: Cursor | null = null; ;) {
    const { sql, values } = pageOf(table, layout.columns, layout.key, window, cursor, PAGE);
    const rows = await exchange.query(sql, values, signal);
    if (rows.length < PAGE) {
      if (rows.length > 0) yield rows;
      return;
    }
    const whole = settled(rows, layout);
    yield whole;
    cursor = layout.cursor(whole.at(-1) ?? []);
  }
}

/**
 * The rows of a span in the order (`gxsj`, key), page by page. The span is cut into windows of `gxsj` first:
 * only that column is indexed, and without an upper bound the server would sort all the rest for each page.
 */
export async function* readPages(
  exchange: Exchange,
  layout: Layout,
  span: Span,
  signal: AbortSignal,
): AsyncGenerator<Rows> {
  for (let { lower } = span; ;) {
    const { sql, values } = stampAt(exchange.table(layout.table), { ...span, lower }, WINDOW);
    const [found] = await exchange.query(sql, values, signal);
    const end = found ? stampOf(found[0], `${layout.table}.gxsj`) : null;
    yield* readWindow(exchange, layout, { lower, upper: end ?? span.upper }, signal);
    if (end === null) return;
    lower = { stamp: end, inclusive: false };
  }
}
