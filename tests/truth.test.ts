import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pino } from 'pino';
import { comparisons } from '../comparisons/index.js';
import { streams } from '../connectors/index.js';
import { generateDistrict } from '../sandbox/generate.js';
import { openSandbox, type Sandbox } from '../sandbox/serve.js';
import { readTruth, type Truth } from '../sandbox/summary.js';
import { createAnalytics } from '../src/alert/analytics.js';
import { openDesk, type Desk } from '../src/alert/desk.js';
import { loadComparisons } from '../src/analytics/library.js';
import { checkKeys } from '../src/store/installation.js';
import type { Store } from '../src/store/store.js';
import { freshFolder, type FreshFolder } from './support/fresh.js';
import { catalog, refreshAll, vault } from './support/hub.js';
import { stores, type TestStore } from './support/stores.js';

const library = await loadComparisons({ catalog, ...comparisons });
const numberOf = (module: string): string => library.get(module).no;

interface Alert {
  readonly module: string;
  readonly subjects: readonly string[];
  readonly period: string;
  readonly severity: string;
  readonly amount: string;
}

const textOf = ({ module, subjects, period, severity, amount }: Alert): string =>
  [module, subjects.toSorted().join(','), period, severity, amount].join(' ');

/** Surrogates of the subjects -> what they stand for. */
async function identifiersOf(store: Store): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const kind of ['person', 'organization']) {
    const rows = await store.query<{ id: number; identifier: Uint8Array }>(
      `SELECT id, identifier FROM ${kind}`,
    );
    for (const { id, identifier } of rows) found.set(`${kind}:${id}`, `${kind}:${vault.open(identifier)}`);
  }
  return found;
}

/** The alerts that the hub shows, with canonical identifiers. */
async function alertsOf(store: Store): Promise<Alert[]> {
  const identifiers = await identifiersOf(store);
  const subjects = await store.query<{ parent_id: number; subject: string }>(
    'SELECT parent_id, subject FROM alert_subject',
  );
  const rows = await store.query<Omit<Alert, 'subjects' | 'amount'> & { id: number; amount: number }>(
    "SELECT id, module, period, severity, amount FROM alert WHERE status <> 'RESOLVED_BY_DATA'",
  );
  return rows.map(({ id, module, amount, ...rest }) => ({
    ...rest,
    module: numberOf(module),
    amount: (Number(amount) / 100).toFixed(2),
    subjects: subjects
      .filter(({ parent_id: parent }) => parent === id)
      .map(({ subject }) => identifiers.get(subject) ?? subject),
  }));
}

/** Module by module: how many were planted, found, missed, and found without having been planted. */
function tableOf(found: readonly Alert[], { alerts, traps }: Truth) {
  const [planted, seen] = [new Set(alerts.map(textOf)), new Set(found.map(textOf))];
  return library.comparisons.map(({ no }) => {
    const own = alerts.filter(({ module }) => module === no);
    const hits = found.filter(({ module }) => module === no);
    return {
      module: no,
      planted: own.length,
      found: hits.length,
      missed: own.filter((alert) => !seen.has(textOf(alert))).length,
      wrong: hits.filter((alert) => !planted.has(textOf(alert))).length,
      traps: traps.filter(({ module }) => module === no).length,
    };
  });
}

/** Five modules a line: planted, found, missed, wrong, traps. */
function printed(table: ReturnType<typeof tableOf>): string {
  const cells = table.map(({ module, planted, found, missed, wrong, traps }) =>
    `${module} ${planted} ${found} ${missed} ${wrong} ${traps}`.padEnd(20),
  );
  const lines = Array.from({ length: 7 }, (_, at) => cells.slice(at * 5, at * 5 + 5).join(''));
  return ['module planted found missed wrong traps', ...lines].join('\n');
}

async function deskOver(
  store: Store,
  folder: string,
  sandbox: Sandbox,
): Promise<{ desk: Desk; close(): Promise<void> }> {
  await mkdir(folder);
  const analytics = createAnalytics({ store, catalog, library, folder });
  const desk = await openDesk({
    store,
    vault,
    catalog,
    streams,
    library,
    logger: pino({ level: 'silent' }),
    now: () => new Date(),
    analytics: analytics.get,
    clock: sandbox.clock,
    holder: 'test',
  });
  return { desk, close: () => analytics.close() };
}

describe.each([
  { residents: 500, seed: 11, asof: '2025-10-15' },
  { residents: 700, seed: 12, asof: '2025-03-04' },
  { residents: 900, seed: 13, asof: '2026-02-28' },
])('a district of $residents residents, seed $seed, on $asof', (options) => {
  let folder: FreshFolder;
  let sandbox: Sandbox;
  let truth: Truth;
  let opened: (TestStore & { desk: Desk; close(): Promise<void> })[];
  const asOf = options.asof;
  const signal = new AbortController().signal;

  beforeAll(async () => {
    folder = await freshFolder();
    const directory = join(folder.path, 'district');
    await generateDistrict({ directory, ...options });
    truth = await readTruth(directory);
    sandbox = await openSandbox({ directory, unlimited: true });
    opened = [];
    for (const [at, [name, open]] of stores.entries()) {
      const one = await open(catalog);
      await checkKeys(one.store, vault);
      await refreshAll(one.store, sandbox.endpoints, {
        order: at % 2 === 0 ? streams : streams.toReversed(),
      });
      opened.push({ ...one, ...(await deskOver(one.store, join(folder.path, name), sandbox)) });
    }
  }, 300_000);
  afterAll(async () => {
    for (const one of opened) {
      await one.close();
      await one.remove();
    }
    await sandbox.close();
    await folder.remove();
  });

  test('precision and recall are 1.0 in every module, traps included, in whatever order deliveries came', async () => {
    for (const { store, desk } of opened) {
      await desk.compare.run({ asOf, cause: 'refresh' }, signal);
      const found = await alertsOf(store);
      const table = tableOf(found, truth);
      process.stdout.write(`${printed(table)}\n`);
      expect(table.filter(({ missed, wrong }) => missed + wrong > 0)).toEqual([]);
      expect(table.every(({ planted, traps }) => planted > 0 && traps > 0)).toBe(true);
      expect(found.map(textOf).toSorted()).toEqual(truth.alerts.map(textOf).toSorted());
    }
  });

  test('a run without changes raises, changes and resolves nothing', async () => {
    const modules = library.comparisons.map(({ id }) => id);
    for (const { store, desk } of opened) {
      const before = await store.query('SELECT * FROM alert ORDER BY id');
      const outcomes = await desk.compare.run({ asOf, cause: 'manual', modules }, signal);
      for (const { status, counts } of outcomes)
        expect({ status, ...counts }).toMatchObject({
          status: 'EVALUATED',
          raised: 0,
          changed: 0,
          resolved: 0,
        });
      expect(await store.query('SELECT * FROM alert ORDER BY id')).toEqual(before);
    }
  });
});
