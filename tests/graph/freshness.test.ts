import { pino } from 'pino';
import { Registry } from 'prom-client';
import type { Caller } from '../../src/access/policy.js';
import type { Graph } from '../../src/graph/graph.js';
import { createRecent } from '../../src/graph/recent.js';
import { addCategoryMetrics } from '../../src/server/category-metric.js';
import { createServer, type Server } from '../../src/server/server.js';
import { AUTHORIZED, connected } from '../server/fixture.js';
import { stores, type TestStore } from '../support/stores.js';
import { callerWith, catalog, citizen, counted, graphOver, NOW, seed, type Counted } from './district.js';

const state = (category: string, watermark: string | null, clock_offset_ms = 0) => ({
  category,
  next_id: 1,
  live_rows: 1,
  watermark,
  clock_offset_ms,
  lease_until: 0,
  fence: 0,
});

const EXPIRED = {
  category: 'inpatient-stay',
  verdict: 'EXPIRED',
  watermark: '2025-02-20T08:00:00+08:00',
  age: 864_000,
};
const LATE = {
  category: 'tax-summary',
  verdict: 'LATE',
  watermark: '2025-01-02T08:00:00+08:00',
  age: 5_097_600,
};

describe.each(stores)('answers made from old data in the %s store', (_name, open) => {
  let opened: TestStore;
  let asked: Counted;
  let graph: Graph;
  let server: Server;
  beforeAll(async () => {
    opened = await open(catalog);
    await seed(opened.store, 'household-resident', [{ citizenId: citizen(1) }]);
    await seed(opened.store, 'inpatient-stay', [{ citizenId: citizen(1) }]);
    await opened.store.transaction(async (transaction) => {
      // It is 2025-03-02T00:00Z; the third source's clock goes a day behind ours.
      await transaction.insert('stream_state', state('household-resident', '2025-03-01 00:00:00'));
      await transaction.insert('stream_state', state('inpatient-stay', '2025-02-20 00:00:00'));
      await transaction.insert('stream_state', state('tax-summary', '2025-01-02 00:00:00'));
      await transaction.insert(
        'stream_state',
        state('care-home-attendance', '2025-02-28 12:00:00', -86_400_000),
      );
      await transaction.insert('quarantine', {
        category: 'inpatient-stay',
        identity: Buffer.alloc(16, 1),
        key_hash: null,
        reason: 'ID_CHECK',
        field: 'citizenId',
        raw: Buffer.from('x'),
        version: 1,
        delivery: 1,
        position: '1',
        run: 1,
        quarantined_at: '2025-03-01 00:00:00',
      });
      const zeros = {
        rows_read: 0,
        written: 0,
        unchanged: 0,
        quarantined: 0,
        superseded: 0,
        deleted: 0,
        removed: 0,
      };
      for (const status of ['succeeded', 'held'])
        await transaction.insert('run', {
          category: 'inpatient-stay',
          status,
          started_at: '2025-03-01 00:00:00',
          ...zeros,
        });
    });
    asked = counted(opened.store);
    graph = await graphOver(asked.store);
    const registry = new Registry();
    addCategoryMetrics({ registry, store: asked.store, freshness: graph.freshness, now: () => NOW });
    server = await createServer<Caller>({
      schema: graph.schema,
      context: (caller) => graph.context(caller),
      extensions: (context) => graph.extensions(context),
      authenticate: (token) => (token === 'good' ? callerWith('analyst') : null),
      logger: pino({ level: 'silent' }),
      health: { ready: async () => ({}) },
      registry,
      host: '127.0.0.1',
      port: 0,
    });
  });
  afterAll(async () => {
    await server.close(0);
    await opened.remove();
  });

  const query = async (text: string): Promise<unknown> => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...AUTHORIZED },
      body: JSON.stringify({ query: text }),
    });
    return response.json();
  };

  test('say which of the categories that they touched are late or expired, and since when', async () => {
    expect(await query('{ inpatientStays { nodes { id } } }')).toMatchObject({
      data: { inpatientStays: { nodes: [{}] } },
      extensions: { freshness: [EXPIRED] },
    });
    expect(await query('{ taxSummaries { nodes { id } } inpatientStays { totalCount } }')).toMatchObject({
      extensions: { freshness: [EXPIRED, LATE] },
    });
  });

  test('that are fresh say nothing, whatever the clock of the source shows', async () => {
    expect(await query('{ householdResidents { totalCount } }')).toEqual({
      data: { householdResidents: { totalCount: 1 } },
    });
    expect(await query('{ careHomeAttendances { totalCount } }')).not.toHaveProperty('extensions');
  });

  test('from a category that was never loaded say so', async () => {
    expect(await query('{ bids { totalCount } }')).toMatchObject({
      extensions: {
        freshness: [{ category: 'bid', verdict: 'NEVER_LOADED', watermark: null, age: null }],
      },
    });
  });

  test('over WebSocket say the same', async () => {
    const client = await connected(server.url);
    client.send({ id: '1', type: 'subscribe', payload: { query: '{ inpatientStays { totalCount } }' } });
    expect(await client.next()).toMatchObject({
      type: 'next',
      payload: { extensions: { freshness: [EXPIRED] } },
    });
    client.socket.close();
  });

  test('cost no statement of their own: one reading serves all requests for some seconds', async () => {
    await query('{ inpatientStays { totalCount } }');
    asked.statements();
    for (let n = 0; n < 5; n += 1) await query('{ inpatientStays { totalCount } }');
    expect(asked.statements().filter((sql) => sql.includes('stream_state'))).toEqual([]);
  });

  test('the metrics tell age, verdict, quarantine and the last run of each category', async () => {
    const text = await (await fetch(`${server.url}/metrics`, { headers: AUTHORIZED })).text();
    for (const line of [
      'tributary_freshness_age_seconds{category="inpatient-stay"} 864000',
      'tributary_freshness_verdict{category="inpatient-stay",verdict="EXPIRED"} 1',
      'tributary_freshness_verdict{category="inpatient-stay",verdict="FRESH"} 0',
      'tributary_freshness_verdict{category="bid",verdict="NEVER_LOADED"} 1',
      'tributary_category_rows{category="household-resident"} 1',
      'tributary_quarantined_rows{category="inpatient-stay",reason="ID_CHECK"} 1',
      'tributary_last_run_status{category="inpatient-stay",status="held"} 1',
    ])
      expect(text).toContain(`${line}\n`);
  });
});

test('a reading that failed is tried again by the next', async () => {
  let readings = 0;
  const recent = createRecent({
    now: () => NOW,
    forMs: 1000,
    read: async () => {
      readings += 1;
      if (readings === 1) throw new Error('down');
      return readings;
    },
  });
  await expect(recent()).rejects.toThrow('down');
  expect([await recent(), await recent()]).toEqual([2, 2]);
});
