import { startFixture, AUTHORIZED, type Fixture } from './fixture.js';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await startFixture({ limits: { timeoutMs: 300_000 } });
});
afterAll(() => fixture.server.close(0));

const get = (query: string, headers: Record<string, string>): Promise<Response> =>
  fixture.fetch(`/graphql?query=${encodeURIComponent(query)}`, { headers: { ...AUTHORIZED, ...headers } });

test('a posted query is answered, with a request id', async () => {
  const { status, body, headers } = await fixture.query('query ($id: ID) { person(id: $id) { name } }', {
    id: '5',
  });
  expect({ status, body }).toEqual({ status: 200, body: { data: { person: { name: 'n5' } } } });
  expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
});

test('a mutation is run by POST', async () => {
  expect((await fixture.query('mutation { add(by: 2) }')).body).toEqual({ data: { add: 3 } });
});

test('a query by GET needs a header that no other site can make a browser send', async () => {
  const forged = await get('{ whoami }', {});
  const meant = await get('{ whoami }', { 'apollo-require-preflight': '1' });
  expect([forged.status, meant.status]).toEqual([400, 200]);
});

test('a mutation by GET is refused', async () => {
  expect((await get('mutation { add(by: 2) }', { 'apollo-require-preflight': '1' })).status).toBe(405);
});

test('a batch of operations is refused', async () => {
  const response = await fixture.fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...AUTHORIZED },
    body: JSON.stringify([{ query: '{ whoami }' }, { query: '{ whoami }' }]),
  });
  const body = JSON.parse(await response.text());
  expect({ status: response.status, code: body.errors[0].extensions.code }).toEqual({
    status: 400,
    code: 'BAD_REQUEST',
  });
});

test('a subscription over HTTP is sent to the WebSocket', async () => {
  const { status, body } = await fixture.query('subscription { ticks(to: 1) }');
  expect([status, body.errors?.[0]?.extensions.code]).toEqual([400, 'SUBSCRIPTION_NEEDS_WEBSOCKET']);
});

test('a browser that opens /graphql gets no landing page', async () => {
  const response = await fixture.fetch('/graphql', { headers: { ...AUTHORIZED, accept: 'text/html' } });
  expect(await response.text()).not.toContain('<html');
});

test('a request id in the form of a UUID is taken over, any other is replaced', async () => {
  const id = '0f0e0d0c-1111-4222-8333-444455556666';
  const taken = await fixture.fetch('/health', { headers: { 'x-request-id': id } });
  const replaced = await fixture.fetch('/health', { headers: { 'x-request-id': '190102195607150015' } });
  expect(taken.headers.get('x-request-id')).toBe(id);
  expect(replaced.headers.get('x-request-id')).not.toBe('190102195607150015');
});

test('a client that hangs up aborts the work done for it', async () => {
  const hangUp = new AbortController();
  const before = fixture.aborts.count;
  const answer = fixture.fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...AUTHORIZED },
    body: '{"query":"{ forever }"}',
    signal: hangUp.signal,
  });
  const refused = answer.catch((error: unknown) => error);
  while (!fixture.release) await new Promise(setImmediate);
  hangUp.abort();
  await refused;
  while (fixture.aborts.count === before) await new Promise(setImmediate);
  expect(fixture.aborts.count).toBe(before + 1);
});
