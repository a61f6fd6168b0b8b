import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { createCatalog } from '../../src/catalog/catalog.js';
import { refreshStream } from '../../src/ingest/refresh-stream.js';
import { createSubjectRegistry } from '../../src/ingest/subject.js';
import { checkKeys } from '../../src/store/installation.js';
import { createVault } from '../../src/store/vault.js';
import { stores, type TestStore } from '../support/stores.js';
import { FeeNote, fileFixture, type FileFixture, type FixtureOptions } from './file-fixture.js';

const vault = createVault({ hashing: Buffer.alloc(32, 1), encryption: Buffer.alloc(32, 2) });
const catalog = createCatalog([FeeNote]);

/** A department's folder and the hub's data that come of it. */
async function installation(open: (typeof stores)[number][1], options?: FixtureOptions) {
  const opened: TestStore = await open(catalog);
  await checkKeys(opened.store, vault);
  const files: FileFixture = await fileFixture(options);
  const { store } = opened;
  const { stream, source, log } = files;
  const now = (): Date => new Date('2025-03-10T00:00:00Z');
  const deps = { store, vault, stream, source, logger: log.logger, now, holder: 'test', leaseMs: 60_000 };
  return {
    files,
    /** Status of the run, or the code that it failed with. */
    async refresh(acceptHeld = false): Promise<string> {
      const subjects = createSubjectRegistry({ store, vault });
      const run = refreshStream({ ...deps, subjects, acceptHeld }, new AbortController().signal);
      return run.then(
        ({ status }) => status,
        (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : 'INTERNAL'),
      );
    },
    async notes(): Promise<string[]> {
      const rows = await store.query<{ note_no: string; remark: string | null }>(
        'SELECT note_no, remark FROM fee_note ORDER BY note_no',
      );
      return rows.map(({ note_no, remark }) => `${note_no} ${remark}`);
    },
    reasons: async () =>
      (await store.query<{ reason: string }>('SELECT reason FROM quarantine')).map(({ reason }) => reason),
    deliveries: async () =>
      (
        await store.query<{ name: string; status: string }>('SELECT name, status FROM delivery ORDER BY id')
      ).map(({ name, status }) => `${name} ${status}`),
    watermark: async () =>
      (await store.query<{ watermark: string }>('SELECT watermark FROM stream_state'))[0]?.watermark,
    async close() {
      await files.close();
      await opened.remove();
    },
  };
}
type Installation = Awaited<ReturnType<typeof installation>>;

describe.each(stores)('files refreshed into the %s store', (_name, open) => {
  let hub: Installation;
  const begin = async (options?: FixtureOptions): Promise<void> => {
    hub = await installation(open, options);
  };
  afterEach(() => hub.close());

  const set = (businessDate: string, ...keys: string[]): Promise<void> =>
    hub.files.deliver({ businessDate, rows: keys.map((key) => [key, '1', businessDate]) });
  const changes = (businessDate: string, sendNumber: number, ...rows: string[][]): Promise<void> =>
    hub.files.deliver({ kind: 'ZL', businessDate, sendNumber, rows });
  const remove = (name: string): Promise<void> => rm(join(hub.files.root, 'finance', name));

  test('nothing of a rejected file is applied; it fails one run and the mended pair is applied', async () => {
    await begin();
    await set('20250228', 'A');
    expect(await hub.refresh()).toBe('succeeded');
    const text = '操作,编号,金额,说明\r\nU,A,2,mended\r\nI,B,2,new\r\n';
    await hub.files.put('CZ_JKD_20250301_ZL_01', text, { rows: 3 });
    expect(await hub.refresh()).toBe('FILE_ROWS_MISMATCH');
    expect(await hub.notes()).toEqual(['A 20250228']);
    expect(await hub.refresh()).toBe('succeeded');
    await hub.files.put('CZ_JKD_20250301_ZL_01', text, { rows: 2 });
    expect(await hub.refresh()).toBe('succeeded');
    expect(await hub.notes()).toEqual(['A mended', 'B new']);
    expect(await hub.deliveries()).toEqual([
      'CZ_JKD_20250228_QL_01 applied',
      'CZ_JKD_20250301_ZL_01 rejected',
      'CZ_JKD_20250301_ZL_01 applied',
    ]);
  });

  test('the watermark stays where it was when a file is rejected, and an empty file moves it', async () => {
    await begin();
    await set('20250228', 'A');
    await hub.refresh();
    expect(await hub.watermark()).toMatch(/^2025-02-28 16:00:00/);
    await hub.files.put('CZ_JKD_20250301_ZL_01', '操作,编号,金额,说明\r\n', { rows: 1 });
    await hub.refresh();
    expect(await hub.watermark()).toMatch(/^2025-02-28 16:00:00/);
    await changes('20250302', 1);
    await hub.refresh();
    expect(await hub.watermark()).toMatch(/^2025-03-02 16:00:00/);
  });

  test('a row with a wrong number of values is set aside, the others are applied', async () => {
    await begin();
    await hub.files.put('CZ_JKD_20250228_QL_01', '编号,金额,说明\r\nA,1\r\nB,2,x\r\n', { rows: 2 });
    expect(await hub.refresh()).toBe('succeeded');
    expect(await hub.notes()).toEqual(['B x']);
    expect(await hub.reasons()).toEqual(['COLUMN_COUNT']);
  });

  test('a full set replaces the one before; an older one that comes late changes nothing', async () => {
    await begin({ mode: 'full' });
    await set('20250131', 'A', 'B');
    await hub.refresh();
    await set('20250228', 'B', 'C');
    await hub.refresh();
    await set('20250215', 'A', 'D');
    expect(await hub.refresh()).toBe('succeeded');
    expect(await hub.notes()).toEqual(['B 20250228', 'C 20250228']);
    expect((await hub.deliveries()).at(-1)).toBe('CZ_JKD_20250215_QL_01 outdated');
  });

  test('an empty set is held until a human accepts it; the last good set keeps serving', async () => {
    await begin({ mode: 'full' });
    await set('20250131', 'A', 'B');
    await hub.refresh();
    await set('20250228');
    expect(await hub.refresh()).toBe('held');
    expect(await hub.notes()).toEqual(['A 20250131', 'B 20250131']);
    await set('20250215', 'C');
    expect(await hub.refresh()).toBe('succeeded');
    expect(await hub.notes()).toEqual(['A 20250131', 'B 20250131']);
    expect(await hub.refresh(true)).toBe('succeeded');
    expect(await hub.notes()).toEqual([]);
  });

  test('a deletion of an unknown key keeps a late file from bringing the row back', async () => {
    await begin();
    await set('20250228');
    await changes('20250305', 1, ['D', 'A', '', '']);
    await hub.refresh();
    await changes('20250303', 1, ['I', 'A', '1', 'late'], ['I', 'B', '1', 'late']);
    await hub.refresh();
    expect(await hub.notes()).toEqual(['B late']);
  });

  test('files that retention removed are forgotten, and their rows stay', async () => {
    await begin();
    await set('20250228', 'A');
    await changes('20250301', 1, ['I', 'B', '1', 'x']);
    await hub.refresh();
    for (const name of ['CZ_JKD_20250301_ZL_01.csv', 'CZ_JKD_20250301_ZL_01.ok']) {
      await remove(name);
      expect(await hub.refresh()).toBe('succeeded');
    }
    expect(await hub.notes()).toEqual(['A 20250228', 'B x']);
  });
});

/** Base, changes, a re-send that takes rows back, a later set and what follows it. */
const MONTH: readonly (readonly [date: string, kind: 'QL' | 'ZL', send: number, rows: string[][]])[] = [
  ['20250228', 'QL', 1, [['A', '1', 'base'], ['B', '1', 'base'], ['C', '1', 'base'], ['D', '1', 'base']]], // prettier-ignore
  ['20250301', 'ZL', 1, [['U', 'A', '1', 'first'], ['I', 'E', '1', 'first'], ['D', 'D', '', '']]], // prettier-ignore
  [
    '20250301',
    'ZL',
    2,
    [
      ['U', 'A', '1', 'corrected'],
      ['D', 'E', '', ''],
    ],
  ],
  ['20250302', 'ZL', 1, [['U', 'B', '1', 'x'], ['I', 'F', '1', 'x'], ['D', 'G', '', ''], ['U', 'B', '1', 'y']]], // prettier-ignore
  ['20250303', 'QL', 1, [['A', '1', 'set'], ['F', '1', 'x'], ['H', '1', 'set'], ['I', '1', 'set']]], // prettier-ignore
  ['20250304', 'ZL', 1, [['D', 'H', '', ''], ['I', 'C', '1', 'again'], ['U', 'F', '1', 'x'], ['U', 'A', '1', 'z']]], // prettier-ignore
  [
    '20250305',
    'ZL',
    1,
    [
      ['U', 'C', '1', 'last'],
      ['I', 'H', '1', 'back'],
      ['D', 'I', '', ''],
    ],
  ],
  [
    '20250305',
    'ZL',
    2,
    [
      ['D', 'H', '', ''],
      ['U', 'C', '1', 'last'],
      ['U', 'I', '1', 'kept'],
    ],
  ],
];

describe.each([
  ['with a later full set', MONTH, ['A z', 'C last', 'F x', 'I kept']],
  [
    'without one',
    MONTH.filter(([date, kind]) => kind === 'ZL' || date === '20250228'),
    ['A z', 'B y', 'C last', 'F x', 'I kept'],
  ],
] as const)('a month of files %s', (_name, month, expected) => {
  /** What the hub holds after files came in this order, with a refresh after some of them. */
  async function arriving(order: readonly number[], refreshAfter: readonly boolean[]): Promise<string[]> {
    const [, openSqlite] = stores[0] ?? [];
    if (!openSqlite) throw new Error('there is always a SQLite store');
    const hub = await installation(openSqlite);
    try {
      for (const [place, number] of order.entries()) {
        const [businessDate, kind, sendNumber, rows] = month[number] ?? ['', 'ZL', 0, []];
        await hub.files.deliver({ businessDate, kind, sendNumber, rows });
        if (refreshAfter[place]) await hub.refresh();
      }
      await hub.refresh();
      return await hub.notes();
    } finally {
      await hub.close();
    }
  }
  const indexes = month.map((_, index) => index);

  test('read at once gives the state of its end', async () => {
    expect(await arriving(indexes, [])).toEqual(expected);
  });

  test('gives the same in whatever order the files arrive and whenever they are read', async () => {
    const order = fc.shuffledSubarray(indexes, { minLength: indexes.length });
    const moments = fc.array(fc.boolean(), { minLength: indexes.length, maxLength: indexes.length });
    await fc.assert(
      fc.asyncProperty(order, moments, async (files, refreshAfter) =>
        expect(await arriving(files, refreshAfter)).toEqual(expected),
      ),
      { numRuns: 12, endOnFailure: true },
    );
  });
});
