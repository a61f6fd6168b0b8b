import 'reflect-metadata';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { comparisons } from '../comparisons/index.js';
import { streams } from '../connectors/index.js';
import { records } from '../schema/index.js';
import { openDesk } from '../src/alert/desk.js';
import { answer, prepareSets } from '../src/analytics/answer.js';
import { createComparisonEngine } from '../src/analytics/engine.js';
import { loadComparisons } from '../src/analytics/library.js';
import { openReplicaDatabase } from '../src/analytics/replica/database.js';
import { layoutOf } from '../src/analytics/replica/layout.js';
import { createReplica } from '../src/analytics/replica/replica.js';
import { createCatalog } from '../src/catalog/catalog.js';
import { createMysqlStore } from '../src/store/mysql/mysql-store.js';
import { createVault } from '../src/store/vault.js';
import { multiply } from './multiply.js';
import { playRole } from './role.js';

/** What the bench asks of the process that compares. */
export type CompareOrder =
  | { readonly do: 'open'; readonly url: string; readonly folder: string; readonly asOf: string }
  | { readonly do: 'catch up' }
  | { readonly do: 'compare' }
  | { readonly do: 'floor' }
  | { readonly do: 'multiply'; readonly times: number };

/** What came of it. */
export interface Compared {
  readonly rows?: number;
  readonly alerts?: number;
  readonly raised?: number;
  /** Module number -> milliseconds. */
  readonly modules?: Readonly<Record<string, number>>;
}

const catalog = createCatalog(records);
const library = await loadComparisons({ catalog, ...comparisons });
const layout = layoutOf(catalog, library.read);
const logger = pino({ level: 'silent' });
const now = (): Date => new Date();

async function open(url: string, folder: string, asOf: string) {
  mkdirSync(folder, { recursive: true });
  const store = await createMysqlStore({ url, catalog });
  const vault = createVault({ hashing: Buffer.alloc(32, 1), encryption: Buffer.alloc(32, 2) });
  const database = await openReplicaDatabase({
    file: join(folder, 'replica.duckdb'),
    folder: join(folder, 'passing'),
    layout,
    memoryLimit: '6GB',
  });
  const replica = createReplica({ store, database, layout });
  const engine = createComparisonEngine({ database, library });
  const clock = (): Date => new Date(`${asOf}T15:00:00Z`);
  const desk = await openDesk({
    store,
    vault,
    catalog,
    streams,
    library,
    logger,
    now,
    analytics: async () => ({ replica, engine }),
    clock,
    holder: 'bench',
  });
  return { database, replica, desk, asOf };
}

let opened: Awaited<ReturnType<typeof open>> | null = null;

function bench(): Awaited<ReturnType<typeof open>> {
  if (!opened) throw new Error('nothing is open');
  return opened;
}

/** All modules through the desk: questions, alerts, evidence, one transaction a module. */
async function compare(): Promise<Compared> {
  const { desk, asOf } = bench();
  const modules = library.comparisons.map(({ id }) => id);
  const outcomes = await desk.compare.run({ asOf, cause: 'manual', modules }, new AbortController().signal);
  const sum = (pick: (counts: (typeof outcomes)[number]['counts']) => number): number =>
    outcomes.reduce((total, { counts }) => total + pick(counts), 0);
  return {
    alerts: sum(({ findings }) => findings),
    raised: sum(({ raised }) => raised),
    modules: Object.fromEntries(outcomes.map(({ module, milliseconds }) => [module, milliseconds])),
  };
}

/** The statements alone, on the same data: what nobody can go below. */
async function floor(): Promise<Compared> {
  const { database, asOf } = bench();
  const connection = await database.connect();
  const modules: Record<string, number> = {};
  let alerts = 0;
  try {
    await connection.run('BEGIN TRANSACTION');
    const prepared = performance.now();
    await prepareSets(connection, library, library.comparisons);
    modules['derived sets'] = performance.now() - prepared;
    for (const comparison of library.comparisons) {
      const started = performance.now();
      alerts += (await answer(connection, comparison, asOf)).length;
      modules[comparison.id] = performance.now() - started;
    }
  } finally {
    await connection.run('ROLLBACK');
    connection.closeSync();
  }
  return { alerts, modules };
}

async function carryOut(order: CompareOrder): Promise<Compared> {
  switch (order.do) {
    case 'open':
      opened = await open(order.url, order.folder, order.asOf);
      return {};
    case 'catch up':
      return { rows: (await bench().replica.catchUp()).rows };
    case 'compare':
      return compare();
    case 'floor':
      return floor();
    case 'multiply':
      return { rows: await multiply(bench().database, layout, order.times) };
  }
}

playRole<CompareOrder, Compared>(carryOut);
