#!/usr/bin/env node
import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { pino, type Logger } from 'pino';
import { Registry } from 'prom-client';
import { comparisons } from '../comparisons/index.js';
import { streams } from '../connectors/index.js';
import { createCompareJob, createRefresh, type CompareJob, type Refresh } from '../jobs/index.js';
import {
  DEFAULT_DISTRICT,
  districtOptions,
  sandboxCommand,
  type DistrictChoice,
} from '../sandbox/command.js';
import { records } from '../schema/index.js';
import { loadPolicy, type Caller } from './access/policy.js';
import { createAnalytics } from './alert/analytics.js';
import { openDesk, type Desk } from './alert/desk.js';
import { loadComparisons } from './analytics/library.js';
import { createCatalog } from './catalog/catalog.js';
import { loadConfig, type Config } from './config/config.js';
import { growHeapSlowly } from './config/heap.js';
import { embeddedKeys } from './config/keys.js';
import { loadSources } from './config/sources-file.js';
import { dictionaryMarkdown } from './dictionary/markdown.js';
import { dictionaryOf } from './dictionary/dictionary.js';
import { codeOf, ConfigError, HubError } from './errors.js';
import { createGraph } from './graph/graph.js';
import { createSubjectRegistry, type SubjectRegistry } from './ingest/subject.js';
import { createBullQueue } from './queue/bullmq/queue.js';
import { createRedisWakeUps } from './queue/bullmq/wake-up.js';
import { createInProcessQueue } from './queue/in-process/queue.js';
import { createInProcessWakeUps } from './queue/in-process/wake-up.js';
import type { Queue } from './queue/queue.js';
import type { WakeUps } from './queue/wake-up.js';
import { addCategoryMetrics } from './server/category-metric.js';
import { createServer } from './server/server.js';
import { createOpenSource } from './sources/open-source.js';
import type { DepartmentEndpoints, Source } from './sources/source.js';
import type { Stream } from './sources/stream.js';
import { checkKeys } from './store/installation.js';
import { createMysqlStore } from './store/mysql/mysql-store.js';
import { createSqliteStore } from './store/sqlite/sqlite-store.js';
import type { Store } from './store/store.js';
import { createVault } from './store/vault.js';
import { interruptible, type CommandDeps } from './terminal/command-hub.js';
import { compareCommand } from './terminal/compare-command.js';
import { compareAtStart } from './terminal/compare-report.js';
import { comparisonCommand } from './terminal/comparison-command.js';
import { connectorCommand } from './terminal/connector-command.js';
import { createProgress } from './terminal/progress.js';
import { quarantineCommand } from './terminal/quarantine-command.js';

type Endpoints = Readonly<Record<string, DepartmentEndpoints>>;

const GRACE_MS = 10_000;
const catalog = createCatalog(records);
const now = (): Date => new Date();

/** Everything a process of the hub shares; what was opened last is closed first. */
interface Hub {
  readonly config: Config;
  readonly logger: Logger;
  readonly store: Store;
  readonly queue: Queue;
  readonly wakeUps: WakeUps;
  readonly refresh: Refresh;
  readonly desk: Desk;
  readonly compare: CompareJob;
  readonly vault: ReturnType<typeof createVault>;
  readonly subjects: SubjectRegistry;
  readonly openSource: (stream: Stream) => Source;
  readonly holder: string;
  readonly closing: (() => Promise<unknown>)[];
}

function openQueue(config: Config, logger: Logger): { queue: Queue; wakeUps: WakeUps } {
  if (config.mode.name === 'embedded')
    return { queue: createInProcessQueue({ logger }), wakeUps: createInProcessWakeUps() };
  const { redisUrl } = config.mode;
  const prefix = config.queuePrefix;
  return {
    queue: createBullQueue({ redisUrl, prefix, logger }),
    wakeUps: createRedisWakeUps({ redisUrl, prefix, logger }),
  };
}

/** Where the departments are, where this installation keeps its data, and what day it is in the district. */
interface Place {
  readonly endpoints: Endpoints;
  readonly folder: string;
  readonly clock: () => Date;
}

async function openHub(config: Config, { endpoints, folder, clock }: Place): Promise<Hub> {
  const logger = pino({ level: config.logLevel, base: null }, pino.destination(2));
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { mode } = config;
  const vault = createVault(mode.keys ?? embeddedKeys(folder));
  const store =
    mode.name === 'server'
      ? await createMysqlStore({ url: mode.databaseUrl, catalog })
      : await createSqliteStore({ file: join(folder, 'hub.sqlite'), catalog });
  await checkKeys(store, vault);
  const { queue, wakeUps } = openQueue(config, logger);
  const openSource = createOpenSource({ endpoints, logger, now });
  const subjects = createSubjectRegistry({ store, vault });
  const holder = `${hostname()}:${process.pid}`;
  const refresh = createRefresh({
    streams,
    openSource,
    store,
    vault,
    subjects,
    wakeUps,
    logger,
    now,
    holder,
  });
  const library = await loadComparisons({ catalog, ...comparisons });
  const analytics = createAnalytics({ store, catalog, library, folder });
  const desk = await openDesk({
    store,
    vault,
    catalog,
    streams,
    library,
    logger,
    now,
    analytics: analytics.get,
    clock,
    holder,
  });
  const compare = createCompareJob({ desk, store, now });
  const closing = [
    () => store.close(),
    () => analytics.close(),
    () => wakeUps.close(),
    () => queue.close(GRACE_MS),
  ];
  const roles = { config, logger, store, queue, wakeUps, refresh, desk, compare, vault };
  return { ...roles, subjects, openSource, holder, closing };
}

async function work(hub: Hub): Promise<void> {
  growHeapSlowly();
  const { queue, refresh, compare } = hub;
  await queue.schedule([...refresh.schedules(), ...compare.schedules()]);
  const handlers = { refresh: compare.after(queue, refresh.handler), compare: compare.handler };
  await queue.work(handlers, { concurrency: hub.config.workerConcurrency });
  await compare.enqueue(queue);
}

/** Starts the server; returns its address and the administrator's token. */
async function serve(hub: Hub): Promise<{ url: string; token: string | null }> {
  const { config, store, logger, queue, wakeUps, vault, refresh, desk, compare } = hub;
  const policy = loadPolicy(config.policy === null ? undefined : readFileSync(config.policy, 'utf8'));
  const token = config.adminToken ?? randomBytes(24).toString('base64url');
  policy.addToken(token, ['admin'], 'admin');
  const graph = await createGraph({
    catalog,
    store,
    vault,
    streams,
    wakeUps,
    refresh: (ids) => refresh.enqueue(queue, ids),
    desk,
    compare: (modules) => compare.enqueue(queue, modules),
    now,
  });
  const registry = new Registry();
  addCategoryMetrics({ registry, store, freshness: graph.freshness, now });
  const server = await createServer<Caller>({
    schema: graph.schema,
    context: (caller) => graph.context(caller),
    extensions: (context) => graph.extensions(context),
    authenticate: (text) => policy.authenticate(text),
    logger,
    health: {
      ready: async () => ({
        store: await store.query('SELECT 1 AS one').then(
          () => true,
          () => false,
        ),
      }),
    },
    registry,
    host: config.host,
    port: config.port,
  });
  hub.closing.push(() => server.close(GRACE_MS));
  return { url: server.url, token: config.adminToken === null ? token : null };
}

/** Runs until the process is told to stop, then drains. */
async function untilStopped(hub: Pick<Hub, 'closing'>): Promise<void> {
  await new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
  await close(hub);
}

async function close({ closing }: Pick<Hub, 'closing'>): Promise<void> {
  for (const end of closing.splice(0).toReversed()) await end();
}

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** Refreshes streams with progress on screen; false when one of them failed or was held. */
async function refreshOnScreen(hub: Hub, ids: readonly string[], acceptHeld: boolean): Promise<boolean> {
  growHeapSlowly();
  const progress = createProgress(process.stdout);
  const settled = await interruptible((signal) =>
    hub.refresh.refreshAll(ids, signal, {
      concurrency: hub.config.workerConcurrency,
      acceptHeld,
      onProgress: (state) => {
        if (state.state === 'running') progress.update(state.stream, state);
      },
      onEnd: (stream, outcome) => {
        const { counts } = outcome;
        const why = counts && outcome.message !== null ? `; ${outcome.message}` : '';
        const summary = counts
          ? `${outcome.status}: ${counts.read} read, ${counts.written} written, ${counts.unchanged} unchanged, ${counts.quarantined} quarantined, ${counts.superseded} superseded, ${counts.deleted + counts.removed} deleted${why}`
          : `${outcome.status}: ${outcome.message}`;
        progress.done(stream, summary);
      },
    }),
  );
  progress.stop();
  return settled.every(Boolean);
}

/** The sandbox and its endpoints: used when no sources file is named. */
async function openSandboxFor(config: Config, options: DistrictChoice) {
  const { generateDistrict } = await import('../sandbox/generate.js');
  const { readSummary } = await import('../sandbox/summary.js');
  const { openSandbox } = await import('../sandbox/serve.js');
  const folder = join(
    config.dataDir,
    `sandbox-${options.residents}-${options.seed}${options.asof ? `-${options.asof}` : ''}`,
  );
  const directory = join(folder, 'district');
  const summary = await readSummary(directory).catch(() => null);
  if (!summary) {
    say(`Making a district of ${options.residents} residents…`);
    await generateDistrict({ directory, ...options });
  }
  const sandbox = await openSandbox({ directory });
  return { folder, sandbox, showcase: (await readSummary(directory)).showcase };
}

async function endpointsOf(config: Config, options: DistrictChoice) {
  if (config.sources !== null)
    return {
      endpoints: loadSources(config.sources, process.env),
      folder: config.dataDir,
      showcase: null,
      clock: now,
      closing: [],
    };
  const { sandbox, folder, showcase } = await openSandboxFor(config, options);
  const { clock } = sandbox;
  return { endpoints: sandbox.endpoints, folder, showcase, clock, closing: [() => sandbox.close()] };
}

async function start(options: DistrictChoice): Promise<void> {
  // The screen is for the progress: a line for each run would tear it.
  const config = loadConfig({ TRIBUTARY_LOG_LEVEL: 'warn', ...process.env });
  const { showcase, closing, ...place } = await endpointsOf(config, options);
  const hub = await openHub(config, place);
  hub.closing.unshift(...closing);
  const { url, token } = await serve(hub);
  await refreshOnScreen(
    hub,
    streams.map(({ id }) => id),
    false,
  );
  await compareAtStart(hub.desk, say);
  await work(hub);
  const page = token === null ? `${url}/graphiql` : `${url}/graphiql#token=${token}`;
  say(`\nTributary is at ${url}/graphql, a page to ask it at ${page}`);
  if (token !== null) say(`Token (role admin): ${token}`);
  if (showcase !== null) {
    const { showcaseQueries } = await import('../sandbox/showcase.js');
    showcaseQueries(showcase).forEach(({ title, query }, index) => say(`\n${index + 1}. ${title}\n${query}`));
  }
  await untilStopped(hub);
}

/** Opens a hub on the configured departments for a command that is given no sandbox options. */
async function openConfigured(): Promise<Hub> {
  const config = loadConfig(process.env);
  const { closing, ...place } = await endpointsOf(config, DEFAULT_DISTRICT);
  const hub = await openHub(config, place);
  hub.closing.unshift(...closing);
  return hub;
}

const commandDeps: CommandDeps = {
  streams,
  now,
  say,
  async withHub(work) {
    const hub = await openConfigured();
    return work(hub).finally(() => close(hub));
  },
  async withSources(work) {
    const config = loadConfig({ TRIBUTARY_LOG_LEVEL: 'warn', ...process.env });
    const { endpoints, closing } = await endpointsOf(config, DEFAULT_DISTRICT);
    const logger = pino({ level: config.logLevel, base: null }, pino.destination(2));
    return work(createOpenSource({ endpoints, logger, now })).finally(() => close({ closing }));
  },
};

function commands(): Command {
  const program = new Command('tributary').description(
    'A GraphQL data-integration hub for the departments of a district',
  );
  districtOptions(
    program
      .command('start', { isDefault: true })
      .description('everything in one process; without settings on a sandbox district'),
  ).action(start);
  program
    .command('serve')
    .description('the API')
    .action(async () => {
      const hub = await openConfigured();
      if (hub.config.mode.name === 'embedded') await work(hub);
      const { url, token } = await serve(hub);
      say(`Tributary is at ${url}/graphql`);
      if (token !== null) say(`Token (role admin): ${token}`);
      await untilStopped(hub);
    });
  program
    .command('work')
    .description('a worker of the queue (server mode)')
    .action(async () => {
      const hub = await openConfigured();
      if (hub.config.mode.name === 'embedded')
        throw new ConfigError(
          'CONFIG_INVALID',
          'work needs the server mode: set TRIBUTARY_DATABASE_URL and TRIBUTARY_REDIS_URL',
        );
      await work(hub);
      await untilStopped(hub);
    });
  program
    .command('refresh [stream...]')
    .description('refreshes streams here and now')
    .option('--all', 'every stream')
    .option('--accept-held', 'applies full deliveries that are held for a decision')
    .action(async (ids: string[], options: { all?: boolean; acceptHeld?: boolean }) => {
      const wanted = options.all ? streams.map(({ id }) => id) : ids;
      if (wanted.length === 0)
        throw new ConfigError(
          'CONFIG_INVALID',
          `name streams or say --all; there are ${streams.map(({ id }) => id).join(', ')}`,
        );
      const hub = await openConfigured();
      const fine = await refreshOnScreen(hub, wanted, options.acceptHeld === true).finally(() => close(hub));
      if (!fine) process.exitCode = 1;
    });
  program
    .command('dictionary')
    .description('prints the data dictionary, docs/data-dictionary.md')
    .action(() => say(dictionaryMarkdown(dictionaryOf(catalog, streams))));
  program.addCommand(quarantineCommand(commandDeps));
  program.addCommand(compareCommand(commandDeps));
  program.addCommand(connectorCommand(commandDeps));
  program.addCommand(comparisonCommand({ catalog, declarations: comparisons.declarations, say }));
  program.addCommand(sandboxCommand({ say, until: (close) => untilStopped({ closing: [close] }) }));
  return program;
}

commands()
  .parseAsync()
  .catch((error: unknown) => {
    const message =
      error instanceof HubError
        ? `${error.code}: ${error.message}`
        : `${codeOf(error)}: ${error instanceof Error ? error.name : 'unknown'}`;
    process.stderr.write(`${message}\n`);
    process.exit(1);
  });
