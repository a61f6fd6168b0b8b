import { getIntrospectionQuery } from 'graphql';
import { connected, startFixture, AUTHORIZED, type Fixture, type GraphqlBody } from './fixture.js';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await startFixture({ limits: { timeoutMs: 300, tokens: 2_000 } });
});
afterAll(() => fixture.server.close(0));

const nest = (levels: number): string =>
  levels === 1 ? '{ id }' : `{ ${levels === 2 ? 'id' : `aliasOf ${nest(levels - 1)}`} }`;
/** A query whose fields are nested so many levels. */
const deep = (levels: number): string => `{ person ${nest(levels)} }`;
const aliased = (count: number): string =>
  `{ person { ${Array.from({ length: count }, (_, n) => `a${n}: name`).join(' ')} } }`;
const fragments = (levels: number): string =>
  Array.from({ length: levels }, (_, n) => {
    const inner = n + 1 === levels ? 'id' : `...F${n + 1}`;
    return `fragment F${n} on Person { a: aliasOf { ${inner} } b: aliasOf { ${inner} } }`;
  }).join(' ');

const CASES: [says: string, query: string, code: string | undefined, limit: string][] = [
  ['12 levels of fields', deep(12), undefined, ''],
  ['13 levels of fields', deep(13), 'QUERY_TOO_DEEP', '12'],
  ['levels hidden in a fragment', `{ ...Q } fragment Q on Query ${deep(13)}`, 'QUERY_TOO_DEEP', '12'],
  ['30 aliases', aliased(30), undefined, ''],
  ['31 aliases', aliased(31), 'TOO_MANY_ALIASES', '30'],
  ['fragments that double at every level', `{ person { ...F0 } } ${fragments(9)}`, 'TOO_MANY_ALIASES', '30'],
  ['21 root fields', `{ ${'whoami '.repeat(21)} }`, 'TOO_MANY_ROOT_FIELDS', '20'],
  ['a page of 100,000', '{ people(first: 100000) { id } }', undefined, ''],
  ['a page of 100,001', '{ people(first: 100001) { id } }', 'QUERY_TOO_COSTLY', '100000'],
  [
    'pages within pages',
    '{ persons(first: 500) { nodes { stays(last: 300) { nodes { id } } } } }',
    'QUERY_TOO_COSTLY',
    '100000',
  ],
  ['a document of too many tokens', `{ person { ${'name '.repeat(2_000)} } }`, 'QUERY_TOO_LONG', '2000'],
  ['an operation that takes too long', '{ forever }', 'QUERY_TIMEOUT', '300'],
  ['the introspection query', getIntrospectionQuery(), undefined, ''],
];

test.each(CASES)('over HTTP, %s: %#', async (_says, query, code, limit) => {
  // People are not made by the hundred thousand; the check alone is of interest here.
  const checked = query.replace(/people\(first: 100000\)/, 'people(first: 100000) @skip(if: true)');
  const { status, body } = await fixture.query(checked);
  expect(body.errors?.[0]?.extensions.code).toBe(code);
  expect(body.errors?.[0]?.message ?? '').toContain(limit);
  if (code === undefined) expect(body.data).toBeDefined();
  expect(status).toBe(code === undefined ? 200 : code === 'QUERY_TIMEOUT' ? 504 : 400);
});

test.each(CASES.filter(([, , code]) => code))('over WebSocket, %s: %#', async (_says, query, code) => {
  const client = await connected(fixture.url);
  client.send({ id: '1', type: 'subscribe', payload: { query } });
  const overHttp = await fixture.query(query);
  const { payload } = await client.next();
  client.socket.close();
  const answer: GraphqlBody = Array.isArray(payload) ? { errors: payload } : Object(payload);
  expect(answer.errors?.[0]?.extensions.code).toBe(code);
  expect(answer.errors?.[0]?.message).toBe(overHttp.body.errors?.[0]?.message);
});

test('the page size may come from a variable, its default or the schema', async () => {
  const nested = 'nodes { stays(first: 10001) { totalCount } }';
  const query = `query ($n: Int = 11) { persons(first: $n) { ${nested} } }`;
  const refused = await fixture.query(query);
  const allowed = await fixture.query(query, { n: 9 });
  const bySchema = await fixture.query(`{ persons { ${nested} } }`);
  expect(refused.body.errors?.[0]?.extensions.code).toBe('QUERY_TOO_COSTLY');
  expect(allowed.body.errors).toBeUndefined();
  expect(bySchema.body.errors?.[0]?.extensions.code).toBe('QUERY_TOO_COSTLY');
});

test('a cycle of fragments is an invalid document, not an endless one', async () => {
  const { status, body } = await fixture.query(
    '{ person { ...A } } fragment A on Person { aliasOf { ...B } } fragment B on Person { aliasOf { ...A } }',
  );
  expect([status, body.errors?.[0]?.extensions.code]).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
});

test('a body over 100 KB is refused with 413', async () => {
  const response = await fixture.fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...AUTHORIZED },
    body: JSON.stringify({ query: '{ whoami }', padding: 'x'.repeat(100 * 1024) }),
  });
  expect(response.status).toBe(413);
  expect(JSON.parse(await response.text()).errors[0].extensions.code).toBe('BODY_TOO_LARGE');
});

test('a WebSocket message over 100 KB closes the connection', async () => {
  const client = await connected(fixture.url);
  client.send({ type: 'ping', payload: { padding: 'x'.repeat(100 * 1024) } });
  expect((await client.closed).code).not.toBe(1000);
});

test('a timed-out operation tells its resolvers to stop', async () => {
  const before = fixture.aborts.count;
  await fixture.query('{ forever }');
  expect(fixture.aborts.count).toBe(before + 1);
});
