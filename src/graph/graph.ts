import { isAbstractType, type GraphQLSchema } from 'graphql';
import { buildSchemaSync, type PubSub } from 'type-graphql';
import type { Caller } from '../access/policy.js';
import type { Desk } from '../alert/desk.js';
import type { Catalog } from '../catalog/catalog.js';
import type { WakeUps } from '../queue/wake-up.js';
import type { Stream } from '../sources/stream.js';
import type { Store } from '../store/store.js';
import type { Vault } from '../store/vault.js';
import { aggregateArgs, AlertAggregateRow, createAlertAggregate } from './alert-aggregate.js';
import { alertResolvers } from './alert-detail.js';
import { createEvidenceReader } from './alert-evidence.js';
import { alertOperationResolver } from './alert-operation.js';
import { ALERT_SHAPE } from './alert-shape.js';
import { createCategoryReports } from './category-report.js';
import { CategoryReport } from './category-report-type.js';
import { readCategoryRow } from './category-row.js';
import { createComparisonReports } from './comparison.js';
import { ComparisonReport } from './comparison-type.js';
import { createConnection, type ReadDeps } from './connection.js';
import type { GraphContext } from './context.js';
import { createFreshness, type FreshnessReader } from './freshness.js';
import { createIdentifierReader } from './identifier.js';
import { categoryResolvers, subjectResolvers, type Readers } from './node-resolver.js';
import { graphTypes, type GraphTypes } from './node-type.js';
import { operationResolver } from './operation.js';
import { createQuarantineReader } from './quarantine.js';
import { rowFields } from './query.js';
import { shapeOf } from './shape.js';
import { createSubjects } from './subject.js';
import { fieldResolvers, queryResolvers } from './type-class.js';

/** What the graph reads from and acts on. */
export interface GraphDeps {
  readonly catalog: Catalog;
  readonly store: Store;
  readonly vault: Vault;
  readonly streams: readonly Stream[];
  readonly wakeUps: WakeUps;
  /** Enqueues refreshes of streams; `by` is the name of the caller. */
  readonly refresh: (streams: readonly string[], options: { readonly by: string }) => Promise<unknown>;
  /** Comparisons and their alerts. */
  readonly desk: Desk;
  /** Enqueues runs of comparisons. */
  readonly compare: (modules: readonly string[]) => Promise<unknown>;
  readonly now: () => Date;
}

/** The executable schema, and the context that each operation on it needs for itself. */
export interface Graph {
  readonly schema: GraphQLSchema;
  context(caller: Caller): GraphContext;
  /** What goes into `extensions` of an answer that was made in this context; undefined: nothing. */
  extensions(context: object): Promise<Readonly<Record<string, unknown>> | undefined>;
  readonly freshness: FreshnessReader;
}

/** type-graphql insists on one; subscriptions here name their own source. */
const NO_PUB_SUB: PubSub = {
  publish: () => undefined,
  subscribe: () => {
    throw new Error('subscriptions read wake-ups');
  },
};

/** Nodes name their type; without this every one of them would cost a promise. */
function resolveTypesByName(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap()))
    if (isAbstractType(type) && !type.name.startsWith('__'))
      type.resolveType = (node: { readonly __typename: string }) => node.__typename;
}

/** Resolvers of comparisons, their alerts, and what people do about them. */
function alertGraph(deps: GraphDeps, read: ReadDeps, readers: Readers, types: GraphTypes) {
  const { desk, store, vault, catalog } = deps;
  const { node, connection, args, filter } = types.alerts;
  const reports = createComparisonReports({ desk, store });
  const evidence = createEvidenceReader({ store, vault, catalog });
  const aggregate = createAlertAggregate(read);
  return [
    alertOperationResolver({
      alert: node,
      desk,
      reports,
      compare: deps.compare,
      readAlert: (key, context, info) => readCategoryRow(read, ALERT_SHAPE, key, context, info),
    }),
    queryResolvers({
      alerts: {
        type: () => connection,
        args,
        description: '预警: what comparisons found',
        resolve: (_root, given, context, info) => readers.alerts.root(given, context, info),
      },
      alertAggregate: {
        type: () => [AlertAggregateRow],
        args: aggregateArgs(filter),
        description: 'Alerts counted, and their amounts added up, by any of their properties',
        resolve: (_root, given, context) => aggregate(given, context),
      },
    }),
    ...categoryResolvers(read, readers, types.alerts),
    fieldResolvers(node, alertResolvers({ store, vault, desk, reports, evidence })),
    fieldResolvers(ComparisonReport, {
      versions: (root) => reports.versionsOf(String(root['id'])),
      lastRuns: (root, given) => reports.lastRuns(String(root['id']), Number(given['first'])),
    }),
  ];
}

/** Assembles the schema of a catalog over one store. */
export async function createGraph(deps: GraphDeps): Promise<Graph> {
  const { catalog, store, vault, now } = deps;
  const read: ReadDeps = { store, vault, identifiers: createIdentifierReader({ vault, now }) };
  const shapes = catalog.categories.map(shapeOf);
  const readers: Readers = {
    persons: createSubjects({ ...read, catalog, kind: 'person' }),
    organizations: createSubjects({ ...read, catalog, kind: 'organization' }),
    connections: new Map(
      shapes.map((shape) => [shape.category?.id ?? '', createConnection({ ...read, shape })]),
    ),
    alerts: createConnection({ ...read, shape: ALERT_SHAPE }),
  };
  const types = graphTypes(shapes, ALERT_SHAPE, readers.persons, readers.organizations);
  const reports = createCategoryReports({ store, catalog, streams: deps.streams, now });
  const schema = buildSchemaSync({
    resolvers: [
      queryResolvers(rowFields(read, readers, types)),
      operationResolver({ ...deps, reports, quarantine: createQuarantineReader({ store, vault }) }),
      fieldResolvers(CategoryReport, { lastRuns: reports.lastRuns }),
      ...subjectResolvers(readers, types),
      ...types.categories.flatMap((category) => categoryResolvers(read, readers, category)),
      ...alertGraph(deps, read, readers, types),
    ],
    validate: false,
    pubSub: NO_PUB_SUB,
  });
  resolveTypesByName(schema);
  const freshness = createFreshness({ store, streams: deps.streams, now });
  const contexts = new WeakMap<object, GraphContext>();
  return {
    schema,
    freshness,
    context(caller) {
      const context: GraphContext = { caller, touched: new Set() };
      contexts.set(context, context);
      return context;
    },
    async extensions(context) {
      const stale = await freshness.stale(contexts.get(context)?.touched ?? new Set());
      return stale.length > 0 ? { freshness: stale } : undefined;
    },
  };
}
