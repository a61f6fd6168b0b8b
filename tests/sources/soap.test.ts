import { ConfigError, FatalError, RetryableError } from '../../src/errors.js';
import { signature } from '../../src/sources/soap/request.js';
import { open, readAll } from './service-fixture.js';
import { gone, right, rights, soapFixture, TABLE, type SoapFixture } from './soap-fixture.js';

let fixture: SoapFixture;
const start = async (options?: Parameters<typeof soapFixture>[0]): Promise<SoapFixture> =>
  (fixture = await soapFixture(options));
afterEach(() => fixture?.close());

const keys = (rows: readonly { values: readonly unknown[] }[]): unknown[] =>
  rows.map(({ values }) => values[0]);
const keysOf = (count: number): string[] => rights(count).map(({ key }) => key);

describe('windows', () => {
  test('the first load is one window from 2000-01-01 to 600 s before the time of the server', async () => {
    const { store, source, calls } = await start();
    store.put(TABLE, [...rights(25), right(26, '2025-03-04 03:55:00'), right(27, '2004-05-06 07:08:09')]);
    const { rows, deliveries } = await readAll(source, null);
    expect(keys(rows)).toEqual(['BDC0027', ...keysOf(25)]);
    expect(rows.map(({ position }) => position).slice(8, 12)).toEqual(['1/9', '1/10', '2/1', '2/2']);
    expect(calls).toHaveLength(3);
    expect(calls[0]).toEqual({
      startTime: '2000-01-01 00:00:00',
      endTime: '2025-03-04 03:50:00',
      pageNo: 1,
      pageSize: 10,
    });
    expect(deliveries.map(({ complete, name }) => [complete, name])).toEqual([
      [true, 'window 2000-01-01T00:00:00+08:00/2025-03-04T03:50:00+08:00'],
    ]);
    expect(deliveries[0]?.end()).toEqual({
      unlisted: [],
      checkpoint: { from: '2025-03-04 03:50:00' },
      watermark: '2025-03-03T19:50:00.000Z',
    });
    expect(deliveries[0]?.clock.toISOString()).toBe('2025-03-03T20:00:00.000Z');
  });

  test('later runs read from the last window on, windowDays at a time, with tombstones', async () => {
    const { store, source, calls } = await start();
    store.put(TABLE, [
      right(1, '2024-12-31 23:59:59'),
      right(2, '2025-01-01 00:00:00'),
      gone(3, '2025-02-20 10:00:00'),
    ]);
    const { rows, deliveries, batches } = await readAll(source, { from: '2025-01-01 00:00:00' });
    expect(calls.map(({ startTime, endTime }) => [startTime, endTime])).toEqual([
      ['2025-01-01 00:00:00', '2025-02-01 00:00:00'],
      ['2025-02-01 00:00:00', '2025-03-04 00:00:00'],
      ['2025-03-04 00:00:00', '2025-03-04 03:50:00'],
    ]);
    expect(rows.map(({ values, deleted, version }) => [values[0], deleted, version])).toEqual([
      ['BDC0002', false, 1735660800],
      ['BDC0003', true, 1740016800],
    ]);
    expect(deliveries.map((delivery) => [delivery.complete, delivery.end().checkpoint])).toEqual([
      [false, { from: '2025-02-01 00:00:00' }],
      [false, { from: '2025-03-04 00:00:00' }],
      [false, { from: '2025-03-04 03:50:00' }],
    ]);
    expect(batches.every(({ checkpoint }) => checkpoint === undefined)).toBe(true);
  });

  test('a run within 600 s of the last one has no window to read', async () => {
    const { source, calls } = await start();
    expect((await readAll(source, { from: '2025-03-04 03:50:00' })).deliveries).toEqual([]);
    expect(calls).toEqual([]);
  });

  test('a row that becomes visible late is in the next window', async () => {
    const { store, source, clock } = await start();
    store.put(TABLE, [{ ...right(1, '2025-03-04 03:51:00'), visibleAt: '2025-03-04 04:01:00' }]);
    const first = await readAll(source, { from: '2025-03-04 00:00:00' });
    clock.set('2025-03-04 04:02:00');
    const second = await readAll(source, first.deliveries[0]?.end().checkpoint ?? {});
    expect([keys(first.rows), keys(second.rows)]).toEqual([[], ['BDC0001']]);
  });

  test('a checkpoint older than deleted rows are kept reads everything, and deletes what is absent', async () => {
    const { source, calls } = await start();
    const { deliveries } = await readAll(source, { from: '2024-03-01 00:00:00' });
    expect(deliveries.map(({ complete }) => complete)).toEqual([true]);
    expect(calls[0]?.startTime).toBe('2000-01-01 00:00:00');
    const young = await readAll(source, { from: '2024-03-08 00:00:00' });
    expect(young.deliveries.every(({ complete }) => !complete)).toBe(true);
  });

  test('a changed total reads the window again from page 1', async () => {
    const { store, source, calls } = await start();
    store.put(TABLE, rights(25));
    const { rows, deliveries } = await readAll(source, null, {
      onBatch: (_, index) => index === 1 && store.put(TABLE, [right(5, '2025-03-04 03:59:00')]),
    });
    expect(keys(rows)).toEqual([...keysOf(10), ...keysOf(25).filter((key) => key !== 'BDC0005')]);
    expect(calls.map(({ pageNo }) => pageNo)).toEqual([1, 2, 1, 2, 3]);
    expect(new Set(calls.map(({ endTime }) => endTime)).size).toBe(1);
    expect(deliveries[0]?.end().checkpoint).toEqual({ from: '2025-03-04 03:50:00' });
  });

  test('a window that never stands still fails the run, which may be tried again', async () => {
    const { store, source } = await start();
    store.put(TABLE, rights(40));
    let moved = 0;
    const reading = readAll(source, null, {
      onBatch: () => store.put(TABLE, [right(++moved, '2025-03-04 03:59:00')]),
    });
    await expect(reading).rejects.toMatchObject({ constructor: RetryableError, code: 'SOAP_WINDOW_MOVED' });
  });

  test('a window with another number of rows than its total is an error', async () => {
    const { store, source, server } = await start();
    store.put(TABLE, rights(25));
    server.faults.set({ kind: 'truncate', rows: 1 });
    await expect(readAll(source, null)).rejects.toMatchObject({
      constructor: FatalError,
      code: 'SOAP_TOTAL_MISMATCH',
    });
  });

  test('an empty window is complete', async () => {
    const { source } = await start();
    const { deliveries, rows } = await readAll(source, null);
    expect([rows, deliveries[0]?.end().checkpoint]).toEqual([[], { from: '2025-03-04 03:50:00' }]);
  });
});

describe('envelopes', () => {
  const full = {
    ywh: 'BDC0001',
    bdcdyh: 'U1',
    bdcqzh: null,
    zl: '柳湾街道<3号>&"楼" 𠮷',
    fwyt: '10',
    jzmj: '68.40㎡',
    djlx: '200',
    qdfs: '2',
    djsj: '2025-02-26 10:21:33',
    qszt: '1',
    zxsj: null,
    gyfs: '',
    'qlrlb/qlr': [
      { qlrlx: '1', zjhm: '190102195607150015', qlrmc: '张𠮷安', qlbl: '1/8' },
      { qlrlx: '2', zjhm: null, qlrmc: 'A & B', qlbl: '87.5%' },
    ],
  };
  const values = [
    'BDC0001',
    'U1',
    null,
    '柳湾街道<3号>&"楼" 𠮷',
    '10',
    '68.40㎡',
    '200',
    '2',
    '2025-02-26 10:21:33',
    '1',
    null,
    null,
    [
      ['1', '190102195607150015', '张𠮷安', '1/8'],
      ['2', null, 'A & B', '87.5%'],
    ],
  ];

  test('prefixes, CDATA and the three ways of a null make no difference', async () => {
    const { store, source } = await start();
    store.put(
      TABLE,
      rights(6).map((row) => ({ ...row, body: { ...full, ywh: 'BDC0001' } })),
    );
    // The server changes its prefixes with every answer, its nulls and CDATA with every row.
    for (let answer = 0; answer < 3; answer++) {
      const { rows } = await readAll(source, null);
      expect(rows.map((row) => row.values)).toEqual(Array.from({ length: 6 }, () => values));
    }
  });

  test('a deleted row has its key fields only', async () => {
    const { store, source } = await start();
    store.put(TABLE, [gone(7, '2025-03-01 09:00:00')]);
    const { rows } = await readAll(source, { from: '2025-03-01 00:00:00' });
    const row = { values: ['BDC0007', 'U1', ...Array.from({ length: 11 }, () => null)], position: '1/1' };
    expect(rows).toEqual([{ ...row, version: 1740790800, deleted: true }]);
  });

  test('a list of one element and an empty list are lists', async () => {
    const { store, source } = await start();
    const owner = { qlrlx: '1', zjhm: '190102195607150015', qlrmc: '李芳', qlbl: null };
    store.put(TABLE, [
      right(1, '2025-03-01 08:00:00', { 'qlrlb/qlr': [owner] }),
      right(2, '2025-03-01 08:00:01', { 'qlrlb/qlr': [] }),
      right(3, '2025-03-01 08:00:02'),
    ]);
    const { rows } = await readAll(source, null);
    const owners = rows.map((row) => row.values.at(-1));
    expect(owners).toEqual([[['1', '190102195607150015', '李芳', null]], [], null]);
  });

  test('a list that is absent or nil is null', async () => {
    const { store, source } = await start();
    store.put(
      TABLE,
      rights(3).map((row) => ({ ...row, body: { ...row.body, 'qlrlb/qlr': null } })),
    );
    // The server writes the three as nil, not at all and as an empty element.
    const { rows } = await readAll(source, null);
    expect(rows.map((row) => row.values.at(-1))).toEqual([null, null, []]);
  });

  test('an element that the catalogue does not list is ignored and reported once, without its value', async () => {
    const { store, source, log } = await start();
    store.put(
      TABLE,
      rights(12).map((row) => ({ ...row, body: { ...row.body, xzd: '190102195607150015' } })),
    );
    const { rows } = await readAll(source, null);
    expect(rows[0]?.values).toHaveLength(13);
    expect(log.text().match(/xzd/g)).toHaveLength(1);
    expect(log.text()).not.toContain('190102195607150015');
  });

  test('the signature is the check value of the catalogue', () => {
    expect(signature('test-secret', 'hub', '20250304040000').sign).toBe(
      '71edfa1da7da1b0f71e08e06d5e6e4a8b9cff45c5a641d97b954603bbe370804',
    );
  });
});

describe('faults', () => {
  test('a server whose clock is years away is signed for by its own clock', async () => {
    const { store, source, clock } = await start();
    clock.set('2031-01-01 00:00:00');
    store.put(TABLE, rights(3));
    expect((await readAll(source, null)).rows).toHaveLength(3);
  });

  test('an expired timestamp is signed again once, by the clock that the refusal told', async () => {
    const { store, source, clock, waits } = await start();
    store.put(TABLE, rights(25));
    const { rows } = await readAll(source, null, {
      onBatch: (_, index) => index === 1 && clock.set('2025-03-04 05:00:00'),
    });
    expect(keys(rows)).toEqual(keysOf(25));
    expect(waits).toEqual([]);
  });

  test('a second expired timestamp stops the run', async () => {
    const { source, server } = await start();
    server.faults.set({ kind: 'fault', side: 'Client', errorCode: 'TIMESTAMP_EXPIRED' }, 2);
    await expect(readAll(source, null)).rejects.toMatchObject({ code: 'SOAP_TIMESTAMP_EXPIRED' });
  });

  test('a wrong secret is a configuration fault that does not tell it', async () => {
    const { another, log } = await start();
    const error: unknown = await readAll(another({ secret: 'wrong-secret' }), null).catch(
      (reason: unknown) => reason,
    );
    expect(error).toMatchObject({ constructor: ConfigError, code: 'SOAP_AUTH_FAILED' });
    expect(`${String(error)}${log.text()}`).not.toMatch(/wrong-secret/);
  });

  test('a window longer than the department allows is a configuration fault', async () => {
    const { another } = await start();
    const reading = readAll(another({ spec: { windowDays: 62 } }), { from: '2025-01-01 00:00:00' });
    await expect(reading).rejects.toMatchObject({ constructor: ConfigError, code: 'SOAP_WINDOW_TOO_LONG' });
  });

  test('a parameter that the department refuses is a configuration fault', async () => {
    const { another } = await start();
    const reading = readAll(another({ spec: { pageSize: 1001 } }), null);
    await expect(reading).rejects.toMatchObject({ constructor: ConfigError, code: 'SOAP_PARAM_INVALID' });
  });

  test.each([
    { kind: 'fault', side: 'Server', errorCode: 'BUSY' },
    { kind: 'fault', side: 'Server', errorCode: 'TIMEOUT' },
    { kind: 'status', status: 503 },
    { kind: 'status', status: 200 },
    { kind: 'drop' },
  ] as const)('%j is repeated after 5, 15 and 45 s and then fails the run', async (fault) => {
    const { store, source, server, waits } = await start();
    store.put(TABLE, rights(3));
    server.faults.set(fault, 3);
    expect((await readAll(source, null)).rows).toHaveLength(3);
    server.faults.set(fault, 4);
    await expect(readAll(source, null)).rejects.toBeInstanceOf(RetryableError);
    const least = [5_000, 15_000, 45_000, 5_000, 15_000, 45_000];
    expect(waits.map((ms, i) => ms >= (least[i] ?? 0) && ms <= 1.25 * (least[i] ?? 0))).toEqual(
      least.map(() => true),
    );
  });

  test('a limited rate is waited for as long as retryAfter says and is no failure', async () => {
    const { store, source, server, waits } = await start();
    store.put(TABLE, rights(3));
    server.faults.set({ kind: 'fault', side: 'Server', errorCode: 'BUSY' }, 3);
    server.faults.set({ kind: 'fault', side: 'Server', errorCode: 'RATE_LIMITED', retryAfter: 20 }, 4);
    expect((await readAll(source, null)).rows).toHaveLength(3);
    expect(waits.slice(3)).toEqual([20_000, 20_000, 20_000, 20_000]);
  });

  test('an aborted run ends while a call is under way', async () => {
    const { source, server } = await start();
    server.faults.set({ kind: 'latency', ms: 30_000 });
    const controller = new AbortController();
    const reading = readAll(source, null, { signal: controller.signal });
    setTimeout(() => controller.abort(), 20);
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('the check', () => {
  test('it reads the WSDL and one page of a settled window', async () => {
    const { store, source, calls } = await start();
    store.put(TABLE, rights(3));
    await source.check(open());
    expect(calls).toEqual([
      { startTime: '2025-03-03 03:50:00', endTime: '2025-03-04 03:50:00', pageNo: 1, pageSize: 10 },
    ]);
  });

  test('a service without the operation is a configuration fault', async () => {
    const { another } = await start();
    const reading = another({ spec: { operation: 'queryLand' } }).check(open());
    await expect(reading).rejects.toMatchObject({ constructor: ConfigError, code: 'SOAP_WSDL' });
  });

  test('an address without the service is a configuration fault', async () => {
    const { another } = await start();
    const reading = another({ spec: { path: '/services/Nothing' } }).check(open());
    await expect(reading).rejects.toMatchObject({ constructor: ConfigError, code: 'SOAP_STATUS' });
  });
});
