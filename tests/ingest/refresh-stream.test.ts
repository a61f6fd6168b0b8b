import { pino } from 'pino';
import { createCatalog } from '../../src/catalog/catalog.js';
import { refreshStream } from '../../src/ingest/refresh-stream.js';
import type { RefreshDeps } from '../../src/ingest/run.js';
import { createSubjectRegistry } from '../../src/ingest/subject.js';
import type { RawRow } from '../../src/sources/source.js';
import { stream } from '../../src/sources/stream.js';
import { feedAfter } from '../../src/store/feed.js';
import { checkKeys } from '../../src/store/installation.js';
import { createVault } from '../../src/store/vault.js';
import { TestParcel } from '../support/parcel.js';
import { scriptedSource, type ScriptedDelivery } from '../support/scripted-source.js';
import { stores, type TestStore } from '../support/stores.js';

const PERSON = '190102195607150015';
const FIRM = '91190102MA000000E0';
const catalog = createCatalog([TestParcel]);
const parcels = stream({
  category: TestParcel,
  source: { kind: 'file', folder: 'f', name: 'P', dialect: 'csv-gb' },
  mode: 'delta',
  cron: '0 3 * * *',
  freshness: { warn: '30h', fail: '54h' },
  fields: {
    parcelNo: 'no',
    citizenId: 'id',
    unitUscc: 'unit',
    name: 'name',
    amount: 'amount',
    date: { name: 'date', format: 'yyyy-MM-dd' },
    seenAt: { name: 'seen', format: 'yyyy-MM-dd HH:mm:ss' },
    active: { name: 'active', booleans: { '1': true, '0': false } },
    holders: { name: 'holders/holder', of: { holderKind: 'kind', holderId: 'id', shareRatio: 'share' } },
  },
});

const row = (
  no: string,
  version: number,
  change: { id?: string; name?: string; deleted?: true } = {},
): RawRow => ({
  values: change.deleted
    ? [no, null, null, null, null, null, null, null, null]
    : [
        no,
        change.id ?? PERSON,
        FIRM,
        change.name ?? '甲',
        '1,250.5',
        '2025-02-28',
        '2025-02-28 09:15:00',
        '1',
        [
          ['1', PERSON, '1/8'],
          ['2', FIRM, '87.5%'],
        ],
      ],
  position: String(version),
  version,
  deleted: change.deleted ?? false,
});
const wrongId = { id: '190102195607150016' };
const many = (from: number, to: number, version: number, change = {}): RawRow[] =>
  Array.from({ length: to - from }, (_, index) => row(`P${from + index}`, version, change));

describe.each(stores)('a refresh into the %s store', (_name, open) => {
  const vault = createVault({ hashing: Buffer.alloc(32, 1), encryption: Buffer.alloc(32, 2) });
  let opened: TestStore;
  beforeEach(async () => {
    opened = await open(catalog);
    await checkKeys(opened.store, vault);
  });
  afterEach(() => opened.remove());

  const run = (
    script: Parameters<typeof scriptedSource>[0],
    extra: Partial<RefreshDeps> = {},
    signal = new AbortController().signal,
  ) => {
    const { store } = opened;
    const subjects = createSubjectRegistry({ store, vault });
    const logger = pino({ level: 'silent' });
    const deps = { store, vault, subjects, stream: parcels, source: scriptedSource(script), logger };
    return refreshStream(
      { ...deps, now: () => new Date(), holder: 'test', leaseMs: 60_000, ...extra },
      signal,
    );
  };
  const one = (name: string, ...batches: RawRow[][]): ScriptedDelivery => ({ name, batches });
  const full = (name: string, ...batches: RawRow[][]): ScriptedDelivery => ({
    name,
    batches,
    complete: true,
  });
  /** The script with the deliveries that earlier runs took in front. */
  const after = (taken: number, ...script: ScriptedDelivery[]) => [
    ...Array.from({ length: taken }, () => one('past')),
    ...script,
  ];
  const live = () =>
    opened.store.query<{ id: number; parcel_no: string; name: string }>(
      'SELECT id, parcel_no, name FROM test_parcel ORDER BY parcel_no',
    );
  const liveRows = async () =>
    (await opened.store.query<{ live_rows: number }>('SELECT live_rows FROM stream_state'))[0]?.live_rows;
  const quarantined = () =>
    opened.store.query<{ reason: string; field: string | null }>('SELECT reason, field FROM quarantine');

  test('a key that stands twice under one stamp, in two batches, makes no new version when it is read again', async () => {
    const rows = () => [
      [row('A', 1), row('B', 2, { name: 'lost' })],
      [row('B', 2, { name: 'won' }), row('C', 2)],
    ];
    await run([one('first', ...rows())]);
    const before = await feedAfter({ store: opened.store, catalog }, 0, 100);
    const { counts } = await run(after(1, one('again', ...rows())));
    expect(counts).toMatchObject({ read: 4, written: 0, unchanged: 3, superseded: 1 });
    expect(await feedAfter({ store: opened.store, catalog }, 0, 100)).toEqual(before);
  });

  test('a row that differs from a live one of its own stamp is applied, at the next stamp or at the end', async () => {
    await run([one('first', [row('A', 1), row('B', 2), row('C', 3)])]);
    const changed = [
      [row('A', 1, { name: 'one' })],
      [row('B', 2, { name: 'two' })],
      [row('C', 3, { name: 'three' })],
    ];
    const { counts } = await run(after(1, one('again', ...changed)));
    expect(counts).toMatchObject({ read: 3, written: 3, superseded: 0 });
    expect((await live()).map(({ name }) => name)).toEqual(['one', 'two', 'three']);
  });

  test('writes rows, links their subjects once and keeps identity numbers out of the category', async () => {
    const { counts } = await run([one('a', [row('A', 1), row('B', 2)])]);
    expect(counts).toMatchObject({ read: 2, written: 2 });
    const [stored] = await opened.store.query('SELECT * FROM test_parcel WHERE parcel_no = ?', ['A']);
    expect(stored).toMatchObject({
      amount: 125_050,
      date: '2025-02-28',
      seen_at: '2025-02-28 01:15:00',
      active: 1,
      version: 1,
      position: '1',
    });
    expect(await opened.store.query('SELECT id FROM person')).toHaveLength(1);
    const [subject] = await opened.store.query<{ id: number; identifier: Uint8Array }>(
      'SELECT id, identifier FROM person',
    );
    expect(subject && vault.open(subject.identifier)).toBe(PERSON);
    expect(stored?.['person_id']).toBe(subject?.id);
    expect(
      await opened.store.query(
        'SELECT holder_person_id AS p, share_ratio AS s FROM test_parcel_holders ORDER BY parent_id, ordinal LIMIT 2',
      ),
    ).toEqual([
      { p: subject?.id, s: 125_000 },
      { p: null, s: 875_000 },
    ]);
    expect(JSON.stringify(stored)).not.toContain(PERSON);
  });

  test('makes no new version and no feed entry of rows that come again as they are', async () => {
    await run([one('a', [row('A', 1), row('B', 2)])]);
    const { counts } = await run(after(1, one('b', [row('A', 3), row('B', 4, { name: ' 甲 ' })])));
    expect(counts).toMatchObject({ read: 2, unchanged: 2, written: 0 });
    expect(await feedAfter({ store: opened.store, catalog }, 0, 10)).toHaveLength(1);
  });

  test('takes the last of several rows of one key, in one batch and across batches, and counts the others as superseded', async () => {
    const { counts } = await run([
      one('a', [row('A', 1, { name: '一' }), row('A', 2, { name: '二' })], [row('A', 3, { name: '三' })]),
    ]);
    expect(counts).toMatchObject({ read: 3, written: 1, superseded: 2 });
    expect((await live()).map(({ name }) => name)).toEqual(['三']);
    expect(await liveRows()).toBe(1);
  });

  test('finds the rows of a table that its state believes empty', async () => {
    await run([one('a', [row('A', 1), row('B', 2)])]);
    await opened.store.transaction((transaction) =>
      transaction.execute('UPDATE stream_state SET live_rows = 0'),
    );
    const { counts } = await run(after(1, one('b', [row('A', 3), row('B', 4, { name: '乙' }), row('C', 5)])));
    expect(counts).toMatchObject({ read: 3, unchanged: 1, written: 2 });
    expect((await live()).map(({ parcel_no, name }) => parcel_no + name)).toEqual(['A甲', 'B乙', 'C甲']);
  });

  test('a key that a first load brings again far behind takes the place of the first, once', async () => {
    const again = row('P7', 9000, { name: '后' });
    const script = one('a', many(0, 1500, 1), many(1500, 3000, 2000), [again, row('P8', 9001)], [again]);
    const { counts } = await run([script]);
    expect(counts).toMatchObject({ read: 3003, written: 3000, superseded: 1, unchanged: 2 });
    expect(await liveRows()).toBe(3000);
    expect((await live()).filter(({ name }) => name === '后')).toHaveLength(1);
  });

  test('ends the same in whatever order deltas arrive', async () => {
    const january = one('1', [row('A', 10, { name: '一' }), row('B', 11, { name: '一' })]);
    const february = one('2', [row('A', 20, { name: '二' }), row('B', 21, { deleted: true })]);
    const march = one('3', [row('A', 30, { name: '一' })]);
    for (const order of [
      [january, february, march],
      [march, february, january],
      [february, january, march],
      [january, march, february],
    ]) {
      const fresh = await open(catalog);
      await checkKeys(fresh.store, vault);
      await run(order, {
        store: fresh.store,
        subjects: createSubjectRegistry({ store: fresh.store, vault }),
      });
      const rows = await fresh.store.query('SELECT parcel_no, name, version FROM test_parcel');
      expect(rows).toEqual([{ parcel_no: 'A', name: '一', version: 30 }]);
      await fresh.remove();
    }
  });

  test('leaves a tombstone in the feed, and gives a key that returns its old surrogate', async () => {
    await run([one('a', [row('A', 1)])]);
    const [before] = await live();
    const gone = await run(
      after(1, one('b', [row('A', 2, { deleted: true }), row('unknown', 2, { deleted: true })])),
    );
    expect(gone.counts).toMatchObject({ read: 2, deleted: 2 });
    expect(await live()).toEqual([]);
    expect((await feedAfter({ store: opened.store, catalog }, 1, 10))[0]?.deleted).toHaveLength(2);
    await run(after(2, one('c', [row('A', 3)])));
    expect((await live())[0]?.id).toBe(before?.id);
    expect(await liveRows()).toBe(1);
    const entries = await feedAfter({ store: opened.store, catalog }, 0, 10);
    expect(entries.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
  });

  test('forgets a deletion of what it never had, unless the row may still come: a walk that goes on after a kill meets such', async () => {
    const walked = {
      ...parcels,
      source: { kind: 'api', path: '/p', paging: 'cursor', pageSize: 9 } as const,
    };
    const deletions = [row('A', 2, { deleted: true }), row('unknown', 2, { deleted: true })];
    await run([one('a', [row('A', 1)])], { stream: walked });
    const { counts } = await run(after(1, one('b', deletions)), { stream: walked });
    expect(counts).toMatchObject({ read: 2, deleted: 2 });
    const [gone, ...others] = (await feedAfter({ store: opened.store, catalog }, 1, 10))[0]?.deleted ?? [];
    expect([gone, others]).toEqual([expect.anything(), []]);
    // Known already: nothing more to tell.
    await run(after(2, one('b again', deletions)), { stream: walked });
    expect(await feedAfter({ store: opened.store, catalog }, 2, 10)).toEqual([]);
  });

  test('sets a bad row aside, keeps the last good version, and lets a mended row leave', async () => {
    await run([one('a', [row('A', 1)])]);
    const bad = await run(after(1, one('b', [row('A', 2, wrongId), row('C', 3, wrongId)])));
    expect(bad.counts).toMatchObject({ read: 2, quarantined: 2 });
    expect(await quarantined()).toEqual([1, 2].map(() => ({ reason: 'ID_CHECK', field: 'citizenId' })));
    expect(await live()).toHaveLength(1);
    const [entry] = await opened.store.query<{ raw: Uint8Array }>('SELECT raw FROM quarantine');
    expect(entry && vault.open(entry.raw)).toContain(wrongId.id);
    await run(after(2, one('c', [row('A', 4), row('C', 5)])));
    expect(await quarantined()).toEqual([]);
  });

  test('sets a row without a readable key aside once, however often it comes', async () => {
    const fault: RawRow = {
      values: [],
      position: '7',
      version: 7,
      deleted: false,
      fault: { reason: 'COLUMN_COUNT', raw: 'x,y' },
    };
    const { counts } = await run([one('a', [fault, row('A', 8)]), one('b', [fault])]);
    expect(counts).toMatchObject({ read: 3, written: 1, quarantined: 2 });
    expect(await quarantined()).toEqual([{ reason: 'COLUMN_COUNT', field: null }]);
  });

  test('deletes what a full delivery lacks, but neither keys in quarantine nor newer ones', async () => {
    await run([one('a', many(0, 100, 1)), one('newer', [row('N', 99)])]);
    const rest = [...many(0, 90, 50), row('P90', 50, wrongId)];
    const { counts, status } = await run(after(2, full('b', rest)));
    expect(status).toBe('succeeded');
    expect(counts).toMatchObject({ read: 91, unchanged: 90, quarantined: 1, removed: 9 });
    expect(await liveRows()).toBe(92);
  });

  test('holds a full delivery that would delete or reject too much, until somebody accepts it', async () => {
    await run([one('a', many(0, 100, 1))]);
    for (const [code, bad] of [
      ['DELIVERY_HELD', full('half', many(0, 50, 2))],
      ['DELIVERY_HELD', full('empty', [])],
      ['SCHEMA_DRIFT', full('rejected', many(0, 100, 2, wrongId))],
    ] as const) {
      expect(await run(after(1, bad))).toMatchObject({ status: 'held', code });
      expect(await liveRows()).toBe(100);
    }
    const accepted = await run(after(1, full('half', many(0, 50, 2))), { acceptHeld: true });
    expect(accepted.counts).toMatchObject({ read: 50, unchanged: 50, removed: 50 });
    expect(await live()).toHaveLength(50);
  });

  test('keeps only the last of a key that a full delivery has in two batches', async () => {
    await run([one('a', many(0, 5, 1))]);
    const twice = full(
      'b',
      [...many(0, 5, 2), row('X', 2, { name: '一' })],
      [row('X', 3, { name: '二' }), row('P0', 3, { name: '三' })],
      [row('P0', 4)],
    );
    const { counts } = await run(after(1, twice));
    expect(counts).toMatchObject({ read: 9, written: 1, unchanged: 6, superseded: 2 });
    expect(
      (await live()).filter(({ parcel_no: no }) => no === 'X' || no === 'P0').map(({ name }) => name),
    ).toEqual(['甲', '二']);
    expect(await liveRows()).toBe(6);
  });

  test('reads a large full delivery a second time instead of keeping it', async () => {
    await run([one('a', many(0, 3, 1))]);
    const batches = Array.from({ length: 11 }, (_, index) =>
      many(index * 2000, (index + 1) * 2000, 2, { name: '乙' }),
    );
    const { counts } = await run(after(1, full('b', ...batches)));
    expect(counts).toMatchObject({ read: 22_000, written: 22_000 });
    expect(await liveRows()).toBe(22_000);
  });

  test('fails with the code of a refused delivery after applying the good ones', async () => {
    const refused = {
      name: 'bad',
      status: 'rejected',
      code: 'FILE_HASH_MISMATCH',
      message: 're-send it',
      checkpoint: { taken: 1 },
    } as const;
    await expect(run([refused, one('good', [row('A', 1)])])).rejects.toMatchObject({
      code: 'FILE_HASH_MISMATCH',
    });
    expect(await live()).toHaveLength(1);
    expect(await opened.store.query('SELECT name, status FROM delivery ORDER BY id')).toEqual([
      { name: 'bad', status: 'rejected' },
      { name: 'good', status: 'applied' },
    ]);
  });

  test('goes on where a cancelled run stopped', async () => {
    const controller = new AbortController();
    const halting: ScriptedDelivery = {
      ...one('a', many(0, 10, 1), many(10, 20, 1), many(20, 30, 1)),
      before: (batch) => (batch === 2 ? controller.abort() : undefined),
    };
    expect(await run([halting], {}, controller.signal)).toMatchObject({
      status: 'cancelled',
      code: 'CANCELLED',
    });
    const { counts } = await run([one('a', many(0, 10, 1), many(10, 20, 1), many(20, 30, 1))]);
    expect(counts.written + counts.unchanged).toBe(30);
    expect(await liveRows()).toBe(30);
    const statuses = await opened.store.query<{ status: string }>('SELECT status FROM run ORDER BY id');
    expect(statuses.map(({ status }) => status)).toEqual(['cancelled', 'succeeded']);
  });

  test('never runs twice at a time, and stops whoever lost the lease before his next commit', async () => {
    const now = Date.now();
    const slow: ScriptedDelivery = {
      ...one('a', many(0, 10, 1), many(10, 20, 1)),
      before: async (batch) => {
        if (batch !== 1) return;
        await expect(run([one('a', many(0, 10, 1))])).rejects.toMatchObject({ code: 'STREAM_BUSY' });
        await run([one('thief', many(50, 60, 1))], { now: () => new Date(now + 3_600_000) });
      },
    };
    await expect(run([slow])).rejects.toMatchObject({ code: 'LEASE_LOST' });
    expect((await live()).filter(({ parcel_no: no }) => no.startsWith('P1') && no.length === 3)).toEqual([]);
  });

  test('keeps a ledger that adds up for every run', async () => {
    await run([one('a', [...many(0, 50, 1), row('A', 2), row('A', 3), row('B', 4, wrongId)])]);
    await run(after(1, one('b', [row('A', 5, { deleted: true }), ...many(0, 60, 6), row('A', 1)])));
    const runs = await opened.store.query<Record<string, number>>('SELECT * FROM run');
    for (const {
      rows_read,
      written = 0,
      unchanged = 0,
      quarantined: bad = 0,
      superseded = 0,
      deleted = 0,
    } of runs)
      expect(written + unchanged + bad + superseded + deleted).toBe(rows_read);
    expect(runs).toHaveLength(2);
  });
});
