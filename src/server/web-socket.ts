import type { FastifyRequest } from 'fastify';
import {
  createSourceEventStream,
  getOperationAST,
  GraphQLError,
  parse,
  validate,
  type ExecutionArgs,
  type ExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import { CloseCode, makeServer, type SubscribePayload } from 'graphql-ws';
import type { WebSocket } from 'ws';
import { BadInput, RetryableError } from '../errors.js';
import { bearerToken, type Authentication, type NamedCaller } from './authentication.js';
import type { Log, Translate } from './client-error.js';
import { presentEvents } from './event-stream.js';
import type { Exchange, Executor } from './executor.js';
import { checkOperation, type Limits } from './limit.js';
import type { Metrics } from './metric.js';
import { keepAlive, sendTo } from './socket.js';

/** What the WebSocket transport needs. */
export interface SocketDeps<C extends NamedCaller> {
  readonly schema: GraphQLSchema;
  readonly executor: Executor;
  readonly translate: Translate;
  readonly limits: Limits;
  readonly metrics: Metrics;
  readonly log: Log;
  readonly authentication: Authentication<C>;
  context(caller: C, signal: AbortSignal): object;
}

/** `/graphql` over WebSocket. */
export interface Sockets {
  handler(socket: WebSocket, request: FastifyRequest): void;
  /** Takes no more operations, lets running queries finish for at most `graceMs`, then closes every socket. */
  drain(graceMs: number): Promise<void>;
}

interface Connection<C> {
  readonly socket: WebSocket;
  readonly request: FastifyRequest;
  readonly running: Set<AbortController>;
  caller: C | null;
}

type Params = Record<string, unknown> | undefined;

/** The token of a `connection_init` message: `Authorization: "Bearer …"` or `token`. */
function tokenOf(params: Params): string | null {
  const token = params?.['token'];
  return (
    bearerToken(params?.['Authorization'] ?? params?.['authorization']) ??
    (typeof token === 'string' ? token : null)
  );
}

function parseDocument(query: string, tokens: number): ReturnType<typeof parse> {
  try {
    return parse(query, { maxTokens: tokens });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const { message, source, positions } = error;
    throw new GraphQLError(message, { source, positions, extensions: { code: 'GRAPHQL_PARSE_FAILED' } });
  }
}

/** Parses, validates and checks a message's operation; throws what Apollo would answer over HTTP. */
function prepare(
  schema: GraphQLSchema,
  limits: Limits,
  payload: SubscribePayload,
): ExecutionArgs | GraphQLError[] {
  const { query, operationName, variables } = payload;
  const document = parseDocument(query, limits.tokens);
  const faults = validate(schema, document);
  if (faults.length > 0)
    return faults.map(
      ({ message, nodes }) =>
        new GraphQLError(message, { nodes, extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }),
    );
  checkOperation(schema, document, operationName ?? undefined, variables ?? undefined, limits);
  return { schema, document, operationName, variableValues: variables };
}

const codeOfResult = (result: ExecutionResult): string =>
  String(result.errors?.[0]?.extensions['code'] ?? 'OK');

/** Makes the handler of upgraded connections; they speak graphql-transport-ws under the same limits as HTTP. */
export function createSockets<C extends NamedCaller>(deps: SocketDeps<C>): Sockets {
  const { schema, executor, translate, limits, metrics, log, authentication } = deps;
  const sockets = new Set<WebSocket>();
  const inFlight = new Set<Promise<ExecutionResult>>();
  const exchanges = new WeakMap<ExecutionArgs, Exchange>();
  let draining = false;

  const admit = (connection: Connection<C>, running: number): C => {
    if (draining) throw new RetryableError('SHUTTING_DOWN', 'the hub is shutting down: connect again');
    if (running > limits.operationsPerSocket)
      throw new BadInput(
        'TOO_MANY_OPERATIONS',
        `a connection may run at most ${limits.operationsPerSocket} operations at a time: complete some`,
      );
    if (connection.caller === null) throw new Error('a connection without a caller was acknowledged');
    return connection.caller;
  };

  const begin = (connection: Connection<C>, caller: C, args: ExecutionArgs): ExecutionArgs => {
    const abort = new AbortController();
    connection.running.add(abort);
    abort.signal.addEventListener('abort', () => connection.running.delete(abort), { once: true });
    exchanges.set(args, { abort, context: deps.context(caller, abort.signal) });
    return args;
  };

  const exchangeOf = (args: ExecutionArgs): Exchange => {
    const exchange = exchanges.get(args);
    if (!exchange) throw new Error('an operation was executed that was never admitted');
    return exchange;
  };

  const run = (args: ExecutionArgs, rootValue?: unknown): Promise<ExecutionResult> => {
    const exchange = exchangeOf(args);
    const { document, operationName, variableValues: variables } = args;
    return executor({ document, operationName, variables, rootValue, exchange });
  };

  const count = (args: ExecutionArgs, result: ExecutionResult): void => {
    const kind = getOperationAST(args.document, args.operationName)?.operation ?? 'none';
    metrics.operation('websocket', kind, codeOfResult(result));
  };

  const execute = async (args: ExecutionArgs): Promise<ExecutionResult> => {
    const work = run(args);
    inFlight.add(work);
    const result = await work.finally(() => inFlight.delete(work));
    exchangeOf(args).abort.abort();
    count(args, result);
    return result;
  };

  const open = async (
    args: ExecutionArgs,
    exchange: Exchange,
  ): Promise<AsyncIterable<unknown> | ExecutionResult> => {
    try {
      return await createSourceEventStream({ ...args, contextValue: exchange.context });
    } catch (error) {
      return { errors: [translate(error)] };
    }
  };

  const subscribe = async (
    args: ExecutionArgs,
  ): Promise<AsyncIterable<ExecutionResult> | ExecutionResult> => {
    const exchange = exchangeOf(args);
    const source = await open(args, exchange);
    if (Symbol.asyncIterator in source) {
      count(args, {});
      return presentEvents({ source, abort: exchange.abort, translate, run: (event) => run(args, event) });
    }
    exchange.abort.abort();
    const refusal = { errors: source.errors?.map(translate) ?? [] };
    count(args, refusal);
    return refusal;
  };

  const server = makeServer<Record<string, unknown>, Connection<C>>({
    execute,
    subscribe,
    onConnect: ({ extra, connectionParams }) => {
      const token = tokenOf(connectionParams);
      extra.caller =
        authentication.callerOf(extra.request) ??
        (token === null ? null : authentication.authenticate(token));
      if (extra.caller === null && token === null) extra.socket.close(CloseCode.Unauthorized, 'Unauthorized');
      return extra.caller !== null;
    },
    onSubscribe: ({ extra, subscriptions }, _id, payload) => {
      try {
        const caller = admit(extra, Object.keys(subscriptions).length);
        const prepared = prepare(schema, limits, payload);
        if (!Array.isArray(prepared)) return begin(extra, caller, prepared);
        metrics.operation('websocket', 'none', 'GRAPHQL_VALIDATION_FAILED');
        return prepared;
      } catch (error) {
        const refusal = translate(error);
        metrics.operation('websocket', 'none', String(refusal.extensions['code']));
        return [refusal];
      }
    },
  });

  const handler = (socket: WebSocket, request: FastifyRequest): void => {
    const started = performance.now();
    const connection: Connection<C> = { socket, request, running: new Set(), caller: null };
    sockets.add(socket);
    metrics.socketOpened();
    const stopKeepAlive = keepAlive(socket);
    const closed = server.opened(sendTo(socket, log), connection);
    socket.once('close', (code, reason) => {
      stopKeepAlive();
      sockets.delete(socket);
      metrics.socketClosed();
      for (const abort of connection.running) abort.abort();
      void closed(code, String(reason)).catch(() => {});
      const ms = Math.round(performance.now() - started);
      log.info(
        { requestId: request.id, route: '/graphql', code, ms, caller: connection.caller?.name },
        'socket closed',
      );
    });
  };

  const drain = async (graceMs: number): Promise<void> => {
    draining = true;
    let timer: NodeJS.Timeout | undefined;
    const expired = new Promise((resolve) => (timer = setTimeout(resolve, graceMs)));
    await Promise.race([Promise.allSettled(inFlight), expired]);
    clearTimeout(timer);
    // The answers just finished are handed to their sockets first.
    await new Promise(setImmediate);
    for (const socket of sockets) socket.close(1001, 'Going away');
  };

  return { handler, drain };
}
