import type { GraphQLResolveInfo } from 'graphql';
import type { ReadDeps } from './connection.js';
import type { GraphContext } from './context.js';
import { orderOf } from './order.js';
import { readPage } from './page.js';
import { projectionOf, type Node } from './projection.js';
import { selectionOf } from './selection.js';
import type { Shape } from './shape.js';
import { sql } from './sql.js';

/** One row of a category by its surrogate; null when there is none. */
export async function readCategoryRow(
  deps: ReadDeps,
  shape: Shape,
  key: number,
  context: GraphContext,
  info: GraphQLResolveInfo,
): Promise<Node | null> {
  if (shape.category) context.touched.add(shape.category.id);
  const selection = selectionOf(info, info.fieldNodes, shape.type);
  const { columns, added, read } = projectionOf(
    { vault: deps.vault, caller: context.caller },
    shape,
    selection,
  );
  const [row] = await readPage(
    deps.store,
    { table: shape.table, columns, added, where: sql`t.id = ${key}` },
    orderOf(context.caller, shape, []),
    { size: 1, backwards: false, from: null },
  );
  return row ? read(row) : null;
}
