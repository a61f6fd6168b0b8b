import type { GraphQLResolveInfo } from 'graphql';
import type { Catalog } from '../catalog/catalog.js';
import type { Store } from '../store/store.js';
import { createConnection, type ReadDeps } from './connection.js';
import { createBatches, type GraphContext } from './context.js';
import { createGoldenReader, goldenFields, goldenSources, type SubjectKind } from './golden.js';
import type { Identified } from './identifier.js';
import type { Row } from './page.js';
import { KEY, projectionOf, type Node } from './projection.js';
import { selectionOf, type Selection } from './selection.js';
import { registryShape } from './shape.js';
import { inChunks, join, list, raw, sql } from './sql.js';

async function readRegistry(
  store: Store,
  kind: SubjectKind,
  added: Parameters<typeof join>[0],
  keys: readonly number[],
): Promise<Map<number, Row>> {
  const rows = await inChunks(keys, (some) => {
    const { text, values } = sql`SELECT ${join([raw('r.id'), ...added], ', ')} FROM ${raw(kind)} r
      WHERE r.id IN ${list(some)}`;
    return store.query<Row>(text, values);
  });
  return new Map(rows.flat().map((row) => [Number(row['id']), row]));
}

/** One kind of subject: its registry and its golden attributes. */
export function createSubjects(deps: ReadDeps & { readonly catalog: Catalog; readonly kind: SubjectKind }) {
  const { store, kind } = deps;
  const shape = registryShape(kind);
  const sources = goldenSources(deps.catalog, kind);
  const attributes = goldenFields(sources);
  const readGolden = createGoldenReader({ store, kind, sources });
  const batched = createBatches<Node | null>();

  /** `golden` names the source of every attribute, so it needs them all. */
  const wantedOf = (selection: Selection): string[] =>
    [...attributes.keys()].filter((name) => selection.has('golden') || selection.has(name));

  async function enrich(context: GraphContext, nodes: readonly Node[], selection: Selection): Promise<void> {
    const wanted = wantedOf(selection);
    if (wanted.length === 0 || nodes.length === 0) return;
    const found = await readGolden(context, [...new Set(nodes.map((node) => Number(node[KEY])))], wanted);
    for (const node of nodes) {
      const values = found.get(Number(node[KEY]));
      for (const name of wanted) node[name] = values?.get(name)?.value ?? null;
      node['golden'] = [...(values ?? [])].map(([attribute, { category }]) => ({
        attribute,
        category: category.id,
        department: category.department,
      }));
    }
  }

  async function read(
    context: GraphContext,
    selection: Selection,
    keys: readonly number[],
  ): Promise<(Node | null)[]> {
    const projection = projectionOf({ vault: deps.vault, caller: context.caller }, shape, selection);
    // Keys come from rows that refer to a subject; the registry is asked only for what it alone knows.
    const rows = projection.added.length > 0 ? await readRegistry(store, kind, projection.added, keys) : null;
    const nodes = keys.map((key) => {
      const row = rows ? rows.get(key) : { id: key };
      return row ? projection.read(row) : null;
    });
    await enrich(
      context,
      nodes.filter((node) => node !== null),
      selection,
    );
    return nodes;
  }

  async function find(condition: ReturnType<typeof sql>): Promise<number | null> {
    const { text, values } = sql`SELECT id FROM ${raw(kind)} WHERE ${condition}`;
    const [row] = await store.query<Row>(text, values);
    return row ? Number(row['id']) : null;
  }

  const link = (context: GraphContext, info: GraphQLResolveInfo, key: number): Promise<Node | null> =>
    batched(context, info, key, () => {
      const selection = selectionOf(info, info.fieldNodes, shape.type);
      return (keys) => read(context, selection, keys);
    });

  return {
    shape,
    /** Golden attribute -> the fields that can fill it. */
    attributes,
    connection: createConnection({ ...deps, shape, enrich }),
    /** The subject with this surrogate, read together with those of all rows at this place. */
    link,
    /** The subject with this surrogate, if there is one. */
    async byKey(context: GraphContext, info: GraphQLResolveInfo, key: number): Promise<Node | null> {
      return (await find(sql`id = ${key}`)) === null ? null : link(context, info, key);
    },
    /** The subject that an identifier names, if it is registered. */
    async byIdentifier(
      context: GraphContext,
      info: GraphQLResolveInfo,
      { hash }: Identified,
    ): Promise<Node | null> {
      const key = await find(sql`id_hash = ${hash}`);
      return key === null ? null : link(context, info, key);
    },
  };
}

export type Subjects = ReturnType<typeof createSubjects>;
