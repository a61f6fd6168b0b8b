import type { GraphQLResolveInfo } from 'graphql';
import { ArgsType, Field, ID, Int, ObjectType } from 'type-graphql';
import { storedInstant } from '../ingest/clock.js';
import type { Store } from '../store/store.js';
import type { Vault } from '../store/vault.js';
import { BadInput } from '../errors.js';
import type { GraphContext } from './context.js';
import { createCursors } from './cursor.js';
import { orderOf } from './order.js';
import { count, readPage, type Row } from './page.js';
import { instant } from './projection.js';
import { DateTimeScalar } from './scalar.js';
import { selectionOf, below } from './selection.js';
import { PageInfo } from './shared-type.js';
import type { Shape } from './shape.js';
import { all, raw, sql } from './sql.js';

/** A row that was set aside. */
@ObjectType({ description: 'A row that was set aside', simpleResolvers: true })
export class QuarantinedRow {
  @Field(() => ID)
  id!: string;

  @Field(() => ID)
  category!: string;

  @Field()
  reason!: string;

  @Field(() => String, { nullable: true, description: 'The field at fault' })
  field!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The row as delivered, JSON; null unless your roles allow it',
  })
  raw!: string | null;

  @Field(() => String, { nullable: true, description: 'Name of the delivery' })
  delivery!: string | null;

  @Field()
  position!: string;

  @Field(() => ID)
  run!: string;

  @Field(() => DateTimeScalar)
  quarantinedAt!: string;
}

@ObjectType({ description: 'One quarantined row of a connection', simpleResolvers: true })
class QuarantinedRowEdge {
  @Field(() => QuarantinedRow)
  node!: QuarantinedRow;

  @Field()
  cursor!: string;
}

/** A page of quarantined rows. */
@ObjectType({ description: 'A page of quarantined rows, oldest first', simpleResolvers: true })
export class QuarantinedRowConnection {
  @Field(() => [QuarantinedRowEdge])
  edges!: QuarantinedRowEdge[];

  @Field(() => [QuarantinedRow])
  nodes!: QuarantinedRow[];

  @Field(() => PageInfo)
  pageInfo!: PageInfo;

  @Field(() => Int, { description: 'Counted only when asked for' })
  totalCount!: number;
}

/** Arguments of `quarantine`. */
@ArgsType()
export class QuarantineArgs {
  @Field(() => ID, { nullable: true })
  category?: string;

  @Field(() => String, { nullable: true })
  reason?: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Set aside at this instant or later' })
  since?: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Set aside before this instant' })
  until?: string;

  @Field(() => Int, { defaultValue: 20, description: 'At most 500' })
  first!: number;

  @Field(() => String, { nullable: true })
  after?: string;
}

const MAX_SIZE = 500;
const COLUMNS = ['category', 'reason', 'field', 'position', 'run', 'quarantined_at'];
const SHAPE: Shape = {
  type: 'QuarantinedRow',
  table: 'quarantine',
  category: null,
  members: new Map(),
  links: new Map(),
  lists: new Map(),
};

function rowOf(row: Row, vault: Vault): QuarantinedRow {
  const sealed = row['raw'];
  const text = (name: string): string | null => (typeof row[name] === 'string' ? row[name] : null);
  return {
    id: String(row['id']),
    category: String(row['category']),
    reason: String(row['reason']),
    field: text('field'),
    raw: sealed instanceof Uint8Array ? vault.open(sealed) : null,
    delivery: text('delivery__name'),
    position: String(row['position']),
    run: String(row['run']),
    quarantinedAt: instant(row['quarantined_at']) ?? '',
  };
}

/** Reads pages of the quarantine; the raw row only for callers who may see it, and only when asked for. */
export function createQuarantineReader({ store, vault }: { store: Store; vault: Vault }) {
  const added = [raw('(SELECT d.name FROM delivery d WHERE d.id = r.delivery) AS delivery__name')];
  return async (
    { category, reason, since, until, first, after }: QuarantineArgs,
    { caller }: GraphContext,
    info: GraphQLResolveInfo,
  ): Promise<QuarantinedRowConnection> => {
    if (first < 0 || first > MAX_SIZE) throw new BadInput('PAGE_SIZE', `first takes 0 to ${MAX_SIZE}`);
    const wanted = selectionOf(info, info.fieldNodes, 'QuarantinedRowConnection');
    const edges = below(info, wanted, 'edges', 'QuarantinedRowEdge').selection;
    const nodes = [...(edges.get('node') ?? []), ...(wanted.get('nodes') ?? [])];
    const withRaw = caller.quarantine && selectionOf(info, nodes, 'QuarantinedRow').has('raw');
    const order = orderOf(caller, SHAPE, []);
    const cursors = createCursors(vault, SHAPE.type, order);
    const where = all([
      ...(category ? [sql`t.category = ${category}`] : []),
      ...(reason ? [sql`t.reason = ${reason}`] : []),
      ...(since ? [sql`t.quarantined_at >= ${storedInstant(new Date(since))}`] : []),
      ...(until ? [sql`t.quarantined_at < ${storedInstant(new Date(until))}`] : []),
    ]);
    const columns = [...COLUMNS, 'delivery', ...(withRaw ? ['raw'] : [])];
    const from = after ? cursors.decode(after) : null;
    const paging = { size: first, backwards: false, from };
    const [rows, totalCount] = await Promise.all([
      readPage(store, { table: SHAPE.table, columns, added, where }, order, paging),
      wanted.has('totalCount') ? count(store, { table: SHAPE.table, where }) : 0,
    ]);
    const page = rows
      .slice(0, first)
      .map((row) => ({ node: rowOf(row, vault), cursor: cursors.encode(row) }));
    return {
      edges: page,
      nodes: page.map(({ node }) => node),
      pageInfo: {
        hasNextPage: rows.length > first,
        hasPreviousPage: from !== null,
        startCursor: page[0]?.cursor ?? null,
        endCursor: page.at(-1)?.cursor ?? null,
      },
      totalCount,
    };
  };
}
