import { join } from 'node:path';
import { audit } from '../bench/soak/audit.js';
import { soak, type SoakResult } from '../bench/soak/soak.js';
import { createFeedReader } from './support/feed-reader.js';
import { freshFolder, type FreshFolder } from './support/fresh.js';
import { catalog } from './support/hub.js';
import { stores, type TestStore } from './support/stores.js';

describe.each(stores.slice(0, 1))('departments that fail in every way, and the %s store', (_name, open) => {
  let folder: FreshFolder;
  let hub: TestStore;
  let directory: string;
  let result: SoakResult;
  beforeAll(async () => {
    folder = await freshFolder();
    hub = await open(catalog);
    directory = join(folder.path, 'district');
    const tell = (): void => undefined;
    result = await soak({ hub, directory, residents: 200, seed: 1, days: 1, steps: 4, tell });
  }, 240_000);
  afterAll(async () => {
    await hub.remove();
    await folder.remove();
  });

  test('every fault came up, and a worker was killed and one stopped', () => {
    expect(Object.entries(result.suffered).filter(([, steps]) => steps === 0)).toEqual([]);
    expect([result.killed, result.stopped]).toEqual([1, 1]);
  });

  test('nothing is lost, duplicated or silently dropped: all 52 streams equal the district, ledger and feed add up', () => {
    expect(result.holdings).toHaveLength(52);
    expect(result.deviations).toEqual([]);
    expect(result.restless).toEqual([]);
  });

  test('a row that is lost behind the back of everybody is told', async () => {
    const { table, id: category } = catalog.get('household-resident');
    const [row] = await hub.store.query<{ id: number; key_hash: Uint8Array }>(
      `SELECT id, key_hash FROM ${table} ORDER BY id LIMIT 1`,
    );
    const reader = createFeedReader(hub.store);
    await reader.follow();
    await hub.store.transaction(async (transaction) => {
      await transaction.execute(`DELETE FROM ${table} WHERE id = ?`, [Number(row?.id)]);
      await transaction.execute('UPDATE run SET written = written + 1 WHERE id = 1');
    });
    const { deviations } = await audit({ store: hub.store, directory, reader });
    const key = Buffer.from(row?.key_hash ?? []).toString('hex');
    expect(deviations).toEqual([
      { category: expect.any(String), what: 'the ledger does not add up', key: 'run 1' },
      { category, what: 'missing', key },
      { category, what: 'not as the feed told', key },
      { category, what: 'live rows are counted wrongly', key: '-' },
    ]);
  });
});
