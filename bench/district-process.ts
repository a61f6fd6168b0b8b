import 'reflect-metadata';
import { hostname } from 'node:os';
import { pino } from 'pino';
import { streams } from '../connectors/index.js';
import { createRefresh } from '../jobs/index.js';
import { generateDistrict } from '../sandbox/generate.js';
import { openSandbox, type Sandbox } from '../sandbox/serve.js';
import { records } from '../schema/index.js';
import { createCatalog } from '../src/catalog/catalog.js';
import { growHeapSlowly } from '../src/config/heap.js';
import { createSubjectRegistry } from '../src/ingest/subject.js';
import { createInProcessWakeUps } from '../src/queue/in-process/wake-up.js';
import { createOpenSource } from '../src/sources/open-source.js';
import { checkKeys } from '../src/store/installation.js';
import { createMysqlStore } from '../src/store/mysql/mysql-store.js';
import { createVault } from '../src/store/vault.js';
import { playRole } from './role.js';

/** What the bench asks a process for; each process has one role, so that its memory is its own. */
export type Order =
  | { readonly do: 'generate'; readonly directory: string; readonly residents: number }
  | { readonly do: 'serve'; readonly directory: string }
  | { readonly do: 'advance'; readonly days: number }
  | { readonly do: 'refresh'; readonly url: string; readonly endpoints: Sandbox['endpoints'] };

/** What one stream came to. */
export interface StreamFigure {
  readonly stream: string;
  readonly seconds: number;
  readonly read: number;
  readonly status: string;
}

/** The answer to an order. */
export interface Done {
  readonly rows: number;
  readonly endpoints?: Sandbox['endpoints'];
  readonly streams?: readonly StreamFigure[];
}

const logger = pino({ level: 'silent' });
const NO_LIMIT = { calls: 1_000_000, perMs: 1000, parallel: 8 };
/** Streams refreshed at once: as many as a worker takes by default. */
const CONCURRENCY = 2;

let sandbox: Sandbox | null = null;
let worker: ReturnType<typeof openWorker> | null = null;

async function openWorker(url: string, endpoints: Sandbox['endpoints']) {
  const store = await createMysqlStore({ url, catalog: createCatalog(records) });
  const vault = createVault({ hashing: Buffer.alloc(32, 1), encryption: Buffer.alloc(32, 2) });
  await checkKeys(store, vault);
  const now = (): Date => new Date();
  const limits = { api: NO_LIMIT, token: NO_LIMIT, soap: NO_LIMIT };
  return createRefresh({
    streams,
    openSource: createOpenSource({ endpoints, logger, now, limits }),
    store,
    vault,
    subjects: createSubjectRegistry({ store, vault }),
    wakeUps: createInProcessWakeUps(),
    logger,
    now,
    holder: `${hostname()}:${process.pid}`,
  });
}

async function refresh(url: string, endpoints: Sandbox['endpoints']): Promise<Partial<Done>> {
  // As every worker of the hub does.
  growHeapSlowly();
  worker ??= openWorker(url, endpoints);
  const job = await worker;
  const figures: StreamFigure[] = [];
  const started = new Map<string, number>();
  await job.refreshAll(
    streams.map(({ id }) => id),
    new AbortController().signal,
    {
      concurrency: CONCURRENCY,
      onProgress: ({ stream }) => {
        if (!started.has(stream)) started.set(stream, performance.now());
      },
      onEnd: (stream, { status, counts }) => {
        const seconds = (performance.now() - (started.get(stream) ?? performance.now())) / 1000;
        figures.push({ stream, seconds, read: counts?.read ?? 0, status });
      },
    },
  );
  return { rows: figures.reduce((sum, { read }) => sum + read, 0), streams: figures };
}

async function carryOut(order: Order): Promise<Partial<Done>> {
  switch (order.do) {
    case 'generate': {
      const { rows } = await generateDistrict({ ...order, seed: 1 });
      return { rows: Object.values(rows).reduce((sum, count) => sum + count, 0) };
    }
    case 'serve':
      sandbox = await openSandbox({ directory: order.directory, unlimited: true });
      return { endpoints: sandbox.endpoints };
    case 'advance':
      await sandbox?.advance(order.days);
      return {};
    case 'refresh':
      return refresh(order.url, order.endpoints);
  }
}

playRole<Order, Done>(async (order) => ({ rows: 0, ...(await carryOut(order)) }));
