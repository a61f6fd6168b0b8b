import {
  connect,
  connected,
  startFixture,
  AUTHORIZED,
  SECRET,
  type Fixture,
  type Message,
} from './fixture.js';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await startFixture({ limits: { operationsPerSocket: 2, timeoutMs: 300_000 } });
});
afterAll(() => fixture.server.close(0));

const subscribe = (id: string, query: string): Message => ({ id, type: 'subscribe', payload: { query } });

test('a connection without a token is closed with 4401', async () => {
  const client = await connect(fixture.url, { params: {} });
  expect((await client.closed).code).toBe(4401);
});

test.each([{ token: 'wrong' }, { Authorization: 'Bearer wrong' }])(
  'a connection with the unknown token of %j is closed with 4403',
  async (params) => {
    const client = await connect(fixture.url, { params });
    expect((await client.closed).code).toBe(4403);
  },
);

test('an operation before the connection is acknowledged closes it with 4401', async () => {
  const client = await connect(fixture.url);
  client.send(subscribe('1', '{ whoami }'));
  expect((await client.closed).code).toBe(4401);
});

test.each([{ token: 'good' }, { Authorization: 'Bearer good' }, { authorization: 'Bearer good' }])(
  'a connection with %j is accepted',
  async (params) => {
    const client = await connect(fixture.url, { params });
    expect((await client.next()).type).toBe('connection_ack');
    client.socket.close();
  },
);

test('the token may come with the header of the upgrade', async () => {
  const client = await connect(fixture.url, { headers: AUTHORIZED, params: {} });
  expect((await client.next()).type).toBe('connection_ack');
  client.send(subscribe('1', '{ whoami }'));
  expect(await client.next()).toMatchObject({ type: 'next', payload: { data: { whoami: 'anna' } } });
  client.socket.close();
});

test('a subscription delivers its events in order and completes', async () => {
  const client = await connected(fixture.url);
  client.send(subscribe('s', 'subscription { n: ticks(to: 3) }'));
  const messages = [await client.next(), await client.next(), await client.next(), await client.next()];
  client.socket.close();
  expect(messages).toEqual([
    ...[1, 2, 3].map((n) => ({ id: 's', type: 'next', payload: { data: { n: n } } })),
    { id: 's', type: 'complete' },
  ]);
});

test('each event of a subscription is answered with a context of its own', async () => {
  const client = await connected(fixture.url);
  client.send(subscribe('s', 'subscription { contexts }'));
  const counts = [await client.next(), await client.next(), await client.next()];
  client.socket.close();
  expect(counts.map(({ payload }) => payload)).toEqual([1, 2, 3].map((n) => ({ data: { contexts: n } })));
});

test('a subscription that fails says so without saying what the driver said', async () => {
  const client = await connected(fixture.url);
  client.send(subscribe('s', 'subscription { breaks }'));
  const messages = [await client.next(), await client.next(), await client.next()];
  client.socket.close();
  expect(messages[1]).toMatchObject({
    type: 'next',
    payload: { errors: [{ extensions: { code: 'INTERNAL' } }] },
  });
  expect(messages[2]).toEqual({ id: 's', type: 'complete' });
  expect(JSON.stringify(messages) + fixture.log()).not.toContain(SECRET);
});

test.each([
  ['{ person {', 'GRAPHQL_PARSE_FAILED'],
  ['{ nobody }', 'GRAPHQL_VALIDATION_FAILED'],
  ['mutation ($n: Int!) { add(by: $n) }', 'BAD_USER_INPUT'],
  ['query A { whoami } query B { whoami }', 'OPERATION_RESOLUTION_FAILURE'],
])('%s gets the code that it gets over HTTP', async (query, code) => {
  const client = await connected(fixture.url);
  client.send(subscribe('1', query));
  const { type, payload } = await client.next();
  client.socket.close();
  expect(type).toBe('error');
  expect(payload).toEqual((await fixture.query(query)).body.errors);
  expect(payload).toEqual([expect.objectContaining({ extensions: { code } })]);
});

test('a client that completes a silent subscription ends its source', async () => {
  const client = await connected(fixture.url);
  const before = fixture.aborts.count;
  client.send(subscribe('s', 'subscription { silence }'));
  client.send({ type: 'ping' });
  expect((await client.next()).type).toBe('pong');
  client.send({ id: 's', type: 'complete' });
  while (fixture.aborts.count === before) await new Promise(setImmediate);
  client.socket.close();
  expect(fixture.aborts.count).toBe(before + 1);
});

test('a connection that breaks ends its subscriptions', async () => {
  const client = await connected(fixture.url);
  const before = fixture.aborts.count;
  client.send(subscribe('s', 'subscription { silence }'));
  client.send({ type: 'ping' });
  await client.next();
  client.socket.terminate();
  while (fixture.aborts.count === before) await new Promise(setImmediate);
  expect(fixture.aborts.count).toBe(before + 1);
});

test('a connection that breaks aborts its running queries', async () => {
  const client = await connected(fixture.url);
  const before = fixture.aborts.count;
  client.send(subscribe('q', '{ forever }'));
  client.send({ type: 'ping' });
  await client.next();
  client.socket.terminate();
  while (fixture.aborts.count === before) await new Promise(setImmediate);
  expect(fixture.aborts.count).toBe(before + 1);
});

test('a connection may run only so many operations at a time', async () => {
  const client = await connected(fixture.url);
  for (const id of ['1', '2', '3']) client.send(subscribe(id, 'subscription { silence }'));
  const refusal = await client.next();
  client.socket.close();
  expect(refusal).toMatchObject({
    id: '3',
    type: 'error',
    payload: [{ message: expect.stringContaining('2'), extensions: { code: 'TOO_MANY_OPERATIONS' } }],
  });
});

test('a message that is no message closes the connection without an echo', async () => {
  const client = await connected(fixture.url);
  client.socket.send(SECRET);
  const { code, reason } = await client.closed;
  expect(code).toBe(4400);
  expect(reason).not.toContain(SECRET);
});
