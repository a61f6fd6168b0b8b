import { randomUUID } from 'node:crypto';
import websocket from '@fastify/websocket';
import { fastify, type FastifyInstance, type FastifyRequest } from 'fastify';
import { handleProtocols } from 'graphql-ws';
import type { GraphQLSchema } from 'graphql';
import type { Registry } from 'prom-client';
import { createAuthentication, type Authentication, type NamedCaller } from './authentication.js';
import { createTranslate, type Log } from './client-error.js';
import { createExecutor, type Exchange, type Extensions } from './executor.js';
import { addFailureHandlers, sendFailure } from './failure.js';
import { addGraphiql } from './graphiql/page.js';
import { addHealthRoutes, type Health } from './health.js';
import { createHttpGraphql } from './http-graphql.js';
import { defaultLimits, type Limits } from './limit.js';
import { createMetrics, type Metrics } from './metric.js';
import { createSockets } from './web-socket.js';

/** What the server is built from; it knows no data category. */
export interface ServerDeps<C extends NamedCaller> {
  readonly schema: GraphQLSchema;
  /** Context of one operation; `signal` aborts when it times out or its client has gone. */
  context(caller: C, signal: AbortSignal): object;
  /** What goes into `extensions` of an answer that was made in this context. */
  readonly extensions?: Extensions;
  /** The caller with this token; null when nobody has it. */
  authenticate(token: string): C | null;
  readonly logger: Log;
  readonly health: Health;
  readonly registry: Registry;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly limits?: Partial<Limits>;
}

/** A listening server. */
export interface Server {
  /** e.g. `http://127.0.0.1:4000`, without a path. */
  readonly url: string;
  /** Stops accepting, lets what runs finish for at most `graceMs`, then cuts what is left. */
  close(graceMs: number): Promise<void>;
}

const REQUEST_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Time for a client to send its whole request. */
const RECEIVE_MS = 30_000;

/** A peer that does not answer a close frame is cut after this. */
const CLOSE_MS = 1_000;

function requestId(header: unknown): string {
  // Any other form could smuggle text into the log.
  return typeof header === 'string' && REQUEST_ID.test(header) ? header : randomUUID();
}

function addRequestLog<C extends NamedCaller>(
  app: FastifyInstance,
  deps: { log: Log; metrics: Metrics; authentication: Authentication<C>; isClosing(): boolean },
): void {
  app.addHook('onSend', async (request, reply) => {
    void reply.header('x-request-id', request.id).header('x-content-type-options', 'nosniff');
    if (deps.isClosing()) void reply.header('connection', 'close');
  });
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unmatched';
    deps.metrics.request(request.method, route, reply.statusCode, reply.elapsedTime / 1000);
    const entry = {
      requestId: request.id,
      method: request.method,
      route,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
      caller: deps.authentication.callerOf(request)?.name,
    };
    if (request.routeOptions.config?.open === true) deps.log.debug(entry, 'request');
    else deps.log.info(entry, 'request');
  });
}

/** Starts the hub's HTTP and WebSocket server. */
export async function createServer<C extends NamedCaller>(deps: ServerDeps<C>): Promise<Server> {
  const { schema, registry, health, logger: log } = deps;
  const limits: Limits = { ...defaultLimits, ...deps.limits };
  const state = { closing: false, graceMs: 0 };
  const isClosing = (): boolean => state.closing;

  const metrics = createMetrics(registry);
  const translate = createTranslate({ log, tokens: limits.tokens });
  const failure = { translate, bodyBytes: limits.bodyBytes };
  const authentication = createAuthentication<C>(deps);
  const executor = createExecutor({
    schema,
    translate,
    timeoutMs: limits.timeoutMs,
    extensions: deps.extensions,
  });
  const exchangeOf = (request: FastifyRequest, abort: AbortController): Exchange => {
    const caller = authentication.callerOf(request);
    if (caller === null) throw new Error('a request without a caller reached the graph');
    return { abort, context: deps.context(caller, abort.signal) };
  };
  const graphql = await createHttpGraphql({ schema, executor, translate, limits, metrics, exchangeOf });
  const sockets = createSockets<C>({
    schema,
    executor,
    translate,
    limits,
    metrics,
    log,
    authentication,
    context: (caller, signal) => deps.context(caller, signal),
  });

  const app = fastify({
    bodyLimit: limits.bodyBytes,
    requestTimeout: RECEIVE_MS,
    genReqId: (request) => requestId(request.headers['x-request-id']),
    frameworkErrors: (error, _request, reply) => sendFailure(reply, error, failure),
  });
  await app.register(websocket, {
    options: { maxPayload: limits.bodyBytes, handleProtocols },
    errorHandler: (_error, socket) => socket.terminate(),
    preClose: (done) => void sockets.drain(state.graceMs).then(() => done()),
  });
  app.addHook('onRequest', authentication.hook);
  addRequestLog(app, { log, metrics, authentication, isClosing });
  addFailureHandlers(app, failure);
  addHealthRoutes(app, { health, registry, isClosing });
  addGraphiql(app);
  app.route({ method: 'GET', url: '/graphql', handler: graphql.handler, wsHandler: sockets.handler });
  app.post('/graphql', graphql.handler);
  const url = await app.listen({ host: deps.host, port: deps.port });

  const close = async (graceMs: number): Promise<void> => {
    state.closing = true;
    state.graceMs = graceMs;
    const cut = setTimeout(() => {
      for (const socket of app.websocketServer.clients) socket.terminate();
      app.server.closeAllConnections();
    }, graceMs + CLOSE_MS);
    await app.close().finally(() => clearTimeout(cut));
    await graphql.stop();
  };
  return { url, close };
}
