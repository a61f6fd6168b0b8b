import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openReplicaDatabase, type ReplicaDatabase } from '../../src/analytics/replica/database.js';
import { layoutOf } from '../../src/analytics/replica/layout.js';
import { createReplica } from '../../src/analytics/replica/replica.js';
import { freshFolder, type FreshFolder } from '../support/fresh.js';
import { stores, type TestStore } from '../support/stores.js';
import { oddCatalog } from './odd-record.js';
import { commit, createRandom, randomCommit, replicaRows, storeRows } from './odd-store.js';

/** More for a long form: TRIBUTARY_TEST_KILLS=200 npm test -- replica */
const KILLS = Number(process.env['TRIBUTARY_TEST_KILLS'] ?? 5);
const WORKER = fileURLToPath(new URL('./replica-worker.js', import.meta.url));
const layout = layoutOf(oddCatalog, new Set(['odd-record.author']));
const ids = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, at) => from + at);

test('prose and sealed texts stay out, but for strings that a comparison reads', () => {
  const [rows, owners, ips] = layout.tables;
  const names = rows?.columns.map(({ name }) => name);
  expect(names).toEqual(
    expect.arrayContaining(['record_no', 'person_id', 'unit_id', 'author', 'area', 'icd']),
  );
  expect(names).not.toEqual(expect.arrayContaining(['name']));
  expect(names).not.toEqual(expect.arrayContaining(['remark']));
  expect(owners?.columns.map(({ name, type }) => `${name} ${type}`)).toEqual([
    'parent_id BIGINT',
    'ordinal BIGINT',
    'owner_kind "OddPartyKind"',
    'owner_person_id BIGINT',
    'owner_organization_id BIGINT',
    'share_ratio DECIMAL(18,6)',
  ]);
  expect(ips?.columns.map(({ name }) => name)).toEqual(['parent_id', 'ordinal', 'value']);
});

describe.each(stores)('the replica of the %s store', (_name, openStore) => {
  let folder: FreshFolder;
  let source: TestStore;
  let database: ReplicaDatabase;
  const file = (): string => join(folder.path, 'replica.duckdb');
  const openAt = (path: string) =>
    openReplicaDatabase({ file: path, folder: join(folder.path, 'passing'), layout });
  const replica = () => createReplica({ store: source.store, database, layout, pageIds: 300 });
  const same = async () =>
    expect(await replicaRows(database, layout)).toEqual(await storeRows(source.store, layout));

  beforeEach(async () => {
    folder = await freshFolder();
    source = await openStore(oddCatalog);
    database = await openAt(':memory:');
  });
  afterEach(async () => {
    await database.close();
    await source.remove();
    await folder.remove();
  });

  test('is the store, row by row, after loads, changes, deletions and keys that come back', async () => {
    const random = createRandom(11);
    await commit(source.store, random, { put: ids(1, 400) });
    expect(await replica().catchUp()).toMatchObject({ sequence: 1, changed: ['odd-record'] });
    await same();
    for (let round = 0; round < 6; round += 1) {
      for (let batch = random(4); batch >= 0; batch -= 1) await randomCommit(source.store, random, 500);
      await replica().catchUp();
      await same();
    }
    await commit(source.store, random, { gone: ids(1, 100) });
    await replica().catchUp();
    await same();
    await commit(source.store, random, { put: ids(50, 80) });
    await replica().catchUp();
    await same();
  });

  test('has nothing to do when nothing changed', async () => {
    await commit(source.store, createRandom(3), { put: ids(1, 10) });
    await replica().catchUp();
    expect(await replica().catchUp()).toEqual({ sequence: 1, changed: [], rows: 0 });
  });

  test('is copied over several pages, and again when most of it changed', async () => {
    const random = createRandom(5);
    await commit(source.store, random, { put: ids(1, 2_000) });
    await commit(source.store, random, { put: ids(2_100, 3_000) });
    await replica().catchUp();
    await same();
    await commit(source.store, random, { put: ids(1, 1_900), gone: ids(2_500, 2_600) });
    await replica().catchUp();
    await same();
  });

  test('is built anew when it was forgotten', async () => {
    const random = createRandom(7);
    await commit(source.store, random, { put: ids(1, 50) });
    await replica().catchUp();
    await replica().forget();
    expect((await replica().catchUp()).changed).toEqual(['odd-record']);
    await same();
  });

  test('catches up with writers at work, and then is the store', async () => {
    const [writing, following] = [createRandom(13), replica()];
    await commit(source.store, writing, { put: ids(1, 300) });
    const writer = (async () => {
      for (let batch = 0; batch < 20; batch += 1) await randomCommit(source.store, writing, 400);
    })();
    for (let look = 0; look < 5; look += 1) await following.catchUp();
    await writer;
    await following.catchUp();
    await same();
  });

  test('opens its file again where it was, and makes a damaged file or one of another layout anew', async () => {
    await commit(source.store, createRandom(17), { put: ids(1, 30) });
    const reopen = async (): Promise<void> => {
      await database.close();
      database = await openAt(file());
    };
    await reopen();
    await replica().catchUp();
    await reopen();
    expect(await replica().catchUp()).toMatchObject({ rows: 0 });
    await same();
    await database.close();
    await writeFile(file(), 'no database at all');
    database = await openAt(file());
    await replica().catchUp();
    await same();
    await database.close();
    const other = layoutOf(oddCatalog, new Set());
    const wider = await openReplicaDatabase({
      file: file(),
      folder: join(folder.path, 'passing'),
      layout: other,
    });
    await createReplica({ store: source.store, database: wider, layout: other }).catchUp();
    expect(await replicaRows(wider, other)).toEqual(await storeRows(source.store, other));
    await wider.close();
    database = await openAt(':memory:');
  });

  test('is not taken from another process that has it open, and is free when that was killed', async () => {
    const child = spawn(process.execPath, ['--no-warnings', WORKER, source.location, file(), 'hold'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    await expect(openAt(file())).rejects.toMatchObject({ code: 'REPLICA_IN_USE' });
    child.kill('SIGKILL');
    await once(child, 'exit');
    await database.close();
    database = await openAt(file());
    await replica().catchUp();
    await same();
  });

  test('killed at random moments, it goes on to be the store, and leaves no file behind', async () => {
    const random = createRandom(19);
    const run = async (afterMs: number): Promise<boolean> => {
      const child = spawn(process.execPath, ['--no-warnings', WORKER, source.location, file()], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const ended = once(child, 'exit');
      await Promise.race([once(child.stdout, 'data'), ended]);
      const timer = setTimeout(() => child.kill('SIGKILL'), afterMs);
      const [code, signal] = await ended;
      clearTimeout(timer);
      if (signal !== 'SIGKILL' && code !== 0) throw new Error(`the worker failed with ${code}`);
      return code === 0;
    };
    await commit(source.store, random, { put: ids(1, 3_000) });
    for (let kill = 0; kill < KILLS; kill += 1) {
      await run(Math.random() * 150);
      for (let batch = 0; batch < 5; batch += 1) await randomCommit(source.store, random, 4_000);
    }
    while (!(await run(60_000)));
    expect(await readdir(folder.path)).not.toContain('replica.duckdb.passing');
    await database.close();
    database = await openAt(file());
    await same();
  }, 120_000);
});
