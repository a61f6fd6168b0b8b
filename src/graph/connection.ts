import type { GraphQLResolveInfo } from 'graphql';
import { BadInput } from '../errors.js';
import type { Store } from '../store/store.js';
import type { Vault } from '../store/vault.js';
import { createBatches, type BatchRead, type GraphContext } from './context.js';
import { createCursors, type Cursors } from './cursor.js';
import { filterCondition, type FilterInput } from './filter.js';
import type { IdentifierReader } from './identifier.js';
import { orderOf, type OrderInput, type OrderTerm } from './order.js';
import {
  count,
  countOf,
  readPage,
  readPagesOf,
  type Hanging,
  type Paging,
  type Row,
  type RowQuery,
} from './page.js';
import { projectionOf, type Node, type Projection } from './projection.js';
import { below, selectionOf, type Selection } from './selection.js';
import type { PageInfo } from './shared-type.js';
import type { Shape } from './shape.js';
import { raw } from './sql.js';

const DEFAULT_SIZE = 20;
const MAX_SIZE = 500;

/** Arguments of a connection as GraphQL coerced them. */
export interface ConnectionArgs {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly last?: number | null;
  readonly before?: string | null;
  readonly filter?: FilterInput | null;
  readonly orderBy?: readonly OrderInput[] | null;
}

/** What every part of the planner reads with. */
export interface ReadDeps {
  readonly store: Store;
  readonly vault: Vault;
  readonly identifiers: IdentifierReader;
}

/** Fills in what the rows of a page do not hold themselves, for all of them at once. */
export type Enrich = (context: GraphContext, nodes: readonly Node[], selection: Selection) => Promise<void>;

/** A page as the executor takes it: only what was asked for is filled. */
export interface Connection {
  readonly nodes: readonly Node[];
  readonly edges: readonly { readonly node: Node; readonly cursor: string | null }[];
  readonly pageInfo: PageInfo;
  readonly totalCount: number;
}

interface Wanted {
  readonly rows: boolean;
  readonly cursors: boolean;
  readonly pageInfo: boolean;
  readonly total: boolean;
  readonly node: Selection;
}

interface Plan {
  readonly wanted: Wanted;
  readonly query: RowQuery;
  readonly order: readonly OrderTerm[];
  readonly paging: Paging;
  readonly cursors: Cursors;
  readonly projection: Projection;
}

function wantedOf(info: GraphQLResolveInfo, type: string): Wanted {
  const connection = selectionOf(info, info.fieldNodes, `${type}Connection`);
  const edges = below(info, connection, 'edges', `${type}Edge`).selection;
  const nodes = [...(edges.get('node') ?? []), ...(connection.get('nodes') ?? [])];
  return {
    rows: connection.has('edges') || connection.has('nodes') || connection.has('pageInfo'),
    cursors: edges.has('cursor'),
    pageInfo: connection.has('pageInfo'),
    total: connection.has('totalCount'),
    node: selectionOf(info, nodes, type),
  };
}

function sizeOf(name: string, wished: number): number {
  if (wished < 0 || wished > MAX_SIZE) throw new BadInput('PAGE_SIZE', `${name} takes 0 to ${MAX_SIZE}`);
  return wished;
}

/** @throws BadInput `PAGE_SIZE`, `BAD_PAGE`, `BAD_CURSOR` */
function pagingOf(args: ConnectionArgs, cursors: Cursors): Paging {
  const backwards = typeof args.last === 'number';
  if (backwards && typeof args.first === 'number')
    throw new BadInput('BAD_PAGE', 'page with first and after, or with last and before, not with both');
  if (backwards ? args.after : args.before)
    throw new BadInput('BAD_PAGE', 'after goes with first, before with last');
  const from = backwards ? args.before : args.after;
  return {
    backwards,
    size: backwards ? sizeOf('last', args.last ?? 0) : sizeOf('first', args.first ?? DEFAULT_SIZE),
    from: typeof from === 'string' ? cursors.decode(from) : null,
  };
}

function planOf(
  deps: ReadDeps,
  shape: Shape,
  args: ConnectionArgs,
  { caller }: GraphContext,
  info: GraphQLResolveInfo,
): Plan {
  const wanted = wantedOf(info, shape.type);
  const order = orderOf(caller, shape, args.orderBy ?? []);
  const cursors = createCursors(deps.vault, shape.type, order);
  const projection = projectionOf({ vault: deps.vault, caller }, shape, wanted.node);
  const where = args.filter
    ? filterCondition(
        { dialect: deps.store.dialect, caller, identifiers: deps.identifiers },
        shape,
        args.filter,
      )
    : raw('1 = 1');
  return {
    wanted,
    order,
    cursors,
    projection,
    paging: pagingOf(args, cursors),
    query: { table: shape.table, columns: projection.columns, added: projection.added, where },
  };
}

/** A cursor may be encrypted, which gives another text each time: one row has one cursor in one answer. */
function cursorsOf({ wanted, cursors }: Plan, picked: readonly Row[]): (string | null)[] {
  const last = picked.length - 1;
  return picked.map((row, index) => {
    const used = wanted.cursors || (wanted.pageInfo && (index === 0 || index === last));
    return used ? cursors.encode(row) : null;
  });
}

function connectionOf(plan: Plan, rows: readonly Row[], totalCount: number): Connection {
  const { size, backwards, from } = plan.paging;
  const more = rows.length > size;
  const kept = rows.slice(0, size);
  const picked = backwards ? kept.reverse() : kept;
  const nodes = picked.map(plan.projection.read);
  const cursors = cursorsOf(plan, picked);
  return {
    nodes,
    edges: nodes.map((node, index) => ({ node, cursor: cursors[index] ?? null })),
    pageInfo: {
      hasNextPage: backwards ? from !== null : more,
      hasPreviousPage: backwards ? more : from !== null,
      startCursor: cursors[0] ?? null,
      endCursor: cursors.at(-1) ?? null,
    },
    totalCount,
  };
}

/** Reads connections to rows of one shape, at the root and under parents. */
export function createConnection(
  deps: ReadDeps & {
    readonly shape: Shape;
    readonly enrich?: Enrich;
  },
) {
  const { shape, store } = deps;
  const batched = createBatches<Connection>();

  function planned(args: ConnectionArgs, context: GraphContext, info: GraphQLResolveInfo): Plan {
    const plan = planOf(deps, shape, args, context, info);
    if (shape.category) context.touched.add(shape.category.id);
    return plan;
  }

  function readUnder(plan: Plan, hanging: Hanging, context: GraphContext): BatchRead<Connection> {
    return async (parents) => {
      const [pages, totals] = await Promise.all([
        plan.wanted.rows ? readPagesOf(store, plan.query, plan.order, plan.paging, hanging, parents) : [],
        plan.wanted.total ? countOf(store, plan.query, hanging, parents) : [],
      ]);
      const connections = parents.map((_, index) =>
        connectionOf(plan, pages[index] ?? [], totals[index] ?? 0),
      );
      await deps.enrich?.(
        context,
        connections.flatMap(({ nodes }) => nodes),
        plan.wanted.node,
      );
      return connections;
    };
  }

  return {
    /** The connection to all rows. */
    async root(args: ConnectionArgs, context: GraphContext, info: GraphQLResolveInfo): Promise<Connection> {
      const plan = planned(args, context, info);
      const [rows, total] = await Promise.all([
        plan.wanted.rows ? readPage(store, plan.query, plan.order, plan.paging) : [],
        plan.wanted.total ? count(store, plan.query) : 0,
      ]);
      const connection = connectionOf(plan, rows, total);
      await deps.enrich?.(context, connection.nodes, plan.wanted.node);
      return connection;
    },
    /** The connection to the rows of one parent, read together with those of all parents at this place. */
    under(
      hanging: Hanging,
      parent: number,
      args: ConnectionArgs,
      context: GraphContext,
      info: GraphQLResolveInfo,
    ): Promise<Connection> {
      return batched(context, info, parent, () => readUnder(planned(args, context, info), hanging, context));
    },
  };
}

export type ConnectionReader = ReturnType<typeof createConnection>;
