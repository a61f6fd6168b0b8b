import type { FastifyRequest } from 'fastify';
import type { ExecutionArgs, GraphQLError } from 'graphql';
import { CloseCode, makeServer, type SubscribePayload } from 'graphql-ws';
import type { WebSocket } from 'ws';
import { BadInput, RetryableError } from '../errors.js';
import { bearerToken, type Authentication, type NamedCaller } from './authentication.js';
import type { Log } from './client-error.js';
import { keepAlive, sendTo } from './socket.js';
import { createSocketOperations, type SocketOperationDeps } from './socket-operation.js';

/** What the WebSocket transport needs. */
export interface SocketDeps<C extends NamedCaller> extends SocketOperationDeps<C> {
  readonly log: Log;
  readonly authentication: Authentication<C>;
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

/** The token of a `connection_init` message: `Authorization: "Bearer …"` or `token`. */
function tokenOf(params: Record<string, unknown> | undefined): string | null {
  const token = params?.['token'];
  const header = bearerToken(params?.['Authorization'] ?? params?.['authorization']);
  return header ?? (typeof token === 'string' ? token : null);
}

/** Resolves when `ended` has, or after `ms`. */
async function atMost(ms: number, ended: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const expired = new Promise((resolve) => (timer = setTimeout(resolve, ms)));
  await Promise.race([ended, expired]);
  clearTimeout(timer);
}

/** Makes the handler of upgraded connections; they speak graphql-transport-ws under the same limits as HTTP. */
export function createSockets<C extends NamedCaller>(deps: SocketDeps<C>): Sockets {
  const { translate, limits, metrics, log, authentication } = deps;
  const operations = createSocketOperations<C>(deps);
  const sockets = new Set<WebSocket>();
  let draining = false;

  const callerOf = ({ request }: Connection<C>, token: string | null): C | null =>
    authentication.callerOf(request) ?? (token === null ? null : authentication.authenticate(token));

  const admit = (
    connection: Connection<C>,
    active: number,
    payload: SubscribePayload,
  ): ExecutionArgs | GraphQLError[] => {
    const { caller, running } = connection;
    if (draining) throw new RetryableError('SHUTTING_DOWN', 'the hub is shutting down: connect again');
    if (active > limits.operationsPerSocket)
      throw new BadInput(
        'TOO_MANY_OPERATIONS',
        `a connection may run at most ${limits.operationsPerSocket} operations at a time: complete some`,
      );
    if (caller === null) throw new Error('a connection without a caller was acknowledged');
    const abort = new AbortController();
    const begun = operations.begin(caller, payload, abort);
    if (Array.isArray(begun)) return begun;
    running.add(abort);
    abort.signal.addEventListener('abort', () => running.delete(abort), { once: true });
    return begun;
  };

  const refused = (errors: GraphQLError[]): GraphQLError[] => {
    metrics.operation('websocket', 'none', String(errors[0]?.extensions['code']));
    return errors;
  };

  const server = makeServer<Record<string, unknown>, Connection<C>>({
    execute: (args) => operations.execute(args),
    subscribe: (args) => operations.subscribe(args),
    onConnect: ({ extra, connectionParams }) => {
      const token = tokenOf(connectionParams);
      extra.caller = callerOf(extra, token);
      if (extra.caller === null && token === null) extra.socket.close(CloseCode.Unauthorized, 'Unauthorized');
      return extra.caller !== null;
    },
    onSubscribe: ({ extra, subscriptions }, _id, payload) => {
      try {
        const admitted = admit(extra, Object.keys(subscriptions).length, payload);
        return Array.isArray(admitted) ? refused(admitted) : admitted;
      } catch (error) {
        return refused([translate(error)]);
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
      closed(code, String(reason)).catch(() => {});
      const ms = Math.round(performance.now() - started);
      const caller = connection.caller?.name;
      log.info({ requestId: request.id, route: '/graphql', code, ms, caller }, 'socket closed');
    });
  };

  const drain = async (graceMs: number): Promise<void> => {
    draining = true;
    await atMost(graceMs, operations.settled());
    // The answers just finished are handed to their sockets first.
    await new Promise(setImmediate);
    for (const socket of sockets) socket.close(1001, 'Going away');
  };

  return { handler, drain };
}
