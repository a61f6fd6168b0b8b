import { setTimeout as delay } from 'node:timers/promises';
import { createFaultSwitch, type FaultSwitch } from './fault.js';
import { listenHttp, type HttpCall, type HttpListener, type HttpReply } from './http-listener.js';
import { later, localStamp } from './local-time.js';
import { createRateLimit, type RateLimits } from './rate-limit.js';
import type { ServiceRow, ServiceStore } from './service-store.js';
import { faultEnvelope, pageEnvelope, wsdl, type SoapPage } from './soap-answer.js';
import { readSoapRequest, type SoapQuery, type SoapService } from './soap-request.js';

/** How a call of an operation can go wrong. */
export type SoapFault =
  | { readonly kind: 'latency'; readonly ms: number }
  | {
      readonly kind: 'fault';
      readonly side: 'Client' | 'Server';
      readonly errorCode: string;
      readonly retryAfter?: number;
    }
  /** A gateway's page of HTML. */
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'drop' }
  /** So many rows of the page are left out, `total` still counts them. */
  | { readonly kind: 'truncate'; readonly rows: number };

export interface SoapServerDeps {
  readonly store: ServiceStore;
  /** appId -> secret. */
  readonly clients: Readonly<Record<string, string>>;
  readonly services: readonly SoapService[];
  readonly clock: () => Date;
  readonly limits?: RateLimits;
  readonly port?: number;
  readonly host?: string;
  /** Changes the bodies of rows on their way out. */
  readonly alter?: (table: string, body: ServiceRow['body']) => ServiceRow['body'];
  /** Told of every accepted call. */
  readonly onCall?: (operation: string, query: SoapQuery) => void;
}

export interface SoapServer extends HttpListener {
  readonly faults: FaultSwitch<SoapFault>;
}

/** What the catalogue grants each client. */
const LIMITS: RateLimits = { calls: 30, perMs: 60_000, parallel: 1 };
const TOMBSTONES_MS = 365 * 86_400_000;
const SETTLE_MS = 600_000;
const HTML = '<html><body><h1>Service Unavailable</h1></body></html>';

const xml = (status: number, body: string): HttpReply => ({
  status,
  headers: { 'content-type': 'text/xml; charset=utf-8' },
  body,
});

function refusal(fault: Extract<SoapFault, { kind: 'fault' }>): HttpReply {
  return xml(500, faultEnvelope(fault.side, fault.errorCode, fault.retryAfter));
}

/** Starts a department's SOAP service on 127.0.0.1 over the service store. */
export async function createSoapServer(deps: SoapServerDeps): Promise<SoapServer> {
  const { store, clients, clock } = deps;
  const faults = createFaultSwitch<SoapFault>();
  const rate = createRateLimit(deps.limits ?? LIMITS);
  let answers = 0;

  const pageOf = ({ table }: SoapService, asked: SoapQuery): SoapPage => {
    const now = clock();
    const query = {
      table,
      now: localStamp(now),
      since: asked.startTime,
      before: asked.endTime,
      tombstonesSince: localStamp(later(now, -TOMBSTONES_MS)),
    };
    const { pageNo, pageSize } = asked;
    const total = store.count(query);
    return {
      total,
      pageNo,
      pageCount: Math.ceil(total / pageSize),
      dataTime: localStamp(later(now, -SETTLE_MS)),
      rows: store
        .page(query, { offset: (pageNo - 1) * pageSize }, pageSize)
        .map((row) => ({ ...row, body: deps.alter?.(table, row.body) ?? row.body })),
    };
  };

  const served = async (service: SoapService, call: HttpCall): Promise<HttpReply> => {
    const fault = faults.take();
    if (fault?.kind === 'latency') await delay(fault.ms, undefined, { ref: false });
    if (fault?.kind === 'status')
      return { status: fault.status, headers: { 'content-type': 'text/html' }, body: HTML };
    if (fault?.kind === 'fault') return refusal(fault);
    const asked = readSoapRequest(call.body, service, clients, clock());
    if (typeof asked === 'string') return refusal({ kind: 'fault', side: 'Client', errorCode: asked });
    deps.onCall?.(service.operation, asked);
    const page = pageOf(service, asked);
    const shown = fault?.kind === 'truncate' ? { ...page, rows: page.rows.slice(0, -fault.rows) } : page;
    return { ...xml(200, pageEnvelope(service, shown, answers++)), drop: fault?.kind === 'drop' };
  };

  const limited = async (service: SoapService, call: HttpCall): Promise<HttpReply> => {
    const wait = rate.begin(service.namespace);
    if (wait !== null)
      return refusal({ kind: 'fault', side: 'Server', errorCode: 'RATE_LIMITED', retryAfter: wait });
    try {
      return await served(service, call);
    } finally {
      rate.end(service.namespace);
    }
  };

  const listener = await listenHttp({
    clock,
    ...(deps.port !== undefined && { port: deps.port }),
    ...(deps.host !== undefined && { host: deps.host }),
    async handle(call) {
      const service = deps.services.find(({ path }) => path === call.url.pathname);
      if (!service) return { status: 404, headers: { 'content-type': 'text/html' }, body: HTML };
      if (call.method === 'GET') return xml(200, wsdl(service, `http://${call.headers.host}${service.path}`));
      const action = String(call.headers['soapaction'] ?? '');
      if (action !== `"${service.namespace}#${service.operation}"`)
        return refusal({ kind: 'fault', side: 'Client', errorCode: 'PARAM_INVALID' });
      return limited(service, call);
    },
  });
  return { ...listener, faults };
}
