import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateDistrict } from '../../sandbox/generate.js';
import { openSandbox, type Sandbox } from '../../sandbox/serve.js';
import { checkKeys } from '../../src/store/installation.js';
import { dump } from '../support/dump.js';
import { createFeedReader } from '../support/feed-reader.js';
import { freshFolder, type FreshFolder } from '../support/fresh.js';
import { catalog, refreshAll, vault } from '../support/hub.js';
import { stores } from '../support/stores.js';

/** More for a long form: TRIBUTARY_TEST_KILLS=200 npm test -- kill */
const KILLS = Number(process.env['TRIBUTARY_TEST_KILLS'] ?? 5);
const LEASE_MS = 400;
const WORKER = fileURLToPath(new URL('../support/refresh-worker.js', import.meta.url));

/** Runs the worker and kills it `afterMs` into its refresh; true when it came to its end before that. */
async function run(location: string, endpoints: unknown, afterMs: number): Promise<boolean> {
  const args = ['--no-warnings', WORKER, location, JSON.stringify(endpoints), String(LEASE_MS)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  await Promise.race([once(child.stdout, 'data'), ended]);
  const timer = setTimeout(() => child.kill('SIGKILL'), afterMs);
  const [code, signal] = await ended;
  clearTimeout(timer);
  if (signal !== 'SIGKILL' && code !== 0) throw new Error(`the worker failed with ${code}`);
  return code === 0;
}

describe.each(stores)('a worker on the %s store that is killed at random moments', (_name, open) => {
  let folder: FreshFolder;
  let sandbox: Sandbox;
  beforeAll(async () => {
    folder = await freshFolder();
    const directory = join(folder.path, 'district');
    await generateDistrict({ directory, residents: 300, seed: 7, asof: '2025-03-10' });
    sandbox = await openSandbox({ directory, unlimited: true });
  });
  afterAll(async () => {
    await sandbox.close();
    await folder.remove();
  });

  test('leaves the store, row by row, as if it had never been interrupted, with each change in the feed', async () => {
    const [calm, killed] = [await open(catalog), await open(catalog)];
    await Promise.all([checkKeys(calm.store, vault), checkKeys(killed.store, vault)]);
    await refreshAll(calm.store, sandbox.endpoints);
    const reader = createFeedReader(killed.store);
    const sequences: number[] = [];
    for (let kill = 0; kill < KILLS; kill += 1) {
      await run(killed.location, sandbox.endpoints, Math.random() * 1500);
      sequences.push(...(await reader.follow()));
    }
    while (!(await run(killed.location, sandbox.endpoints, 120_000)));
    sequences.push(...(await reader.follow()));

    const contents = await dump(killed.store);
    expect(contents).toEqual(await dump(calm.store));
    expect(sequences).toEqual(sequences.map((_, index) => index + 1));
    const known = catalog.categories.flatMap(({ id }) =>
      (contents[id] ?? []).map(({ keyHash, contentHash }): [string, string] => [
        `${id}${keyHash}`,
        String(contentHash),
      ]),
    );
    expect(new Map([...reader.live].toSorted())).toEqual(new Map(known.toSorted()));
    const runs = await killed.store.query<Record<string, number>>('SELECT * FROM run');
    for (const {
      rows_read,
      written = 0,
      unchanged = 0,
      quarantined = 0,
      superseded = 0,
      deleted = 0,
    } of runs)
      expect(written + unchanged + quarantined + superseded + deleted).toBe(rows_read);
    const state = await killed.store.query<{ category: string; live_rows: number }>(
      'SELECT category, live_rows FROM stream_state',
    );
    for (const { category, live_rows } of state)
      expect([category, live_rows]).toEqual([category, contents[category]?.length]);
    await calm.remove();
    await killed.remove();
  }, 300_000);
});
