import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { advanceDistrict } from '../../sandbox/advance.js';
import { catalogue } from '../../sandbox/catalogue/catalogue.js';
import { districtTruth } from '../../sandbox/district-truth.js';
import { generateDistrict } from '../../sandbox/generate.js';
import { layout } from '../../sandbox/layout.js';
import { openSandbox } from '../../sandbox/serve.js';
import { readSummary, type Summary } from '../../sandbox/summary.js';
import { streams } from '../../connectors/index.js';
import { checkKeys } from '../../src/store/installation.js';
import { canonicalRows } from '../support/canonical.js';
import { freshFolder, type FreshFolder } from '../support/fresh.js';
import { catalog, refreshAll, vault } from '../support/hub.js';
import { stores, type TestStore } from '../support/stores.js';
import { contents } from './delivered.js';

const OPTIONS = { residents: 300, seed: 11, asof: '2025-03-10' };

describe('a district in which time passes', () => {
  let folder: FreshFolder;
  let directory: string;
  let store: TestStore;
  let first: Summary;
  beforeAll(async () => {
    folder = await freshFolder();
    directory = join(folder.path, 'district');
    first = await generateDistrict({ directory, ...OPTIONS });
    const [, open] = stores[0] ?? [];
    if (!open) throw new Error('there is no store');
    store = await open(catalog);
    await checkKeys(store.store, vault);
  });
  afterAll(async () => {
    await store.remove();
    await folder.remove();
  });

  /** Refreshes everything over the running systems; the runs by record kind. */
  async function refresh() {
    const sandbox = await openSandbox({ directory, unlimited: true });
    const runs = await refreshAll(store.store, sandbox.endpoints).finally(() => sandbox.close());
    expect(streams.map(({ id }, at) => [id, runs[at]?.status])).toEqual(
      streams.map(({ id }) => [id, 'succeeded']),
    );
    return runs[streams.findIndex(({ id }) => id === 'care-home-attendance')]?.counts;
  }

  async function expectEqualRows(): Promise<void> {
    for (const { id, key, fields } of catalogue) {
      const rows = await canonicalRows(store.store, catalog.get(id));
      const stored = new Map(
        rows.map((row) => [
          key.map((name) => String(row[name])).join('|'),
          Object.fromEntries(fields.map(({ as }) => [as, row[as]])),
        ]),
      );
      const truth = [...(await districtTruth(directory, id))].filter(({ quarantined }) => !quarantined);
      expect([id, [...stored.keys()].toSorted()]).toEqual([id, truth.map((row) => row.key).toSorted()]);
      for (const row of truth) expect([id, stored.get(row.key)]).toEqual([id, row.values]);
    }
  }

  test('the hub holds what the departments stand by, row by row', async () => {
    await refresh();
    await expectEqualRows();
  }, 180_000);

  test('after a day, after a month and after a season it holds it again, and reads only what is new', async () => {
    for (const days of [1, 30, 95]) {
      await advanceDistrict({ directory, days });
      const attendance = await refresh();
      await expectEqualRows();
      expect(attendance?.written).toBeGreaterThan(0);
      if (days === 1) expect(attendance?.read).toBeLessThan((first.rows['care-home-attendance'] ?? 0) / 50);
    }
  }, 180_000);

  test('the same steps give the same bytes, and old files of changes are taken away', async () => {
    const other = join(folder.path, 'other');
    await generateDistrict({ directory: other, ...OPTIONS });
    for (const days of [1, 30, 95]) await advanceDistrict({ directory: other, days });
    const [one, two] = [await contents(layout(directory).files), await contents(layout(other).files)];
    expect([...two.keys()]).toEqual([...one.keys()]);
    for (const [path, bytes] of one) expect([path, two.get(path)?.equals(bytes)]).toEqual([path, true]);
    const names = (await readdir(join(layout(directory).files, 'finance'))).filter((name) =>
      name.endsWith('.ok'),
    );
    expect(
      names.filter((name) => name.startsWith('CZ_JKD') && name.includes('ZL')).length,
    ).toBeLessThanOrEqual(31);
  }, 180_000);

  test('the horizon is not passed', async () => {
    const { now } = await readSummary(directory);
    expect(now.slice(0, 10)).toBe('2025-07-14');
    await expect(advanceDistrict({ directory, days: 400 })).rejects.toThrow('horizon');
  });
});
