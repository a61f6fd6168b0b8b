import { ConfigError, FatalError, RetryableError } from '../../src/errors.js';
import {
  apiFixture,
  check,
  checks,
  gone,
  TABLE,
  type ApiFixture,
  type ApiFixtureOptions,
} from './api-fixture.js';
import { open, readAll } from './service-fixture.js';

let fixture: ApiFixture;
const start = async (options?: ApiFixtureOptions): Promise<ApiFixture> =>
  (fixture = await apiFixture(options));
afterEach(() => fixture.close());

const keys = (rows: readonly { values: readonly unknown[] }[]): unknown[] =>
  rows.map(({ values }) => values[0]);
const keysOf = (count: number): string[] => checks(count).map(({ key }) => key);

describe('a walk by cursor', () => {
  test('the first load reads all live rows in order and no tombstones', async () => {
    const { store, source, calls } = await start();
    store.put(TABLE, [...checks(25), gone(26, '09:00:00')]);
    const { rows, batches, deliveries } = await readAll(source, null);
    expect(keys(rows)).toEqual(keysOf(25));
    expect(batches.map(({ rows: { length } }) => length)).toEqual([10, 10, 5]);
    expect(rows.map(({ position }) => position).slice(8, 12)).toEqual(['1/9', '1/10', '2/1', '2/2']);
    expect(deliveries[0]?.complete).toBe(true);
    expect(calls.some((call) => call.has('updatedSince'))).toBe(false);
  });

  test('the next run starts 300 s before the largest updatedAt and receives changes and tombstones', async () => {
    const { store, source, calls } = await start();
    store.put(TABLE, checks(25));
    const first = await readAll(source, null);
    const checkpoint = first.deliveries[0]?.end().checkpoint ?? {};
    expect(checkpoint).toEqual({ updatedSince: '20250301075900' });
    store.put(TABLE, [check(3, '09:00:00', { remark: 'again' }), gone(4, '09:00:01')]);
    calls.length = 0;
    const second = await readAll(source, checkpoint);
    expect(calls.every((call) => call.get('updatedSince') === '20250301075900')).toBe(true);
    expect(second.deliveries[0]?.complete).toBe(false);
    expect(second.rows.slice(-2)).toEqual([
      {
        values: ['C0003', [], null, 'again'],
        position: '3/4',
        version: 1740790800,
        deleted: false,
        stamp: '2025-03-01 09:00:00',
      },
      {
        values: ['C0004', null, null, null],
        position: '3/5',
        version: 1740790801,
        deleted: true,
        stamp: '2025-03-01 09:00:01',
      },
    ]);
  });

  test('a row that becomes visible late is read by the next run', async () => {
    const { store, source, clock } = await start();
    clock.set('2025-03-01 08:05:00');
    store.put(TABLE, [check(1, '08:04:50'), { ...check(2, '08:01:00'), visibleAt: '2025-03-01 08:05:30' }]);
    const first = await readAll(source, null);
    expect(keys(first.rows)).toEqual(['C0001']);
    clock.set('2025-03-01 08:06:00');
    const second = await readAll(source, first.deliveries[0]?.end().checkpoint ?? {});
    expect(keys(second.rows)).toEqual(['C0002', 'C0001']);
  });

  test('a row that becomes visible behind the cursor during the walk is no loss', async () => {
    const { store, source, clock } = await start();
    clock.set('2025-03-01 08:05:00');
    store.put(TABLE, [...checks(15), { ...check(99, '08:00:05'), visibleAt: '2025-03-01 08:05:04' }]);
    const { rows, deliveries } = await readAll(source, null, {
      onBatch: () => clock.set('2025-03-01 08:05:05'),
    });
    expect(keys(rows)).toEqual(keysOf(15));
    expect(deliveries[0]?.end().checkpoint).toEqual({ updatedSince: '20250301075720' });
  });

  test('a row that changes during the walk comes again at its end', async () => {
    const { store, source } = await start();
    store.put(TABLE, checks(15));
    const { rows } = await readAll(source, null, {
      onBatch: (_, index) => index === 1 && store.put(TABLE, [check(2, '10:00:00')]),
    });
    expect(keys(rows)).toEqual([...keysOf(15), 'C0002']);
  });

  test('a long walk does not carry its end past rows that could still become visible behind it', async () => {
    const { store, source, clock } = await start();
    clock.set('2025-03-01 08:05:00');
    store.put(TABLE, checks(15));
    const { deliveries } = await readAll(source, null, {
      onBatch: (_, index) => {
        if (index > 1) return;
        clock.set('2025-03-01 08:20:00');
        store.put(TABLE, [check(2, '08:19:00')]);
      },
    });
    expect(deliveries[0]?.end().checkpoint).toEqual({ updatedSince: '20250301080000' });
  });

  test('each batch carries how far it is safe to go on, so that a killed run loses and repeats little', async () => {
    const { store, source, another } = await start();
    store.put(TABLE, checks(95));
    const killed = new AbortController();
    const seen: unknown[] = [];
    const reading = readAll(source, null, {
      signal: killed.signal,
      onBatch: ({ checkpoint, rows }, index) => {
        seen.push(...keys(rows));
        if (index === 6) killed.abort();
        expect(checkpoint).toBeDefined();
      },
    });
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
    // 60 rows in hand: the last is of 08:09:50, five minutes less is row 30.
    const rest = await readAll(another(), { updatedSince: '20250301080450' });
    expect(keys(rest.rows)).toEqual(keysOf(95).slice(29));
    expect(new Set([...seen, ...keys(rest.rows)]).size).toBe(95);
  });

  test('an ended cursor starts the walk again from where it was safe', async () => {
    const { store, source, clock, calls } = await start();
    store.put(TABLE, checks(95));
    const { rows, deliveries } = await readAll(source, null, {
      onBatch: (_, index) => index === 6 && clock.set('2025-03-10 05:01:00'),
    });
    expect(keys(rows)).toEqual([...keysOf(60), ...keysOf(95).slice(29)]);
    expect(calls.filter((call) => call.get('updatedSince') === '20250301080450')).not.toHaveLength(0);
    expect(deliveries[0]?.end().checkpoint).toEqual({ updatedSince: '20250301081040' });
  });

  test('a cursor that ends again and again fails the run, which may be tried again', async () => {
    const { store, source, server } = await start();
    store.put(TABLE, checks(5));
    const reading = readAll(source, null, { onBatch: () => {} });
    server.faults.set({ kind: 'latency', ms: 0 });
    server.faults.set({ kind: 'code', code: 1002 }, Infinity);
    await expect(reading).rejects.toMatchObject({ constructor: RetryableError, code: 'API_CURSOR_EXPIRED' });
  });

  test('a walk with fewer rows than its total fails and the next one reads them all again', async () => {
    const { store, source, server } = await start();
    store.put(TABLE, checks(25));
    const batches: unknown[] = [];
    server.faults.set({ kind: 'latency', ms: 0 }, 2);
    server.faults.set({ kind: 'truncate', rows: 2 });
    const origin = { updatedSince: '20250301000000' };
    const reading = readAll(source, origin, { onBatch: ({ checkpoint }) => batches.push(checkpoint) });
    await expect(reading).rejects.toMatchObject({ constructor: FatalError, code: 'API_TOTAL_SHORT' });
    expect(batches.at(-1)).toEqual(origin);
    expect(keys((await readAll(source, origin)).rows)).toEqual(keysOf(25));
  });

  test('a checkpoint older than tombstones are kept reads everything, and deletes what is absent', async () => {
    const { store, source, calls } = await start();
    store.put(TABLE, checks(15));
    const { deliveries, batches } = await readAll(source, { updatedSince: '20240901000000' });
    expect(deliveries[0]?.complete).toBe(true);
    expect(calls.slice(1).some((call) => call.has('updatedSince'))).toBe(false);
    // Going on from the middle would find no deletions.
    expect(batches.every(({ checkpoint }) => checkpoint === undefined)).toBe(true);
    const completeSince = async (updatedSince: string): Promise<unknown> =>
      (await readAll(source, { updatedSince })).deliveries[0]?.complete;
    expect(await completeSince('20240911042959')).toBe(true);
    expect(await completeSince('20240911043000')).toBe(false);
  });

  test('the watermark is X-Data-As-Of, the clock is the Date header', async () => {
    const { store, source } = await start();
    store.put(TABLE, checks(1));
    const [delivery] = (await readAll(source, null)).deliveries;
    expect(delivery?.end().watermark).toBe('2025-03-09T20:25:00.000Z');
    expect(delivery?.clock.toISOString()).toBe('2025-03-09T20:30:00.000Z');
    expect(delivery?.name).toBe('walk 2025-03-10T04:30:00+08:00');
  });

  test('an empty source is read to its end and asked for what appears later', async () => {
    const { source } = await start();
    const { deliveries, rows } = await readAll(source, null);
    expect(rows).toEqual([]);
    expect(deliveries[0]?.end().checkpoint).toEqual({ updatedSince: '20250310042500' });
  });

  test('a further read of a delivery begins again from the first row', async () => {
    const { store, source } = await start();
    store.put(TABLE, checks(12));
    const [delivery] = (await readAll(source, null)).deliveries;
    const again: unknown[] = [];
    if (delivery) for await (const { rows } of delivery.read(open())) again.push(...keys(rows));
    expect(again).toEqual(keysOf(12));
  });
});

describe('a walk by page', () => {
  test('the window ends 300 s before the Date header and the next one starts there', async () => {
    const { store, source, calls, clock } = await start({ paging: 'page' });
    store.put(TABLE, [...checks(25), check(26, '2025-03-10 04:27:00')]);
    const { rows, deliveries } = await readAll(source, null);
    expect(keys(rows)).toEqual(keysOf(25));
    expect(calls.slice(1).map((call) => [call.get('updatedBefore'), call.get('page')])).toEqual([
      ['20250310042500', '1'],
      ['20250310042500', '2'],
      ['20250310042500', '3'],
    ]);
    const checkpoint = deliveries[0]?.end().checkpoint ?? {};
    expect(checkpoint).toEqual({ updatedSince: '20250310042500' });
    expect(deliveries[0]?.end().watermark).toBe('2025-03-09T20:25:00.000Z');
    clock.set('2025-03-11 04:30:00');
    expect(keys((await readAll(source, checkpoint)).rows)).toEqual(['C0026']);
  });

  test('a changed total reads the window again from page 1', async () => {
    const { store, source, calls } = await start({ paging: 'page' });
    store.put(TABLE, checks(25));
    const { rows, deliveries } = await readAll(source, null, {
      onBatch: (_, index) => index === 1 && store.put(TABLE, [check(5, '2025-03-10 04:29:00')]),
    });
    const stay = keysOf(25).filter((key) => key !== 'C0005');
    expect(keys(rows)).toEqual([...keysOf(10), ...stay]);
    expect(calls.slice(1).map((call) => call.get('page'))).toEqual(['1', '2', '1', '2', '3']);
    expect(new Set(calls.slice(1).map((call) => call.get('updatedBefore'))).size).toBe(1);
    expect(deliveries[0]?.end().checkpoint).toEqual({ updatedSince: '20250310042500' });
  });

  test('a window that never stands still fails the run, which may be tried again', async () => {
    const { store, source } = await start({ paging: 'page' });
    store.put(TABLE, checks(40));
    let moved = 0;
    const reading = readAll(source, null, {
      onBatch: () => store.put(TABLE, [check(++moved, '2025-03-10 04:29:00')]),
    });
    await expect(reading).rejects.toMatchObject({ constructor: RetryableError, code: 'API_WINDOW_MOVED' });
  });

  test('a window with fewer rows than its total is an error', async () => {
    const { store, source, server } = await start({ paging: 'page' });
    store.put(TABLE, checks(25));
    server.faults.set({ kind: 'latency', ms: 0 });
    server.faults.set({ kind: 'truncate', rows: 1 });
    await expect(readAll(source, null)).rejects.toMatchObject({ code: 'API_TOTAL_SHORT' });
  });

  test('a window that has not begun is not asked for', async () => {
    const { source } = await start({ paging: 'page' });
    expect((await readAll(source, { updatedSince: '20250310042500' })).deliveries).toEqual([]);
  });
});

describe('rows', () => {
  test('values come in the order of the fields, lists as arrays of values, absent names as null', async () => {
    const { store, source } = await start();
    const officers = [{ zw: '队长', xm: '张𠮷安' }, { xm: '李芳' }];
    store.put(TABLE, [check(1, '08:00:00', { officers, ok: false })]);
    const { rows } = await readAll(source, null);
    expect(rows[0]?.values).toEqual([
      'C0001',
      [
        ['张𠮷安', '队长'],
        ['李芳', null],
      ],
      false,
      null,
    ]);
  });

  test('a name that the catalogue does not list is ignored and reported once, without its value', async () => {
    const { store, source, log } = await start();
    store.put(
      TABLE,
      checks(12).map((row) => ({ ...row, body: { ...row.body, newName: '190102195607150015' } })),
    );
    const { rows } = await readAll(source, null);
    expect(rows[0]?.values).toHaveLength(4);
    expect(log.text().match(/newName/g)).toHaveLength(1);
    expect(log.text()).not.toContain('190102195607150015');
  });
});

describe('tokens', () => {
  test('an ended token is replaced once and the call repeated', async () => {
    const { store, source, server, waits } = await start();
    store.put(TABLE, checks(25));
    server.faults.set({ kind: 'latency', ms: 0 }, 2);
    server.faults.set({ kind: 'end-tokens' });
    expect(keys((await readAll(source, null)).rows)).toEqual(keysOf(25));
    expect(waits).toEqual([]);
  });

  test('a second 401 in a row is a configuration fault', async () => {
    const { source, server } = await start();
    server.faults.set({ kind: 'end-tokens' }, 2);
    await expect(readAll(source, null)).rejects.toMatchObject({
      constructor: ConfigError,
      code: 'API_TOKEN_REFUSED',
    });
  });

  test('wrong credentials are a configuration fault that does not tell the secret', async () => {
    const { another, log } = await start();
    const failed = readAll(another({ clientSecret: 'wrong-secret' }), null);
    await expect(failed).rejects.toMatchObject({ constructor: ConfigError, code: 'API_CLIENT_REFUSED' });
    const error: unknown = await failed.catch((reason: unknown) => reason);
    expect(`${String(error)}${log.text()}`).not.toMatch(/wrong-secret/);
  });

  test('the limit of token requests is waited for', async () => {
    const limits = { tokens: { calls: 1, perMs: 60_000, parallel: 1 } };
    const { another, waits } = await start({ limits });
    await readAll(another(), null);
    const late = readAll(another(), null);
    await expect(late).rejects.toMatchObject({ constructor: RetryableError, code: 'API_RATE_LIMITED' });
    expect(waits.length).toBe(30);
    expect(waits.every((ms) => ms >= 59_000 && ms <= 60_000)).toBe(true);
  });
});

describe('answers that are no rows', () => {
  test.each([
    [{ kind: 'code', code: 1001 }, 'API_BAD_PARAMETER'],
    [{ kind: 'code', code: 1003 }, 'API_PAGE_TOO_LARGE'],
    [{ kind: 'code', code: 2002 }, 'API_NOT_PERMITTED'],
    [{ kind: 'status', status: 403 }, 'API_NOT_PERMITTED'],
  ] as const)('%j stops the run as a configuration fault', async (fault, code) => {
    const { source, server, waits } = await start();
    server.faults.set(fault);
    await expect(readAll(source, null)).rejects.toMatchObject({ constructor: ConfigError, code });
    expect(waits).toEqual([]);
  });

  test('a pageSize above what the department allows is a configuration fault', async () => {
    const { another } = await start();
    const reading = readAll(another({ pageSize: 501 }), null);
    await expect(reading).rejects.toMatchObject({ constructor: ConfigError, code: 'API_PAGE_TOO_LARGE' });
  });

  test('a path that does not exist is a configuration fault', async () => {
    const { another } = await start();
    const reading = another({ path: '/api/v1/nothing' }).check(open());
    await expect(reading).rejects.toMatchObject({ constructor: ConfigError, code: 'API_STATUS' });
  });

  test('while the source batch runs, 60 s are waited, again and again', async () => {
    const { store, source, server, waits } = await start();
    store.put(TABLE, checks(3));
    server.faults.set({ kind: 'code', code: 2001 }, 30);
    expect((await readAll(source, null)).rows).toHaveLength(3);
    expect(waits).toEqual(Array.from({ length: 30 }, () => 60_000));
  });

  test('a source batch that runs longer than 30 waits fails the run', async () => {
    const { source, server, waits } = await start();
    server.faults.set({ kind: 'code', code: 2001 }, Infinity);
    await expect(readAll(source, null)).rejects.toMatchObject({
      constructor: RetryableError,
      code: 'API_SOURCE_BUSY',
    });
    expect(waits).toHaveLength(30);
  });

  test.each([
    { kind: 'code', code: 5001 },
    { kind: 'status', status: 500 },
    { kind: 'status', status: 502 },
    { kind: 'status', status: 503 },
    { kind: 'status', status: 504 },
    { kind: 'status', status: 200 },
    { kind: 'drop' },
  ] as const)('%j is repeated after 1, 2, 4, 8 and 16 s and then fails the run', async (fault) => {
    const { store, source, server, waits } = await start();
    store.put(TABLE, checks(3));
    server.faults.set(fault, 5);
    expect((await readAll(source, null)).rows).toHaveLength(3);
    server.faults.set(fault, 6);
    await expect(readAll(source, null)).rejects.toBeInstanceOf(RetryableError);
    const expected = [1, 2, 4, 8, 16].map((seconds) => seconds * 1000);
    const within = (list: number[]): boolean =>
      list.every((ms, i) => ms >= (expected[i] ?? 0) && ms <= 1.25 * (expected[i] ?? 0));
    expect([waits.length, within(waits.slice(0, 5)), within(waits.slice(5))]).toEqual([10, true, true]);
  });

  test('a department that cannot be reached fails the run after the repeats', async () => {
    const { another, server, waits } = await start();
    const source = another({ baseUrl: server.baseUrl });
    await server.close();
    await expect(readAll(source, null)).rejects.toMatchObject({
      constructor: RetryableError,
      code: 'HTTP_UNREACHABLE',
    });
    expect(waits).toHaveLength(5);
  });

  test('a limited rate is waited for as long as Retry-After says and is no failure', async () => {
    const { store, source, server, waits } = await start();
    store.put(TABLE, checks(3));
    server.faults.set({ kind: 'status', status: 503 }, 5);
    server.faults.set({ kind: 'rate-limit', retryAfter: 7 }, 3);
    expect((await readAll(source, null)).rows).toHaveLength(3);
    expect(waits.slice(5)).toEqual([7000, 7000, 7000]);
  });

  test('a wait until the end of the day is handed to the queue', async () => {
    const { source, waits } = await start({ limits: { perDay: 1 } });
    const reading = readAll(source, null);
    await expect(reading).rejects.toMatchObject({
      constructor: RetryableError,
      code: 'API_RATE_LIMITED',
      delayMs: 19.5 * 3_600_000,
    });
    expect(waits).toEqual([]);
  });

  test('an aborted run ends while a call is under way', async () => {
    const { source, server } = await start();
    server.faults.set({ kind: 'latency', ms: 30_000 });
    const controller = new AbortController();
    const reading = readAll(source, null, { signal: controller.signal });
    setImmediate(() => controller.abort());
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
  });
});

test('a field whose values all have another JSON type is named, also where they could be read', async () => {
  const { store, source, another } = await start();
  store.put(
    TABLE,
    checks(30).map((row) => ({ ...row, body: { ...row.body, remark: 5 } })),
  );
  const drift = {
    code: 'SCHEMA_DRIFT',
    message: expect.stringContaining('remark is no longer string but number'),
  };
  await expect(readAll(another({ pageSize: 100 }), null)).rejects.toMatchObject(drift);
  await expect(another({ pageSize: 100 }).check(open())).rejects.toMatchObject(drift);
  // A page of ten says too little.
  await expect(readAll(source, null)).resolves.toBeDefined();
});

test('the check reaches the department with a token and one page', async () => {
  const { store, source, calls } = await start();
  store.put(TABLE, checks(30));
  expect(await source.check(open())).toEqual({ unlisted: [], absent: ['ok', 'remark'] });
  expect(calls.map(String)).toEqual(['pageSize=10']);
});

test('a checkpoint of another kind of source is refused', async () => {
  const { source } = await start();
  await expect(readAll(source, { updatedSince: 'yesterday' })).rejects.toMatchObject({
    code: 'CHECKPOINT_UNREADABLE',
  });
});
