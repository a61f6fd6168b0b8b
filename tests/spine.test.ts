import { join } from 'node:path';
import { graphql } from 'graphql';
import { streams } from '../connectors/index.js';
import { generateDistrict } from '../sandbox/generate.js';
import { openSandbox, type Sandbox } from '../sandbox/serve.js';
import { joinedQuery, showcaseQueries } from '../sandbox/showcase.js';
import { loadPolicy, type Caller } from '../src/access/policy.js';
import { createGraph } from '../src/graph/graph.js';
import { createInProcessWakeUps } from '../src/queue/in-process/wake-up.js';
import { checkKeys } from '../src/store/installation.js';
import type { Store } from '../src/store/store.js';
import { dump } from './support/dump.js';
import { freshFolder, type FreshFolder } from './support/fresh.js';
import { catalog, refreshAll, vault } from './support/hub.js';
import { emptyDesk } from './graph/district.js';
import { stores, type TestStore } from './support/stores.js';

const TOKEN = 'a token of sixteen characters';

function callerOf(role: string): Caller {
  const policy = loadPolicy(undefined);
  policy.addToken(TOKEN, [role], role);
  const caller = policy.authenticate(TOKEN);
  if (!caller) throw new Error('the token is not known');
  return caller;
}

async function ask(store: Store, source: string, role = 'analyst'): Promise<Record<string, unknown>> {
  const graph = await createGraph({
    catalog,
    store,
    vault,
    streams,
    wakeUps: createInProcessWakeUps(),
    refresh: async () => undefined,
    desk: await emptyDesk(store),
    compare: async () => undefined,
    now: () => new Date('2025-03-10T01:00:00Z'),
  });
  const { data, errors } = await graphql({
    schema: graph.schema,
    source,
    contextValue: graph.context(callerOf(role)),
  });
  if (errors) throw new Error(errors.map(({ message }) => message).join('; '));
  return JSON.parse(JSON.stringify(data));
}

/** Departments that an answer has rows of, by the names of its connections. */
function departmentsIn(answer: unknown, found = new Set<string>()): Set<string> {
  if (typeof answer !== 'object' || answer === null) return found;
  for (const [name, value] of Object.entries(answer)) {
    const category = catalog.categories.find(({ plural }) => plural === name);
    if (category && Array.isArray(value?.nodes) && value.nodes.length > 0) found.add(category.department);
    departmentsIn(value, found);
  }
  return found;
}

describe('from seven departments to one answer', () => {
  let folder: FreshFolder;
  let sandbox: Sandbox;
  let showcase: string;
  let opened: TestStore[];
  beforeAll(async () => {
    folder = await freshFolder();
    const directory = join(folder.path, 'district');
    ({ showcase } = await generateDistrict({ directory, residents: 500, seed: 3, asof: '2025-03-10' }));
    sandbox = await openSandbox({ directory, unlimited: true });
    opened = [];
    for (const [, open] of stores) {
      const one = await open(catalog);
      opened.push(one);
      await checkKeys(one.store, vault);
      await refreshAll(one.store, sandbox.endpoints);
    }
  }, 120_000);
  afterAll(async () => {
    await sandbox.close();
    for (const one of opened) await one.remove();
    await folder.remove();
  });

  test('the joined query returns data of at least six departments', async () => {
    for (const { store } of opened)
      expect(departmentsIn(await ask(store, joinedQuery(showcase))).size).toBeGreaterThanOrEqual(6);
  });

  test('both modes hold the same rows and give exactly the same answers', async () => {
    const [first, ...others] = opened;
    if (!first) throw new Error('there is no store');
    for (const { store } of others) {
      expect(await dump(store)).toEqual(await dump(first.store));
      expect(await ask(store, joinedQuery(showcase))).toEqual(await ask(first.store, joinedQuery(showcase)));
    }
  });

  test('every query that the start prints has an answer', async () => {
    for (const { query } of showcaseQueries(showcase))
      for (const { store } of opened) expect(Object.values(await ask(store, query))).not.toContain(null);
  });

  test('a viewer gets the same people masked', async () => {
    const people =
      '{ persons(first: 50) { nodes { citizenId householdResidents { nodes { citizenId name } } } } }';
    for (const { store } of opened) {
      expect(JSON.stringify(await ask(store, people))).toMatch(/"1901021\d{10}[\dX]"|"19010219\d{9}[\dX]"/);
      const masked = JSON.stringify(await ask(store, people, 'viewer'));
      expect(masked).toMatch(/"190102\*{8}\d{3}[\dX]"/);
      expect(masked).not.toMatch(/190102\d{6}/);
    }
  });

  test('a second refresh of unchanged departments changes nothing', async () => {
    for (const { store } of opened) {
      // A first walk of an API has no tombstones; the next one brings those of keys that never were here.
      const rows = async () => ({ ...(await dump(store)), tombstone: [] });
      const before = await rows();
      const summaries = await refreshAll(store, sandbox.endpoints);
      expect(
        summaries.map(({ status, counts }) => [status, counts.written, counts.deleted, counts.removed]),
      ).toEqual(summaries.map(() => ['succeeded', 0, expect.any(Number), 0]));
      expect(await rows()).toEqual(before);
    }
  });
});
