import { parse, subscribe, type ExecutionResult } from 'graphql';
import type { Graph } from '../../src/graph/graph.js';
import { createInProcessWakeUps } from '../../src/queue/in-process/wake-up.js';
import type { Store } from '../../src/store/store.js';
import { stores, type TestStore } from '../support/stores.js';
import { ask } from './asking.js';
import { callerWith, catalog, counted, graphOver, vault, type Counted } from './district.js';

const RUN = {
  category: 'inpatient-stay',
  started_at: '2025-03-01 00:00:00',
  rows_read: 10,
  written: 4,
  unchanged: 3,
  quarantined: 2,
  superseded: 1,
  deleted: 0,
  removed: 0,
};

const state = (category: string, live_rows: number, watermark: string | null) => ({
  category,
  live_rows,
  watermark,
  next_id: 1,
  lease_until: 0,
  fence: 0,
});

const quarantined = (n: number, category: string, reason: string) => ({
  category,
  identity: Buffer.alloc(16, n),
  reason,
  field: n % 2 ? 'citizenId' : null,
  raw: vault.seal(`{"row":${n}}`),
  version: 1,
  delivery: 1,
  position: `${n}`,
  run: 1,
  quarantined_at: '2025-03-01 00:00:00',
});

async function fill(store: Store): Promise<void> {
  await store.transaction(async (t) => {
    await t.insert('delivery', {
      category: 'inpatient-stay',
      name: 'walk 1',
      status: 'applied',
      row_count: 1,
      run: 1,
      recorded_at: '2025-03-01 00:00:00',
    });
    await t.insert('run', { ...RUN, status: 'failed', code: 'FILE_HASH_MISMATCH', message: 'send it again' });
    await t.insert('run', {
      ...RUN,
      status: 'succeeded',
      finished_at: '2025-03-01 00:01:00',
      warnings: '{"USCC_OLD_FORM":3}',
      watermark: '2025-02-28 16:00:00',
    });
    await t.insert('run', { ...RUN, category: 'tax-summary', status: 'running' });
    // The limits of the three: 30 h and 54 h, 9 d and 16 d, 30 h and 54 h; it is 2025-03-02T00:00Z.
    await t.insert('stream_state', state('household-resident', 7, '2025-03-01 00:00:00'));
    await t.insert('stream_state', state('property-unit', 5, '2025-02-20 00:00:00'));
    await t.insert('stream_state', state('enterprise-registration', 3, '2025-02-26 00:00:00'));
    await t.insert('stream_state', state('public-rental', 0, null));
    for (let n = 1; n <= 5; n += 1)
      await t.insert(
        'quarantine',
        quarantined(n, n < 4 ? 'inpatient-stay' : 'tax-summary', n % 2 ? 'ID_CHECK' : 'DATE_INVALID'),
      );
  });
}

describe.each(stores)('running the hub on %s', (_name, open) => {
  let opened: TestStore;
  let asked: Counted;
  let graph: Graph;
  const wakeUps = createInProcessWakeUps();
  const refreshed: string[][] = [];
  beforeAll(async () => {
    opened = await open(catalog);
    await fill(opened.store);
    asked = counted(opened.store);
    graph = await graphOver(asked.store, { wakeUps, refreshed });
  });
  afterAll(async () => {
    await wakeUps.close();
    await opened.remove();
  });

  test('freshness is judged by the watermark under the limits of the stream', async () => {
    const { at } = await ask(
      graph,
      '{ categories { id rows freshness { verdict age watermark warn fail } } }',
      'viewer',
    );
    const found = at('categories');
    const of = (id: string): unknown =>
      Array.isArray(found) ? found.find((one) => one.id === id) : undefined;
    expect(found).toHaveLength(catalog.categories.length);
    expect(of('household-resident')).toEqual({
      id: 'household-resident',
      rows: 7,
      freshness: {
        verdict: 'FRESH',
        age: 86_400,
        watermark: '2025-03-01T08:00:00+08:00',
        warn: 108_000,
        fail: 194_400,
      },
    });
    expect(of('property-unit')).toMatchObject({ rows: 5, freshness: { verdict: 'LATE' } });
    expect(of('enterprise-registration')).toMatchObject({ freshness: { verdict: 'EXPIRED' } });
    expect(of('public-rental')).toMatchObject({ freshness: { verdict: 'NEVER_LOADED', age: null } });
    expect(of('tax-summary')).toMatchObject({ rows: 0, freshness: { verdict: 'NEVER_LOADED' } });
  });

  test('a category tells its fields and its last runs, all categories in one statement', async () => {
    asked.statements();
    const { at } = await ask(
      graph,
      `{ categories { id no zh department quarantined fields { name zh type nullable sensitivity unit }
         lastRuns(first: 1) { status code rowsRead written startedAt finishedAt warnings { reason count } watermark } } }`,
      'viewer',
    );
    expect(asked.statements()).toHaveLength(2);
    const found = at('categories');
    const stay = Array.isArray(found) ? found.find((one) => one.id === 'inpatient-stay') : undefined;
    expect(stay).toMatchObject({
      no: '12',
      zh: '住院结算',
      department: 'medical-insurance',
      quarantined: 3,
      lastRuns: [
        {
          status: 'SUCCEEDED',
          code: null,
          rowsRead: 10,
          written: 4,
          startedAt: '2025-03-01T08:00:00+08:00',
          finishedAt: '2025-03-01T08:01:00+08:00',
          warnings: [{ reason: 'USCC_OLD_FORM', count: 3 }],
          watermark: '2025-03-01T00:00:00+08:00',
        },
      ],
    });
    expect(stay.fields).toContainEqual({
      name: 'totalFee',
      zh: '医疗总费用',
      type: 'decimal',
      nullable: true,
      sensitivity: 'SENSITIVE',
      unit: 'yuan',
    });
    expect((await ask(graph, '{ categories(ids: ["nothing"]) { id } }', 'viewer')).codes).toEqual([
      'CATEGORY_UNKNOWN',
    ]);
  });

  test('a category tells how much of it was set aside, by reason', async () => {
    const { at } = await ask(
      graph,
      '{ categories(ids: ["inpatient-stay"]) { quarantine { reason rows share } } }',
    );
    expect(at('categories.0.quarantine')).toEqual([
      { reason: 'ID_CHECK', rows: 2, share: 2 / 3 },
      { reason: 'DATE_INVALID', rows: 1, share: 1 / 3 },
    ]);
  });

  test('a category is its entry of the data dictionary', async () => {
    const { at } = await ask(
      graph,
      `{ categories(ids: ["property-unit"]) { row key source { kind mode name schedule tz }
         fields { name deliveredAs codes { code constant zh } of { name scale } } } }`,
      'viewer',
    );
    expect(at('categories.0')).toMatchObject({
      key: ['registrationNo', 'unitNo'],
      source: { kind: 'soap', mode: 'delta', schedule: '0 4 * * 2', tz: 'Asia/Shanghai' },
    });
    expect(at('categories.0.fields')).toContainEqual(
      expect.objectContaining({
        name: 'registrationKind',
        deliveredAs: 'djlx',
        codes: expect.arrayContaining([{ code: '200', constant: 'TRANSFER', zh: expect.any(String) }]),
      }),
    );
    expect(at('categories.0.fields')).toContainEqual(
      expect.objectContaining({
        name: 'owners',
        of: expect.arrayContaining([{ name: 'shareRatio', scale: 6 }]),
      }),
    );
  });

  test('the quarantine is narrowed by time', async () => {
    const total = async (when: string): Promise<unknown> =>
      (await ask(graph, `{ quarantine(${when}) { totalCount } }`)).at('quarantine.totalCount');
    expect(await total('since: "2025-03-01T08:00:00+08:00"')).toBe(5);
    expect(await total('until: "2025-03-01T08:00:00+08:00"')).toBe(0);
    expect(await total('since: "2025-03-01T00:00:01Z"')).toBe(0);
  });

  test('the quarantine is paged and filtered; the raw rows are for those who may see them', async () => {
    const query = `query ($after: String) { quarantine(category: "inpatient-stay", reason: "ID_CHECK", first: 1, after: $after) {
      totalCount pageInfo { hasNextPage endCursor } edges { node { category reason field raw delivery position } } } }`;
    const first = await ask(graph, query, 'admin');
    expect(first.at('quarantine')).toMatchObject({
      totalCount: 2,
      pageInfo: { hasNextPage: true },
      edges: [
        {
          node: {
            category: 'inpatient-stay',
            reason: 'ID_CHECK',
            field: 'citizenId',
            raw: '{"row":1}',
            delivery: 'walk 1',
            position: '1',
          },
        },
      ],
    });
    const after = first.at('quarantine.pageInfo.endCursor');
    asked.statements();
    const second = await ask(graph, query, 'operator', { after });
    expect(second.at('quarantine')).toMatchObject({
      pageInfo: { hasNextPage: false },
      edges: [{ node: { raw: null, position: '3' } }],
    });
    expect(asked.statements().join()).not.toContain('`raw`');
  });

  test('only an operator starts refreshes, and only of streams that exist', async () => {
    const refresh = (ids: string, role: 'viewer' | 'operator') =>
      ask(graph, `mutation { refresh(streams: [${ids}]) { id rows } }`, role);
    expect((await refresh('"household-resident"', 'viewer')).codes).toEqual(['FORBIDDEN']);
    expect((await refresh('"nothing"', 'operator')).codes).toEqual(['CATEGORY_UNKNOWN']);
    expect(refreshed).toEqual([]);
    const { at } = await refresh('"household-resident"', 'operator');
    expect(at('refresh')).toEqual([{ id: 'household-resident', rows: 7 }]);
    expect(refreshed).toEqual([['initial', 'household-resident']]);
  });

  test('progress of the streams asked for arrives, and leaving ends the subscription', async () => {
    const source = await subscribe({
      schema: graph.schema,
      document: parse(
        'subscription { refreshProgress(streams: ["tax-summary"]) { stream run state rows rowsPerSecond share } }',
      ),
      contextValue: graph.context(callerWith('viewer')),
    });
    if (!(Symbol.asyncIterator in source)) throw new Error('not subscribed');
    const events: AsyncIterator<ExecutionResult> = source[Symbol.asyncIterator]();
    await wakeUps.publish('progress', { stream: 'inpatient-stay', run: 1, state: 'running', rows: 5 });
    await wakeUps.publish('progress', { nonsense: true });
    await wakeUps.publish('progress', {
      stream: 'tax-summary',
      run: 2,
      state: 'running',
      rows: 5,
      rowsPerSecond: 2.5,
      share: 0.5,
    });
    const { value } = await events.next();
    expect({ ...value.data.refreshProgress }).toEqual({
      stream: 'tax-summary',
      run: '2',
      state: 'running',
      rows: 5,
      rowsPerSecond: 2.5,
      share: 0.5,
    });
    const waiting = events.next();
    await events.return?.();
    expect(await waiting).toEqual({ done: true, value: undefined });
  });
});
