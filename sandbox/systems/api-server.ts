import { setTimeout as delay } from 'node:timers/promises';
import { createApiCalls, dataAsOf, failure, type ApiRoute, type Envelope } from './api-call.js';
import { createTokenService } from './api-token.js';
import { createFaultSwitch, type FaultSwitch } from './fault.js';
import { listenHttp, type HttpCall, type HttpListener, type HttpReply } from './http-listener.js';
import { localStamp } from './local-time.js';
import { createRateLimit, type RateLimits } from './rate-limit.js';
import type { ServiceRow, ServiceStore } from './service-store.js';

/** How a call of a resource can go wrong. */
export type ApiFault =
  | { readonly kind: 'latency'; readonly ms: number }
  | { readonly kind: 'rate-limit'; readonly retryAfter: number }
  /** A gateway's page of HTML. */
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'drop' }
  /** Ends all tokens before the call is looked at. */
  | { readonly kind: 'end-tokens' }
  | { readonly kind: 'code'; readonly code: number }
  /** So many rows of the page are left out, `total` still counts them. */
  | { readonly kind: 'truncate'; readonly rows: number };

export interface ApiLimits {
  readonly calls: RateLimits;
  readonly tokens: RateLimits;
  readonly perDay: number;
}

export interface ApiServerDeps {
  readonly store: ServiceStore;
  /** Client id -> secret. */
  readonly clients: Readonly<Record<string, string>>;
  readonly routes: readonly ApiRoute[];
  readonly clock: () => Date;
  readonly limits?: Partial<ApiLimits>;
  readonly port?: number;
  readonly host?: string;
  /** Changes the bodies of rows on their way out. */
  readonly alter?: (table: string, body: ServiceRow['body']) => ServiceRow['body'];
  /** Told of every call of a resource, with its parameters. */
  readonly onCall?: (path: string, parameters: URLSearchParams) => void;
}

export interface ApiServer extends HttpListener {
  readonly faults: FaultSwitch<ApiFault>;
}

/** What the catalogue grants each client. */
const LIMITS: ApiLimits = {
  calls: { calls: 5, perMs: 1000, parallel: 2 },
  tokens: { calls: 10, perMs: 60_000, parallel: Infinity },
  perDay: 10_000,
};

const HTML = '<html><body><h1>Bad Gateway</h1></body></html>';

function json(status: number, content: object, headers: Readonly<Record<string, string>> = {}): HttpReply {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(content),
  };
}

function truncated(envelope: Envelope, rows: number): Envelope {
  const { data } = envelope;
  return data ? { ...envelope, data: { ...data, list: data.list.slice(0, -rows) } } : envelope;
}

/** Calls of each client on the district's present day. */
function createDayCount(clock: () => Date, perDay: number) {
  const used = new Map<string, number>();
  let day = '';
  return (client: string): { remaining: number; reset: number } => {
    const [today = '', time = ''] = localStamp(clock()).split(' ');
    if (today !== day) used.clear();
    day = today;
    const count = (used.get(client) ?? 0) + 1;
    used.set(client, count);
    const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
    return { remaining: perDay - count, reset: 86_400 - hours * 3600 - minutes * 60 - seconds };
  };
}

/** Starts a department's HTTP API on 127.0.0.1: token service and resources over the service store. */
export async function createApiServer(deps: ApiServerDeps): Promise<ApiServer> {
  const { clock, store } = deps;
  const limits = { ...LIMITS, ...deps.limits };
  const faults = createFaultSwitch<ApiFault>();
  const tokens = createTokenService(deps.clients, limits.tokens);
  const rate = createRateLimit(limits.calls);
  const countOfDay = createDayCount(clock, limits.perDay);
  const calls = createApiCalls({ store, clock, ...(deps.alter && { alter: deps.alter }) });

  const served = async (route: ApiRoute, call: HttpCall, fault: ApiFault | undefined): Promise<HttpReply> => {
    if (fault?.kind === 'latency') await delay(fault.ms, undefined, { ref: false });
    if (fault?.kind === 'status')
      return { status: fault.status, headers: { 'content-type': 'text/html' }, body: HTML };
    if (fault?.kind === 'code') return json(200, failure(fault.code));
    const envelope = calls.answer(route, call.url.searchParams);
    const asOf = { 'x-data-as-of': dataAsOf(clock()) };
    if (fault?.kind === 'truncate') return json(200, truncated(envelope, fault.rows), asOf);
    return { ...json(200, envelope, asOf), drop: fault?.kind === 'drop' };
  };

  const limited = async (route: ApiRoute, call: HttpCall): Promise<HttpReply> => {
    const fault = faults.take();
    if (fault?.kind === 'end-tokens') tokens.endAll();
    const client = tokens.clientOf(call);
    if (client === undefined) return json(401, { code: 40101, msg: '令牌已失效', data: null });
    const { remaining, reset } = countOfDay(client);
    const headers = {
      'x-ratelimit-limit': String(limits.perDay),
      'x-ratelimit-remaining': String(Math.max(remaining, 0)),
      'x-ratelimit-reset': String(reset),
    };
    const refused = (seconds: number): HttpReply =>
      json(
        429,
        { code: 429, msg: '请求过于频繁', data: null },
        { ...headers, 'retry-after': String(seconds) },
      );
    if (remaining < 0) return refused(reset);
    if (fault?.kind === 'rate-limit') return refused(fault.retryAfter);
    const wait = rate.begin(client);
    if (wait !== null) return refused(wait);
    try {
      const reply = await served(route, call, fault);
      return { ...reply, headers: { ...headers, ...reply.headers } };
    } finally {
      rate.end(client);
    }
  };

  const listener = await listenHttp({
    clock,
    ...(deps.port !== undefined && { port: deps.port }),
    ...(deps.host !== undefined && { host: deps.host }),
    async handle(call) {
      if (call.url.pathname === '/oauth/token') return tokens.grant(call);
      const route = deps.routes.find(({ path }) => path === call.url.pathname);
      if (!route || call.method !== 'GET') return json(404, { code: 404, msg: '资源不存在', data: null });
      deps.onCall?.(route.path, call.url.searchParams);
      return limited(route, call);
    },
  });
  return { ...listener, faults };
}
