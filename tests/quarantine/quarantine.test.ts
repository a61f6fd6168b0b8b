import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { streams } from '../../connectors/index.js';
import { takeLease } from '../../src/ingest/lease.js';
import { exportQuarantine } from '../../src/quarantine/export.js';
import { replayQuarantine } from '../../src/quarantine/replay.js';
import type { Stream } from '../../src/sources/stream.js';
import { claim, LI, ZHANG } from '../connectors/fixture/row.js';
import { openDepartments, type Departments } from '../support/department.js';
import { freshFolder, type FreshFolder } from '../support/fresh.js';
import { vault } from '../support/hub.js';
import { recordedLog, type RecordedLog } from '../support/log.js';
import { stores } from '../support/stores.js';

const ID = 'bed-subsidy-claim';
const claims = streams.filter(({ id }) => id === ID);

/** The connector before its mapping was mended: it knows the grade's code only. */
const unmended = (stream: Stream): Stream => ({
  ...stream,
  mappings: stream.mappings.map((mapping) => ({ ...mapping, quirks: [] })),
});

const sound = { ...claim, 申报编号: 'CW001' };
const labelled = { ...claim, 申报编号: 'CW002', 护理等级: '重度失能' };
const wrongId = { ...claim, 申报编号: 'CW003', 护理等级: '重度失能', 入住人身份证号: '190102195607150016' };

describe.each(stores)('the quarantine in the %s store', (_name, open) => {
  let departments: Departments;
  let folder: FreshFolder;
  let log: RecordedLog;
  beforeEach(async () => {
    departments = await openDepartments(open, { streams: claims });
    folder = await freshFolder();
    log = recordedLog();
    await departments.deliver(ID, [sound, labelled, wrongId]);
    const stream = unmended(departments.streamOf(ID));
    expect((await departments.refresh(ID, { stream })).counts).toMatchObject({ written: 1, quarantined: 2 });
  });
  afterEach(async () => {
    await departments.close();
    await folder.remove();
  });

  const deps = () => ({
    store: departments.store,
    vault,
    subjects: departments.subjects,
    stream: departments.streamOf(ID),
    logger: log.logger,
    now: departments.clock,
    holder: 'test',
    leaseMs: 60_000,
  });
  const replay = () => replayQuarantine(deps(), new AbortController().signal);
  const lastRun = async () =>
    (await departments.store.query('SELECT * FROM run ORDER BY id DESC LIMIT 1'))[0];
  const claimNos = async () => (await departments.rows(ID)).map(({ claimNo }) => claimNo);

  describe('replayed after a mapping was mended', () => {
    test('applies what passes, in a run of its own, and leaves the rest under its present reason', async () => {
      expect(await departments.quarantine()).toEqual([
        { reason: 'CODE_UNKNOWN', field: 'claimedGrade' },
        { reason: 'ID_CHECK', field: 'citizenId' },
      ]);
      expect(await replay()).toMatchObject({ read: 2, written: 1, quarantined: 1 });
      expect(await departments.rows(ID)).toMatchObject([
        { claimNo: 'CW001' },
        { claimNo: 'CW002', claimedGrade: 'SEVERE', raw: { claimedGrade: '重度失能' } },
      ]);
      expect(await departments.quarantine()).toEqual([{ reason: 'ID_CHECK', field: 'citizenId' }]);
      expect(await lastRun()).toMatchObject({
        status: 'succeeded',
        rows_read: 2,
        written: 1,
        quarantined: 1,
      });
      expect(await departments.store.query('SELECT live_rows FROM stream_state')).toEqual([{ live_rows: 2 }]);
      expect(await departments.feed()).toHaveLength(2);
    });

    test('keeps the delivery and the position that the row came with', async () => {
      const [delivered] = await departments.store.query<{ id: number }>('SELECT id FROM delivery');
      await replay();
      const rows = await departments.store.query(
        'SELECT delivery, position FROM bed_subsidy_claim ORDER BY id',
      );
      expect(rows).toEqual([
        { delivery: delivered?.id, position: '2' },
        { delivery: delivered?.id, position: '3' },
      ]);
    });

    test('a second time changes nothing, and the next delivery of the row is known', async () => {
      await replay();
      expect(await replay()).toMatchObject({ read: 1, written: 0, quarantined: 1 });
      await departments.deliver(ID, [labelled]);
      expect((await departments.refresh(ID)).counts).toMatchObject({ read: 1, unchanged: 1 });
    });

    test('a row that a newer version has overtaken is settled without being applied', async () => {
      const { store } = departments;
      const [entry] = await store.query<{ raw: Uint8Array }>('SELECT raw FROM quarantine ORDER BY id');
      await departments.deliver(ID, [{ ...labelled, 机构名称: '新名' }]);
      await departments.refresh(ID);
      // The mended delivery released the entry; an older one turns up again.
      const columns =
        'category identity key_hash reason field raw version delivery position run quarantined_at';
      const [live] = await store.query<{ key_hash: Uint8Array }>(
        `SELECT key_hash FROM bed_subsidy_claim ORDER BY id DESC LIMIT 1`,
      );
      const key = Buffer.from(live?.key_hash ?? []);
      await store.transaction((transaction) =>
        transaction.insertIgnore('quarantine', columns.split(' '), [
          [
            ID,
            key,
            key,
            'CODE_UNKNOWN',
            'claimedGrade',
            Buffer.from(entry?.raw ?? []),
            1,
            1,
            '3',
            1,
            '2025-03-01 00:00:00',
          ],
        ]),
      );
      expect(await replay()).toMatchObject({ read: 2, written: 0, superseded: 1, quarantined: 1 });
      expect((await departments.rows(ID))[1]).toMatchObject({ homeName: '新名' });
      expect(await departments.quarantine()).toHaveLength(1);
    });

    test('a deletion that was set aside stays a deletion', async () => {
      await departments.deliver(ID, [{ 申报编号: null }], { deleted: true });
      await departments.refresh(ID, { stream: unmended(departments.streamOf(ID)) });
      expect(await departments.setAside()).toContainEqual({ deleted: expect.any(Array) });
      expect(await replay()).toMatchObject({ read: 3, written: 1, deleted: 0, quarantined: 2 });
      expect(await claimNos()).toEqual(['CW001', 'CW002']);
    });

    test('waits for whoever refreshes the stream', async () => {
      await takeLease(deps(), ID);
      await expect(replay()).rejects.toMatchObject({ code: 'STREAM_BUSY' });
    });

    test('that is cancelled leaves everything as it was and says so in the ledger', async () => {
      const stop = new AbortController();
      stop.abort();
      await expect(replayQuarantine(deps(), stop.signal)).rejects.toThrow();
      expect(await lastRun()).toMatchObject({ status: 'cancelled', rows_read: 0 });
      expect(await departments.quarantine()).toHaveLength(2);
    });
  });

  test('a row that comes again and still fails stays set aside', async () => {
    await departments.deliver(ID, [wrongId]);
    expect((await departments.refresh(ID)).counts).toMatchObject({ read: 1, quarantined: 1 });
    await departments.deliver(ID, [{ ...wrongId, 机构名称: '新名' }]);
    expect((await departments.refresh(ID)).counts).toMatchObject({ read: 1, quarantined: 1 });
    expect(await departments.quarantine()).toContainEqual({ reason: 'ID_CHECK', field: 'citizenId' });
  });

  describe('exported', () => {
    const write = (selection: Parameters<typeof exportQuarantine>[1], name = 'out.csv') =>
      exportQuarantine({ ...deps(), by: 'tester' }, selection, join(folder.path, name));

    test('gives the rows as delivered, where they stand, and what is wrong, for its owner only', async () => {
      expect(await write({})).toBe(2);
      const path = join(folder.path, 'out.csv');
      expect((await stat(path)).mode & 0o777).toBe(0o600);
      const [head, one, other] = (await readFile(path, 'utf8')).split('\r\n');
      expect(head).toMatch(
        /^\uFEFF"delivery","position","reason","column","quarantinedAt","申报编号","机构信用代码"/,
      );
      expect(one).toMatch(
        /^"MZ_CWBT_20250228_QL_01","3","CODE_UNKNOWN","护理等级","2025-03-10T\d{2}:00:00Z","CW002"/,
      );
      expect(other).toContain('"190102195607150016"');
    });

    test('is narrowed by reason and time', async () => {
      expect(await write({ reason: 'ID_CHECK' }, 'a.csv')).toBe(1);
      expect(await write({ until: '2025-03-01 00:00:00' }, 'b.csv')).toBe(0);
      expect(await write({ since: '2025-03-01 00:00:00' }, 'c.csv')).toBe(2);
    });

    test('leaves an audit line without personal data, and no existing file is replaced', async () => {
      await write({ reason: 'ID_CHECK' });
      expect(log.text()).toContain('"audit":"quarantine-export"');
      expect(log.text()).toContain('"by":"tester","reason":"ID_CHECK","rows":1');
      for (const personal of [ZHANG, LI, '190102195607150016', '张安'])
        expect(log.text()).not.toContain(personal);
      await expect(write({})).rejects.toMatchObject({ code: 'EXPORT_FILE' });
    });
  });
});
