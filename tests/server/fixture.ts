import { Writable } from 'node:stream';
import {
  buildSchema,
  GraphQLObjectType,
  GraphQLScalarType,
  GraphQLUnionType,
  type GraphQLFieldResolver,
  type GraphQLSchema,
} from 'graphql';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { WebSocket } from 'ws';
import { BadInput, RetryableError } from '../../src/errors.js';
import type { Limits } from '../../src/server/limit.js';
import { createServer, type Server } from '../../src/server/server.js';

/** A made-up identity number (division 190102 is not assigned) that must never leave the hub unasked. */
export const SECRET = '190102195607150015';

const SDL = `
  scalar Money
  enum Colour { RED GREEN }
  interface Node { id: ID! }
  type Person implements Node {
    id: ID!  name: String  colour: Colour  fortune: Money  aliasOf: Person  needed: String!
    tags: [String]  late: String  stays(first: Int = 10, last: Int): StayConnection  home: Organization
    broken: String  refused: String
  }
  type Organization implements Node { id: ID!  title: String  head: Person }
  type Stay implements Node { id: ID!  person: Person }
  type StayEdge { node: Stay cursor: String }
  type StayConnection { nodes: [Stay!]! edges: [StayEdge!]! totalCount: Int }
  type PersonConnection { nodes: [Person!]! totalCount: Int }
  union Subject = Person | Organization
  input Filter { eq: String, above: Int = 3, not: Filter }
  type Query {
    person(id: ID = "1"): Person
    persons(first: Int = 10, filter: Filter): PersonConnection
    people(first: Int): [Person]
    subject(firm: Boolean = false): Subject
    node(id: ID!): Node
    whoami: String
    forever: String
    aborted: Boolean
    fails(how: String!): String
  }
  type Mutation { add(by: Int!): Int }
  type Subscription { ticks(to: Int!): Int  silence: Int  contexts: Int  breaks: Int }
`;

/** What the resolvers of the tests get. */
export interface TestContext {
  readonly caller: string;
  readonly signal: AbortSignal;
}

interface Shared {
  readonly aborts: { count: number };
  release: (() => void) | null;
}

type Resolvers = Record<string, Record<string, GraphQLFieldResolver<unknown, TestContext>>>;

const person = (id: string): object => ({
  __typename: 'Person',
  id,
  name: `n${id}`,
  colour: 'RED',
  fortune: 1250n,
  tags: ['a', null, 'b'],
  needed: id === '2' ? null : 'x',
  home: { __typename: 'Organization', id: `o${id}`, title: 'Home' },
  stays: { totalCount: 2, nodes: [{ id: 's1' }, { id: 's2' }], edges: [{ cursor: 'c', node: { id: 's1' } }] },
});

function failure(how: unknown): Error {
  if (how === 'input') return new BadInput('CURSOR_EXPIRED', 'start again from the first page');
  if (how === 'retry') return new RetryableError('SOURCE_BUSY', 'try again in a minute');
  return new Error(`SELECT * FROM person WHERE citizen_id = '${SECRET}'`);
}

function resolvers(shared: Shared): Resolvers {
  const waiting = (signal: AbortSignal): Promise<string> =>
    new Promise((resolve) => {
      shared.release = () => resolve('released');
      signal.addEventListener('abort', () => (shared.aborts.count += 1));
    });
  const contexts = new Set<TestContext>();
  return {
    Subscription: { contexts: (_, __, context) => contexts.add(context).size },
    Query: {
      person: (_, args) => person(String(args['id'])),
      persons: async (_, args) => ({
        totalCount: 9,
        nodes: [1, 2, 3]
          .slice(0, Number(args['first']))
          .map((n) => person(JSON.stringify(args['filter'] ?? n))),
      }),
      people: (_, args) => Array.from({ length: Number(args['first']) }, (__, n) => person(`p${n}`)),
      subject: async (_, args) =>
        args['firm'] ? { __typename: 'Organization', id: '7', title: 't' } : person('1'),
      node: (_, args) => person(String(args['id'])),
      whoami: (_, __, context) => context.caller,
      forever: (_, __, context) => waiting(context.signal),
      fails: (_, args) => {
        throw failure(args['how']);
      },
    },
    Person: {
      late: async () => 'late',
      broken: async () => {
        throw failure('sql');
      },
      refused: () => {
        throw failure('input');
      },
    },
    Mutation: { add: (_, args) => Number(args['by']) + 1 },
  };
}

type Source = (args: Record<string, unknown>, context: TestContext) => AsyncIterable<unknown>;

const sources: Record<string, Source> = {
  ticks: async function* (args) {
    for (let n = 1; n <= Number(args['to']); n += 1) yield { ticks: n };
  },
  contexts: async function* () {
    for (let n = 0; n < 3; n += 1) yield {};
  },
  silence: async function* (_, { signal }) {
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
    yield* [];
  },
  breaks: async function* () {
    yield { breaks: 1 };
    throw failure('sql');
  },
};

/** The schema of the tests: a little of everything that GraphQL has. */
export function testSchema(shared: Shared = { aborts: { count: 0 }, release: null }): GraphQLSchema {
  const schema = buildSchema(SDL);
  for (const [name, fields] of Object.entries(resolvers(shared))) {
    const type = schema.getType(name);
    if (!(type instanceof GraphQLObjectType)) throw new Error(`no object type ${name}`);
    for (const [field, resolve] of Object.entries(fields))
      Object.assign(type.getFields()[field] ?? {}, { resolve });
  }
  const events = schema.getSubscriptionType()?.getFields() ?? {};
  for (const [field, source] of Object.entries(sources))
    Object.assign(events[field] ?? {}, {
      subscribe: (_: unknown, args: Record<string, unknown>, context: TestContext) => {
        context.signal.addEventListener('abort', () => (shared.aborts.count += 1));
        return source(args, context);
      },
    });
  const money = schema.getType('Money');
  if (money instanceof GraphQLScalarType) money.serialize = (value) => `¥${String(value)}`;
  const subject = schema.getType('Subject');
  if (!(subject instanceof GraphQLUnionType)) throw new Error('no union Subject');
  return schema;
}

/** A running server with one caller, `anna`, whose token is `good`. */
export interface Fixture extends Shared {
  readonly url: string;
  readonly server: Server;
  readonly registry: Registry;
  /** Everything logged so far, as text. */
  log(): string;
  logLines(): Record<string, unknown>[];
  fetch(path: string, init?: RequestInit): Promise<Response>;
  query(
    query: unknown,
    variables?: unknown,
    more?: object,
  ): Promise<{ status: number; body: GraphqlBody; headers: Headers }>;
}

/** What a GraphQL answer holds. */
export interface GraphqlBody {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: {
    readonly message: string;
    readonly path?: unknown[];
    readonly extensions: { readonly code: string; readonly errorId?: string };
  }[];
}

/** The header that anna sends. */
export const AUTHORIZED = { authorization: 'Bearer good' };

/** Starts a server on a free port. */
export async function startFixture(
  options: { limits?: Partial<Limits>; ready?: () => Promise<Record<string, boolean>> } = {},
): Promise<Fixture> {
  const chunks: string[] = [];
  const sink = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      chunks.push(chunk.toString());
      done();
    },
  });
  const shared: Shared = { aborts: { count: 0 }, release: null };
  const registry = new Registry();
  const server = await createServer<{ name: string }>({
    schema: testSchema(shared),
    context: ({ name }, signal): TestContext => ({ caller: name, signal }),
    authenticate: (token) => (token === 'good' ? { name: 'anna' } : null),
    logger: pino({ level: 'debug' }, sink),
    health: { ready: options.ready ?? (async () => ({ store: true })) },
    registry,
    host: '127.0.0.1',
    port: 0,
    ...(options.limits && { limits: options.limits }),
  });
  const request = (path: string, init?: RequestInit): Promise<Response> => fetch(server.url + path, init);
  return Object.assign(shared, {
    url: server.url,
    server,
    registry,
    log: () => chunks.join(''),
    logLines: () => chunks.map((line) => JSON.parse(line)),
    fetch: request,
    query: async (query: unknown, variables?: unknown, more: object = {}) => {
      const response = await request('/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...AUTHORIZED },
        body: JSON.stringify({ query, variables, ...more }),
      });
      return { status: response.status, body: JSON.parse(await response.text()), headers: response.headers };
    },
  });
}

/** A message of graphql-transport-ws. */
export interface Message {
  readonly type: string;
  readonly id?: string;
  readonly payload?: unknown;
}

/** A raw WebSocket client that keeps what it gets. */
export interface Client {
  readonly socket: WebSocket;
  send(message: Message): void;
  /** The next message not yet taken. */
  next(): Promise<Message>;
  readonly closed: Promise<{ code: number; reason: string }>;
}

/** Opens a WebSocket; with `params` it also sends connection_init. */
export async function connect(
  url: string,
  options: { params?: object; headers?: Record<string, string> } = {},
): Promise<Client> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
    headers: options.headers ?? {},
  });
  const received: Message[] = [];
  const takers: ((message: Message) => void)[] = [];
  socket.on('message', (data) => {
    const message: Message = JSON.parse(String(data));
    const taker = takers.shift();
    if (taker) taker(message);
    else received.push(message);
  });
  const closed = new Promise<{ code: number; reason: string }>((resolve) =>
    socket.once('close', (code, reason) => resolve({ code, reason: String(reason) })),
  );
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  const send = (message: Message): void => socket.send(JSON.stringify(message));
  if (options.params) send({ type: 'connection_init', payload: options.params });
  return {
    socket,
    send,
    next: async () => received.shift() ?? new Promise((resolve) => takers.push(resolve)),
    closed,
  };
}

/** An acknowledged connection of anna. */
export async function connected(url: string): Promise<Client> {
  const client = await connect(url, { params: { token: 'good' } });
  const acknowledgement = await client.next();
  if (acknowledgement.type !== 'connection_ack') throw new Error('the connection was not acknowledged');
  return client;
}
