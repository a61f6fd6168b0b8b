import { createApiServer, type ApiServer, type ApiServerDeps } from '../../sandbox/systems/api-server.js';
import { openServiceStore, type ServiceStore } from '../../sandbox/systems/service-store.js';
import { createSoapServer, type SoapServer } from '../../sandbox/systems/soap-server.js';

const NOW = '2025-03-04T04:00:00+08:00';
const clock = (): Date => new Date(NOW);
let store: ServiceStore;
let running: { close(): Promise<void> }[] = [];

beforeEach(() => {
  store = openServiceStore(':memory:');
});
afterEach(async () => {
  await Promise.all(running.map((server) => server.close()));
  running = [];
  store.close();
});

function fill(count: number): void {
  const rows = Array.from({ length: count }, (_, i) => {
    const key = `K${String(i).padStart(3, '0')}`;
    return { key, stamp: '2025-03-01 08:00:00', deleted: false, body: { key, text: 'x'.repeat(50) } };
  });
  store.put('t', rows);
}

async function api(limits: ApiServerDeps['limits'] = {}): Promise<ApiServer> {
  const routes = [
    { path: '/c', table: 't', paging: 'cursor', maxPageSize: 500 },
    { path: '/p', table: 't', paging: 'page', maxPageSize: 200 },
  ] as const;
  const server = await createApiServer({ store, clients: { hub: 's' }, routes, clock, limits });
  running.push(server);
  return server;
}

async function tokenOf(server: ApiServer, secret = 's'): Promise<Response> {
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: 'hub',
    client_secret: secret,
  });
  return fetch(`${server.baseUrl}/oauth/token`, { method: 'POST', body });
}

async function caller(server: ApiServer) {
  const granted = await (await tokenOf(server)).json();
  const authorization = `Bearer ${String(Object(granted).access_token)}`;
  return async (path: string) => {
    const response = await fetch(server.baseUrl + path, { headers: { authorization } });
    return { status: response.status, headers: response.headers, content: Object(await response.json()) };
  };
}

describe('the HTTP API', () => {
  test('each answer tells the clock, the completeness and what is left of the day', async () => {
    const { headers } = await (await caller(await api()))('/c');
    expect(headers.get('date')).toBe('Mon, 03 Mar 2025 20:00:00 GMT');
    expect(headers.get('x-data-as-of')).toBe('20250304035500');
    const left = ['limit', 'remaining', 'reset'].map((name) => headers.get(`x-ratelimit-${name}`));
    expect(left).toEqual(['10000', '9999', '72000']);
  });

  test('bodies over 1 KiB are compressed', async () => {
    fill(20);
    const call = await caller(await api());
    expect((await call('/c?pageSize=20')).headers.get('content-encoding')).toBe('gzip');
    expect((await call('/c?pageSize=1')).headers.get('content-encoding')).toBeNull();
  });

  test('the sixth call of a second is told to wait', async () => {
    const call = await caller(await api({ calls: { calls: 5, perMs: 60_000, parallel: 2 } }));
    const statuses: number[] = [];
    for (let i = 0; i < 6; i++) statuses.push((await call('/c')).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
    expect(Number((await call('/c')).headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
  });

  test('the third call at a time is told to wait', async () => {
    const server = await api();
    const call = await caller(server);
    server.faults.set({ kind: 'latency', ms: 100 }, 2);
    const statuses = await Promise.all([call('/c'), call('/c'), call('/c')]);
    expect(statuses.map(({ status }) => status).toSorted()).toEqual([200, 200, 429]);
  });

  test('the day has its limit, until 24:00', async () => {
    const call = await caller(await api({ perDay: 1 }));
    await call('/c');
    const refused = await call('/c');
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '72000']);
  });

  test('ten tokens a minute are issued and the older ones stay valid', async () => {
    const server = await api();
    const call = await caller(server);
    const statuses: number[] = [];
    for (let i = 0; i < 10; i++) statuses.push((await tokenOf(server)).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 200, 200, 200, 200, 429]);
    expect((await call('/c')).status).toBe(200);
    const wrong = await tokenOf(server, 'wrong');
    expect([wrong.status, await wrong.json()]).toEqual([401, { error: 'invalid_client' }]);
  });

  test('a cursor belongs to its parameters', async () => {
    fill(20);
    const call = await caller(await api());
    const cursor: unknown = (await call('/c?pageSize=5')).content.data.next;
    expect((await call(`/c?pageSize=5&cursor=${String(cursor)}`)).content.data.list[0].key).toBe('K005');
    expect((await call(`/c?pageSize=6&cursor=${String(cursor)}`)).content.code).toBe(1001);
    expect((await call('/c?pageSize=5&cursor=unknown')).content.code).toBe(1002);
  });

  test.each([
    ['/c?pageSize=501', 1003],
    ['/p?pageSize=201', 1003],
    ['/c?page=1', 1001],
    ['/p?cursor=x', 1001],
    ['/c?updatedSince=2025', 1001],
    ['/c?updatedSince=20250230000000', 1001],
    ['/c?pageSize=0', 1001],
  ])('%s is answered with code %i', async (path, code) => {
    const call = await caller(await api());
    expect((await call(path)).content).toMatchObject({ code, data: null });
  });

  test('tombstones are shown for 180 days to those who ask for changes', async () => {
    const body = { key: 'K' };
    store.put('t', [
      { key: 'A', stamp: '2024-09-04 00:00:00', deleted: true, body },
      { key: 'B', stamp: '2024-09-06 00:00:00', deleted: true, body },
    ]);
    const call = await caller(await api());
    expect((await call('/c')).content.data.total).toBe(0);
    const { data } = (await call('/c?updatedSince=20240101000000')).content;
    expect(data).toEqual({
      total: 1,
      next: null,
      list: [{ key: 'K', updatedAt: '2024-09-06 00:00:00', deleted: true }],
    });
  });
});

describe('the SOAP service', () => {
  const service = {
    path: '/services/BdcQueryService',
    namespace: 'urn:bdc:query:v1',
    operation: 'queryProperty',
    rowElement: 'bdc',
    table: 't',
    windowDays: 31,
  };
  const envelope = (sign: string, endTime = '2025-03-04 00:00:00'): string => `
    <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:q="urn:bdc:query:v1">
     <soapenv:Header><q:auth><q:appId>hub</q:appId><q:timestamp>20250304040000</q:timestamp><q:sign>${sign}</q:sign></q:auth></soapenv:Header>
     <soapenv:Body><q:queryProperty><q:startTime>2025-02-25 00:00:00</q:startTime><q:endTime>${endTime}</q:endTime><q:pageNo>1</q:pageNo><q:pageSize>1000</q:pageSize></q:queryProperty></soapenv:Body>
    </soapenv:Envelope>`;
  const SIGN = '71edfa1da7da1b0f71e08e06d5e6e4a8b9cff45c5a641d97b954603bbe370804';

  async function soap(): Promise<SoapServer> {
    const server = await createSoapServer({
      store,
      clients: { hub: 'test-secret' },
      services: [service],
      clock,
    });
    running.push(server);
    return server;
  }
  async function post(server: SoapServer, body: string) {
    const headers = {
      'content-type': 'text/xml; charset=utf-8',
      soapaction: '"urn:bdc:query:v1#queryProperty"',
    };
    const response = await fetch(server.baseUrl + service.path, { method: 'POST', headers, body });
    return { status: response.status, text: await response.text() };
  }

  test("the catalogue's own request is answered", async () => {
    fill(2);
    const { status, text } = await post(await soap(), envelope(SIGN));
    expect(status).toBe(200);
    expect(text).toContain('<ns2:total>2</ns2:total>');
    expect(text).toContain('<ns2:key>K000</ns2:key>');
  });

  test.each([
    ['a wrong signature', envelope(SIGN.replace('7', '8')), 'AUTH_FAILED'],
    ['an end too near', envelope(SIGN, '2025-03-04 03:50:01'), 'PARAM_INVALID'],
    ['a window too long', envelope(SIGN).replace('2025-02-25', '2025-01-25'), 'WINDOW_TOO_LONG'],
    ['another namespace', envelope(SIGN).replace('urn:bdc:query:v1', 'urn:other'), 'PARAM_INVALID'],
    ['a page too large', envelope(SIGN).replace('1000<', '1001<'), 'PARAM_INVALID'],
  ])('%s is a fault', async (_, body, errorCode) => {
    const { status, text } = await post(await soap(), body);
    expect([status, /<errorCode>(\w+)</.exec(text)?.[1]]).toEqual([500, errorCode]);
  });

  test('the 31st call of a minute is told to wait', async () => {
    const server = await soap();
    for (let i = 0; i < 30; i++) await post(server, envelope(SIGN));
    expect((await post(server, envelope(SIGN))).text).toMatch(/<retryAfter>\d+<.*RATE_LIMITED/);
  });
});
