import { startFixture, AUTHORIZED, SECRET, type Fixture } from './fixture.js';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await startFixture();
});
afterAll(() => fixture.server.close(0));

const post = (body: string, contentType = 'application/json'): Promise<Response> =>
  fixture.fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': contentType, ...AUTHORIZED },
    body,
  });

test.each([
  ['a document that does not parse', '{ person {', {}, 'GRAPHQL_PARSE_FAILED'],
  ['an unknown field', '{ nobody }', {}, 'GRAPHQL_VALIDATION_FAILED'],
  ['a missing variable', 'mutation ($n: Int!) { add(by: $n) }', {}, 'BAD_USER_INPUT'],
  ['a variable of another type', 'mutation ($n: Int!) { add(by: $n) }', { n: SECRET }, 'BAD_USER_INPUT'],
  [
    'an operation that is not named',
    'query A { whoami } query B { whoami }',
    {},
    'OPERATION_RESOLUTION_FAILURE',
  ],
])('%s gets a code and status 400', async (_says, query, variables, code) => {
  const { status, body } = await fixture.query(query, variables);
  expect(body).toEqual({ errors: [expect.objectContaining({ extensions: { code } })] });
  expect(status).toBe(400);
});

test('a faulty variable is named with its place and without its value', async () => {
  const query = 'query ($f: Filter) { persons(filter: $f) { totalCount } }';
  const { body } = await fixture.query(query, { f: { not: { above: SECRET, abov: 1 } } });
  const message = body.errors?.[0]?.message ?? '';
  expect(message).toContain('$f.not.above');
  expect(message).toContain('Field "abov" is not defined');
  expect(message).not.toContain(SECRET);
});

test("the hub's own errors keep their code and message", async () => {
  const { status, body } = await fixture.query('{ person { name refused } }');
  expect(status).toBe(200);
  expect(body.data).toEqual({ person: { name: 'n1', refused: null } });
  expect(body.errors).toEqual([
    expect.objectContaining({
      message: 'start again from the first page',
      path: ['person', 'refused'],
      extensions: { code: 'CURSOR_EXPIRED' },
    }),
  ]);
});

test('an error of the hub that is no fault of the caller keeps its code and can be found in the log', async () => {
  const { body } = await fixture.query('{ fails(how: "retry") }');
  const { code, errorId } = body.errors?.[0]?.extensions ?? {};
  expect(code).toBe('SOURCE_BUSY');
  expect(fixture.logLines().find((line) => line['errorId'] === errorId)).toMatchObject({
    class: 'RetryableError',
  });
});

test('a foreign error reaches neither the client nor the log but for its class and frames', async () => {
  const { body } = await fixture.query('{ person { name broken } }');
  const error = body.errors?.[0];
  expect(error?.extensions).toEqual({ code: 'INTERNAL', errorId: expect.any(String) });
  expect(JSON.stringify(body)).not.toMatch(/SELECT|1901021956|node_modules|at .*\.js/);
  const line = fixture.logLines().find((entry) => entry['errorId'] === error?.extensions.errorId);
  expect(line).toMatchObject({ code: 'INTERNAL', class: 'Error', path: ['person', 'broken'] });
  expect(line?.['frames']).toContainEqual(expect.stringContaining('fixture.'));
  expect(fixture.log()).not.toMatch(/SELECT|1901021956/);
});

test('a null where the schema promises a value is an error of the hub', async () => {
  const { body } = await fixture.query('{ person(id: "2") { needed } }');
  expect(body.data).toEqual({ person: null });
  expect(body.errors?.[0]).toMatchObject({ path: ['person', 'needed'], extensions: { code: 'INTERNAL' } });
});

test('a body that is not JSON gets a code', async () => {
  const response = await post('{"query":');
  expect(response.status).toBe(400);
  expect(JSON.parse(await response.text()).errors[0].extensions.code).toBe('BAD_REQUEST');
});

test('a body of another media type gets a code', async () => {
  const response = await post('<query/>', 'application/xml');
  expect(response.status).toBe(415);
  expect(JSON.parse(await response.text()).errors[0].extensions.code).toBe('UNSUPPORTED_MEDIA_TYPE');
});

test('a body without a query gets a code', async () => {
  const response = await post('{"variables":{}}');
  expect(response.status).toBe(400);
  expect(JSON.parse(await response.text()).errors[0].extensions.code).toBe('BAD_REQUEST');
});

test('an unknown address gets 404 and a code', async () => {
  const response = await fixture.fetch('/nowhere', { headers: AUTHORIZED });
  expect(response.status).toBe(404);
  expect(JSON.parse(await response.text()).errors[0].extensions.code).toBe('NOT_FOUND');
});

test('an address that cannot be decoded gets a code', async () => {
  const response = await fixture.fetch('/%zz', { headers: AUTHORIZED });
  expect(response.status).toBe(400);
  expect(JSON.parse(await response.text()).errors[0].extensions.code).toBe('BAD_REQUEST');
});
