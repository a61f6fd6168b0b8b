import { connected, startFixture, AUTHORIZED, SECRET, type Fixture } from './fixture.js';

let fixture: Fixture;
const checks: Record<string, boolean> = { store: true, queue: true };
beforeAll(async () => {
  fixture = await startFixture({ ready: async () => checks });
});
afterAll(() => fixture.server.close(0));

const json = async (path: string): Promise<[number, unknown]> => {
  const response = await fixture.fetch(path);
  return [response.status, JSON.parse(await response.text())];
};

test('health answers without a token', async () => {
  expect(await json('/health')).toEqual([200, { status: 'ok' }]);
});

test('readiness names what cannot be reached', async () => {
  expect(await json('/ready')).toEqual([200, { status: 'ready', checks: { store: true, queue: true } }]);
  checks['queue'] = false;
  expect(await json('/ready')).toEqual([
    503,
    { status: 'unavailable', checks: { store: true, queue: false } },
  ]);
});

test('the metrics count operations by outcome, requests by route, and open sockets', async () => {
  await fixture.query('{ whoami }');
  await fixture.query('{ nobody }');
  await fixture.fetch(`/${SECRET}`, { headers: AUTHORIZED });
  const client = await connected(fixture.url);
  const text = await (await fixture.fetch('/metrics', { headers: AUTHORIZED })).text();
  client.socket.close();
  expect(text).toContain('tributary_graphql_operations_total{transport="http",kind="query",code="OK"} 1');
  expect(text).toContain('code="GRAPHQL_VALIDATION_FAILED"} 1');
  expect(text).toMatch(
    /tributary_http_request_duration_seconds_count\{method="GET",route="unmatched",status="404"\} 1/,
  );
  expect(text).toContain('tributary_websocket_connections 1');
  expect(text).not.toContain(SECRET);
});

test('the log tells method, route, status, duration and caller, and never a query, a variable or a token', async () => {
  await fixture.query('query ($id: ID) { person(id: $id) { name } }', { id: SECRET });
  const line = fixture
    .logLines()
    .findLast((entry) => entry['route'] === '/graphql' && entry['method'] === 'POST');
  expect(line).toMatchObject({
    status: 200,
    caller: 'anna',
    ms: expect.any(Number),
    requestId: expect.any(String),
  });
  expect(fixture.log()).not.toMatch(new RegExp(`${SECRET}|whoami|person|good`));
});
