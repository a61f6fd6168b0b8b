import { execute, parse, validate, type ExecutionResult, type GraphQLResolveInfo } from 'graphql';
import { createCompile } from '../../src/server/compile.js';
import { createExecutor } from '../../src/server/executor.js';
import { createTranslate } from '../../src/server/client-error.js';
import { testSchema } from './fixture.js';

const log = { debug: () => {}, info: () => {}, error: () => {} };
const translate = createTranslate({ log, tokens: 5_000 });

const context = (): { caller: string; signal: AbortSignal } => ({
  caller: 'anna',
  signal: new AbortController().signal,
});

/** Data in the order of its keys, and where which code was raised. */
function comparable(result: ExecutionResult): unknown {
  return {
    data: JSON.stringify(result.data),
    errors: result.errors?.map((error) => [error.path?.join('.'), translate(error).extensions['code']]),
  };
}

const QUERIES: [query: string, variables: Record<string, unknown>][] = [
  ['{ person { late id name tags fortune colour home { __typename title } } __typename }', {}],
  ['{ a: person { x: name y: name } b: person(id: "9") { id } }', {}],
  ['{ person { broken name refused } }', {}],
  ['{ person(id: "2") { id needed } whoami }', {}],
  ['{ subject { __typename ... on Person { name } ... on Organization { title } } }', {}],
  [
    'query ($f: Boolean!) { subject(firm: $f) { ... on Node { id } ... on Organization { title } } }',
    { f: true },
  ],
  ['query ($n: Int = 2, $w: Filter) { persons(first: $n, filter: $w) { nodes { id } } }', { w: { eq: 'z' } }],
  ['query ($n: Int) { persons(first: $n) { nodes { id } } }', {}],
  ['query ($n: Int) { persons(first: $n) { nodes { id } } }', { n: null }],
  ['query ($b: Boolean!) { person { name @skip(if: $b) id @include(if: $b) } }', { b: true }],
  ['query ($b: Boolean!) { person { name @skip(if: $b) id @include(if: $b) } }', { b: false }],
  [
    'query ($b: Boolean!) { person { home @skip(if: $b) { id } home { title } } person @include(if: $b) { late } }',
    { b: true },
  ],
  [
    'query ($b: Boolean!) { person { home @skip(if: $b) { id } home { title } } person @include(if: $b) { late } }',
    { b: false },
  ],
  [
    'query ($b: Boolean!) { person { ... @include(if: $b) { home { id } } ... @skip(if: $b) { home { title } } } }',
    { b: false },
  ],
  [
    'query ($b: Boolean!) { person { ...P @include(if: $b) name } } fragment P on Person { id name stays { nodes { id } } }',
    { b: true },
  ],
  ['{ node(id: "3") { id ... on Person { stays { edges { node { id } cursor } } } } }', {}],
  ['mutation { a: add(by: 1) b: add(by: 2) }', {}],
  ['query A { whoami } query B { person { id } }', {}],
  ['{ __type(name: "Person") { name fields { name type { name kind ofType { name } } } } }', {}],
];

test.each(QUERIES)('a compiled query answers as graphql-js does: %s %j', async (query, variables) => {
  const schema = testSchema();
  const document = parse(query);
  expect(validate(schema, document)).toEqual([]);
  const operationName = query.startsWith('query A') ? 'B' : undefined;
  const plain = await execute({
    schema,
    document,
    operationName,
    variableValues: variables,
    contextValue: context(),
  });
  const executor = createExecutor({ schema, translate, timeoutMs: 1_000 });
  const exchange = { context: context(), abort: new AbortController() };
  const first = await executor({ document, operationName, variables, exchange });
  const again = await executor({ document: parse(query), operationName, variables, exchange });
  expect(comparable(first)).toEqual(comparable(plain));
  expect(comparable(again)).toEqual(comparable(plain));
});

test('resolvers see what they need to look ahead', async () => {
  const schema = testSchema();
  const seen: GraphQLResolveInfo[] = [];
  Object.assign(schema.getQueryType()?.getFields()['person'] ?? {}, {
    resolve: (_: unknown, __: unknown, ___: unknown, info: GraphQLResolveInfo) => {
      seen.push(info);
      return null;
    },
  });
  const document = parse(
    'query Q($n: Int = 4) { me: person { ...P } me: person { stays(first: $n) { totalCount } } } fragment P on Person { id }',
  );
  const executor = createExecutor({ schema, translate, timeoutMs: 1_000 });
  await executor({ document, exchange: { context: context(), abort: new AbortController() } });
  const info = seen[0];
  expect(seen).toHaveLength(1);
  expect(info?.fieldNodes.map((node) => node.alias?.value)).toEqual(['me', 'me']);
  expect(info?.path).toMatchObject({ key: 'me', prev: undefined });
  expect(info?.variableValues).toEqual({ n: 4 });
  expect(Object.keys(info?.fragments ?? {})).toEqual(['P']);
  expect(info?.operation.name?.value).toBe('Q');
  expect([info?.fieldName, info?.parentType.name, String(info?.returnType)]).toEqual([
    'person',
    'Query',
    'Person',
  ]);
  expect(info?.schema).toBe(schema);
});

test('one compiled query serves callers and variables without mixing them', async () => {
  const executor = createExecutor({ schema: testSchema(), translate, timeoutMs: 1_000 });
  const document = parse('query ($id: ID) { whoami person(id: $id) { id late } }');
  const answers = await Promise.all(
    ['a', 'b', 'c'].map((name) =>
      executor({
        document,
        variables: { id: name },
        exchange: { context: { ...context(), caller: name }, abort: new AbortController() },
      }),
    ),
  );
  expect(answers).toEqual(
    ['a', 'b', 'c'].map((name) => ({ data: { whoami: name, person: { id: name, late: 'late' } } })),
  );
});

test('a variable of an input type that contains itself is compiled at once', () => {
  const document = parse('query ($w: Filter) { persons(filter: $w) { totalCount } }');
  expect(createCompile(testSchema())(document, undefined)).not.toBeNull();
});

test('what would become too much code is left to graphql-js and answered the same', async () => {
  const schema = testSchema();
  const doubled = (levels: number): string =>
    levels === 0 ? 'id' : `aliasOf { ...L${levels} } home { head { ...L${levels} } }`;
  const fragments = Array.from({ length: 11 }, (_, n) => `fragment L${n + 1} on Person { ${doubled(n)} }`);
  const document = parse(`{ person { id ...L11 } } ${fragments.join(' ')}`);
  expect(validate(schema, document)).toEqual([]);
  expect(createCompile(schema)(document, undefined)).toBeNull();
  const executor = createExecutor({ schema, translate, timeoutMs: 1_000 });
  const exchange = { context: context(), abort: new AbortController() };
  expect(comparable(await executor({ document, exchange }))).toEqual(
    comparable(await execute({ schema, document, contextValue: context() })),
  );
});
