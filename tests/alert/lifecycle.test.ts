import { feedAfter } from '../../src/store/feed.js';
import { stores, type TestStore } from '../support/stores.js';
import {
  catalog,
  costly,
  idle,
  openParcelDesk,
  parcel,
  PERSONS,
  TODAY,
  vault,
  type ParcelDesk,
} from './parcel-desk.js';

/** Every table that a run may write. */
const TABLES = [
  'alert',
  'alert_subject',
  'alert_department',
  'alert_evidence',
  'alert_event',
  'shadow_alert',
  'batch',
];

describe.each(stores)('alerts in the %s store', (_name, open) => {
  let opened: TestStore;
  let desk: ParcelDesk;
  beforeEach(async () => {
    opened = await open(catalog);
    desk = await openParcelDesk(opened.store);
  });
  afterEach(async () => {
    await desk.close();
    await opened.remove();
  });

  const dump = async () =>
    Object.fromEntries(
      await Promise.all(
        TABLES.map(async (name) => [
          name,
          (await opened.store.query(`SELECT * FROM ${name}`)).map((row) => JSON.stringify(row)).toSorted(),
        ]),
      ),
    );
  const one = async () => {
    const [row] = await opened.store.query<{ id: number; status: string }>(
      `SELECT id, status FROM alert WHERE module = 'costly-parcel' ORDER BY id`,
    );
    if (!row) throw new Error('no alert');
    return { ...row, id: Number(row.id) };
  };
  const events = async (alert: number) =>
    (
      await opened.store.query<{
        from_status: string | null;
        to_status: string;
        actor: string;
        difference: Buffer | null;
      }>('SELECT from_status, to_status, actor, difference FROM alert_event WHERE alert = ? ORDER BY id', [
        alert,
      ])
    ).map(({ from_status, to_status, actor, difference }) => ({
      moved: `${from_status} > ${to_status} by ${actor}`,
      difference: difference === null ? null : JSON.parse(vault.open(difference)),
    }));
  const decide = (alert: number, to: 'CONFIRMED' | 'FALSE_POSITIVE', reason: string | null = 'seen') =>
    desk.act(alert, { to, by: 'li', reason });

  test('findings become alerts with their subjects, departments and evidence', async () => {
    await desk.deliver([
      parcel({ no: 'A', version: 1 }),
      parcel({ no: 'B', version: 2, amount: '900.00' }),
      parcel({ no: 'C', version: 3, person: PERSONS[1], amount: '50.00', active: false }),
    ]);
    expect(await desk.run()).toEqual([
      'costly-parcel EVALUATED findings 1 raised 1',
      'idle-parcel EVALUATED findings 1 raised 1',
    ]);
    expect(await desk.alerts()).toEqual(['costly-parcel 2025-03 RED 1050 OPEN', 'idle-parcel - BLUE 0 OPEN']);
    const count = async (table: string) => (await opened.store.query(`SELECT * FROM ${table}`)).length;
    expect([await count('alert_subject'), await count('alert_department')]).toEqual([3, 4]);
    const evidence = await opened.store.query<{ position: string; content: Buffer }>(
      `SELECT e.position, e.content FROM alert_evidence e JOIN alert a ON a.id = e.alert
       WHERE a.module = 'costly-parcel' ORDER BY e.row_id`,
    );
    expect(evidence.map(({ position }) => position)).toEqual(['1', '2']);
    expect(JSON.parse(vault.open(evidence[0]?.content ?? Buffer.alloc(0)))).toMatchObject({
      parcel_no: 'A',
      amount: 15000,
      holders: [{ holder_organization_id: 1 }],
    });
  });

  test('a run on the same facts writes nothing but its line of the ledger', async () => {
    await desk.deliver([parcel({ no: 'A', version: 1 })]);
    await desk.run();
    const before = await dump();
    expect(await desk.run()).toEqual([]);
    expect(await desk.run(['costly-parcel', 'idle-parcel'])).toEqual([
      'costly-parcel EVALUATED findings 1',
      'idle-parcel EVALUATED',
    ]);
    expect(await dump()).toEqual(before);
  });

  test('changed facts update the alert and say what changed; the old evidence is kept', async () => {
    await desk.deliver([parcel({ no: 'A', version: 1 })]);
    await desk.run();
    await desk.deliver([parcel({ no: 'B', version: 2, amount: '10.50' })]);
    expect(await desk.run()).toEqual([
      'costly-parcel EVALUATED findings 1 changed 1',
      'idle-parcel EVALUATED',
    ]);
    const { id } = await one();
    expect((await events(id))[1]).toEqual({
      moved: 'OPEN > OPEN by comparison',
      difference: { amount: ['150.00', '160.50'], 'facts.parcels': [1, 2], evidence: [0, 1] },
    });
    const kept = await opened.store.query('SELECT 1 FROM alert_evidence WHERE until_run IS NOT NULL');
    expect(kept).toHaveLength(1);
  });

  test('a decided alert is reopened by changed facts, and not by the same ones', async () => {
    await desk.deliver([parcel({ no: 'A', version: 1 })]);
    await desk.run();
    const { id } = await one();
    await decide(id, 'FALSE_POSITIVE');
    await desk.run(['costly-parcel']);
    expect((await one()).status).toBe('FALSE_POSITIVE');
    await desk.deliver([parcel({ no: 'A', version: 2, amount: '170.00' })]);
    expect(await desk.run()).toContain('costly-parcel EVALUATED findings 1 changed 1 reopened 1');
    expect((await one()).status).toBe('OPEN');
    expect((await events(id)).map(({ moved }) => moved)).toEqual([
      'null > OPEN by comparison',
      'OPEN > FALSE_POSITIVE by li',
      'FALSE_POSITIVE > OPEN by comparison',
    ]);
  });

  test('vanished facts resolve the alert, and it opens again when they come back', async () => {
    await desk.deliver([parcel({ no: 'A', version: 1 })]);
    await desk.run();
    await desk.deliver([parcel({ no: 'A', version: 2, deleted: true })]);
    expect(await desk.run()).toContain('costly-parcel EVALUATED resolved 1');
    expect((await one()).status).toBe('RESOLVED_BY_DATA');
    await desk.deliver([parcel({ no: 'A', version: 3 })]);
    expect(await desk.run()).toContain('costly-parcel EVALUATED findings 1 reopened 1');
    expect((await one()).status).toBe('OPEN');
  });

  test('a confirmed alert stays confirmed when the data are mended', async () => {
    await desk.deliver([parcel({ no: 'A', version: 1 })]);
    await desk.run();
    await decide((await one()).id, 'CONFIRMED');
    await desk.deliver([parcel({ no: 'A', version: 2, deleted: true })]);
    await desk.run();
    expect((await one()).status).toBe('CONFIRMED');
  });

  test('stale inputs raise, change and resolve nothing, and say why', async () => {
    expect(await desk.run()).toEqual(['costly-parcel CANNOT_EVALUATE', 'idle-parcel CANNOT_EVALUATE']);
    await desk.deliver([parcel({ no: 'A', version: 1 })]);
    await desk.run();
    await desk.deliver([parcel({ no: 'A', version: 2, deleted: true })]);
    const before = await dump();
    expect(await desk.run(undefined, '2025-03-13')).toEqual([
      'costly-parcel CANNOT_EVALUATE',
      'idle-parcel CANNOT_EVALUATE',
    ]);
    expect(await dump()).toEqual(before);
    const [run] = await opened.store.query<{ reasons: string }>(
      'SELECT reasons FROM comparison_run ORDER BY id DESC LIMIT 1',
    );
    expect(JSON.parse(run?.reasons ?? '')).toEqual([{ category: 'test-parcel', code: 'STALE' }]);
    await desk.deliver([], '2025-03-13T00:00:00Z');
    expect(await desk.run(undefined, '2025-03-13')).toContain('costly-parcel EVALUATED resolved 1');
  });

  test('modules run again when their inputs changed or the day moved, and not otherwise', async () => {
    await desk.deliver([parcel({ no: 'A', version: 1 })]);
    const due = async (asOf: string) => (await desk.compare.due(asOf)).map(({ module }) => module);
    await desk.run(['idle-parcel']);
    expect(await due(TODAY)).toEqual(['costly-parcel']);
    await desk.run();
    expect(await due(TODAY)).toEqual([]);
    expect(await due('2025-03-11')).toEqual(['costly-parcel', 'idle-parcel']);
    await desk.deliver([parcel({ no: 'B', version: 2 })]);
    expect(await due(TODAY)).toEqual(['costly-parcel', 'idle-parcel']);
  });

  test('a suppression takes alerts out of sight until it expires', async () => {
    await desk.deliver([parcel({ no: 'A', version: 1 })]);
    await desk.run();
    const [subject] = await opened.store.query<{ subject: string }>('SELECT subject FROM alert_subject');
    const wish = { module: null, subject: subject?.subject ?? '', reason: '已核实', expires: '2025-03-12' };
    expect(await desk.suppress(wish, 'li')).toMatchObject({ alerts: 1 });
    expect((await one()).status).toBe('SUPPRESSED');
    await desk.deliver([parcel({ no: 'F', version: 2, date: '2025-02-01' })]);
    expect(await desk.run()).toContain('costly-parcel EVALUATED findings 2 raised 1 suppressed 1');
    await desk.deliver([], '2025-03-12T00:00:00Z');
    expect(await desk.run(undefined, '2025-03-12')).toContain('costly-parcel EVALUATED findings 2');
    expect((await desk.alerts()).filter((alert) => alert.endsWith('OPEN'))).toHaveLength(2);
    await expect(desk.suppress({ ...wish, reason: ' ' }, 'li')).rejects.toMatchObject({
      code: 'REASON_MISSING',
    });
    await expect(desk.suppress({ ...wish, expires: TODAY }, 'li')).rejects.toMatchObject({
      code: 'SUPPRESSION_EXPIRED',
    });
  });

  test('transitions that make no sense are refused and leave no trace', async () => {
    await desk.deliver([parcel({ no: 'A', version: 1 })]);
    await desk.run();
    const { id } = await one();
    await expect(decide(id, 'FALSE_POSITIVE', null)).rejects.toMatchObject({ code: 'REASON_MISSING' });
    await expect(decide(id + 999, 'CONFIRMED')).rejects.toMatchObject({ code: 'ALERT_UNKNOWN' });
    await decide(id, 'CONFIRMED');
    await expect(decide(id, 'FALSE_POSITIVE')).rejects.toMatchObject({ code: 'ALERT_TRANSITION' });
    await expect(
      desk.act(id, { to: 'ASSIGNED', by: 'li', reason: null, assignee: 'wang' }),
    ).rejects.toMatchObject({ code: 'ALERT_TRANSITION' });
    await desk.act(id, { to: 'OPEN', by: 'zhao', reason: 'new papers' });
    await desk.act(id, { to: 'ASSIGNED', by: 'zhao', reason: null, assignee: 'wang' });
    expect((await events(id)).map(({ moved }) => moved)).toEqual([
      'null > OPEN by comparison',
      'OPEN > CONFIRMED by li',
      'CONFIRMED > OPEN by zhao',
      'OPEN > ASSIGNED by zhao',
    ]);
  });

  test('alerts enter the feed with every run and every decision', async () => {
    await desk.deliver([
      parcel({ no: 'A', version: 1 }),
      parcel({ no: 'B', version: 2, person: PERSONS[1] }),
    ]);
    await desk.run();
    const alertsIn = async (cursor: number) =>
      (await feedAfter({ store: opened.store, catalog }, cursor, 100)).filter(
        ({ category }) => category === 'alert',
      );
    const [raised] = await alertsIn(0);
    expect(raised?.changed).toHaveLength(2);
    await decide((await one()).id, 'CONFIRMED');
    expect((await alertsIn(raised?.sequence ?? 0)).map(({ changed }) => changed)).toEqual([
      [(await one()).id],
    ]);
  });

  test('a shuffled order of deliveries ends in the same alerts', async () => {
    const versions = [1, 2, 3, 4, 5, 6].map((version) =>
      parcel({
        no: version % 2 === 0 ? 'A' : 'B',
        version,
        amount: `${version}50.00`,
        active: version % 3 !== 0,
        person: PERSONS[version % 2],
      }),
    );
    for (const row of versions) await desk.deliver([row]);
    await desk.run();
    const expected = await desk.alerts();
    const other = await open(catalog);
    const shuffled = await openParcelDesk(other.store);
    try {
      for (const place of [4, 0, 5, 2, 1, 3]) {
        await shuffled.deliver(versions.slice(place, place + 1));
        await shuffled.run();
      }
      const standing = (await shuffled.alerts()).filter((alert) => alert.endsWith('OPEN'));
      expect(standing).toEqual(expected);
    } finally {
      await shuffled.close();
      await other.remove();
    }
  });

  test('a question that fails is recorded, touches no alert and stops no other', async () => {
    const broken = { ...costly, sql: `${costly.sql.replace('$limit', "CAST('x' AS DECIMAL) + $limit")}` };
    await desk.close();
    const other = await open(catalog);
    desk = await openParcelDesk(other.store, [broken, idle]);
    try {
      await desk.deliver([parcel({ no: 'A', version: 1, active: false })]);
      expect(await desk.run()).toEqual(['costly-parcel FAILED', 'idle-parcel EVALUATED findings 1 raised 1']);
      expect(await desk.run()).toEqual([]);
    } finally {
      await other.remove();
    }
  });

  test('findings that cannot be kept are a failure of their module alone', async () => {
    const strange = { ...costly, sql: costly.sql.replace("'test-parcel'", "'no-such-category'") };
    await desk.close();
    const other = await open(catalog);
    desk = await openParcelDesk(other.store, [strange, idle]);
    try {
      await desk.deliver([parcel({ no: 'A', version: 1, active: false })]);
      expect(await desk.run()).toEqual(['costly-parcel FAILED', 'idle-parcel EVALUATED findings 1 raised 1']);
      const [run] = await other.store.query<{ reasons: string }>('SELECT reasons FROM comparison_run');
      expect(JSON.parse(run?.reasons ?? '')).toBe('CATEGORY_UNKNOWN');
    } finally {
      await desk.close();
      await other.remove();
      desk = await openParcelDesk(opened.store);
    }
  });

  test('one run at a time; a lease that is lost stops its run before it writes', async () => {
    await desk.deliver([parcel({ no: 'A', version: 1 })]);
    const stop = new AbortController().signal;
    let second: unknown;
    await desk.compare.run(
      {
        asOf: TODAY,
        cause: 'manual',
        onOutcome: () => {
          second ??= desk.compare
            .run({ asOf: TODAY, cause: 'manual' }, stop)
            .catch((error: unknown) => error);
        },
      },
      stop,
    );
    expect(await second).toMatchObject({ code: 'COMPARE_BUSY' });
    await desk.deliver([parcel({ no: 'B', version: 2, active: false })]);
    const lost = desk.compare.run(
      {
        asOf: TODAY,
        cause: 'manual',
        onOutcome: () =>
          opened.store.transaction(async (transaction) => {
            await transaction.execute('UPDATE comparison_lease SET fence = fence + 1');
          }),
      },
      stop,
    );
    await expect(lost).rejects.toMatchObject({ code: 'LEASE_LOST' });
    expect(await desk.alerts()).toEqual(['costly-parcel 2025-03 YELLOW 300 OPEN']);
  });
});
