import { connect, startFixture, AUTHORIZED, type Fixture } from './fixture.js';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await startFixture();
});
afterAll(() => fixture.server.close(0));

const GUARDED = ['/graphql', '/graphql?query={whoami}', '/metrics', '/nowhere', '/graphiql/package.json'];

test.each(GUARDED)('%s without a token is refused with 401 and nothing else', async (path) => {
  const response = await fixture.fetch(path);
  expect(response.status).toBe(401);
  expect(response.headers.get('www-authenticate')).toContain('Bearer');
  const body = JSON.parse(await response.text());
  expect(body).toEqual({
    errors: [{ message: expect.any(String), extensions: { code: 'UNAUTHENTICATED' } }],
  });
});

test.each(['Bearer wrong', 'Bearer ', 'Basic good', 'good', 'Bearer good extra'])(
  'the header %j is refused before the body is looked at',
  async (authorization) => {
    const response = await fixture.fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: '{"query": broken',
    });
    expect(response.status).toBe(401);
  },
);

test('introspection needs a token like every other query', async () => {
  const body = JSON.stringify({ query: '{ __schema { queryType { name } } }' });
  const headers = { 'content-type': 'application/json' };
  const refused = await fixture.fetch('/graphql', { method: 'POST', headers, body });
  const allowed = await fixture.fetch('/graphql', {
    method: 'POST',
    headers: { ...headers, ...AUTHORIZED },
    body,
  });
  expect([refused.status, allowed.status]).toEqual([401, 200]);
});

test('the scheme of the header is read without regard to case', async () => {
  const response = await fixture.fetch('/metrics', { headers: { authorization: 'bearer good' } });
  expect(response.status).toBe(200);
});

test('a WebSocket whose header has an unknown token is refused before the upgrade', async () => {
  await expect(connect(fixture.url, { headers: { authorization: 'Bearer wrong' } })).rejects.toThrow('401');
});

test('the resolvers learn who called', async () => {
  const { body } = await fixture.query('{ whoami }');
  expect(body).toEqual({ data: { whoami: 'anna' } });
});
