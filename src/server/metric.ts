import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

/** The server's own metrics; every label has few values. */
export interface Metrics {
  request(method: string, route: string, status: number, seconds: number): void;
  /** `code` is `OK` or the code of the first error. */
  operation(transport: 'http' | 'websocket', kind: string, code: string): void;
  socketOpened(): void;
  socketClosed(): void;
}

/** Codes are few, yet a label must not grow whatever happens. */
const MAX_CODES = 100;

/** Registers the server's metrics. */
export function createMetrics(registry: Registry): Metrics {
  const registers = [registry];
  const requests = new Histogram({
    name: 'tributary_http_request_duration_seconds',
    help: 'Duration of HTTP requests',
    labelNames: ['method', 'route', 'status'],
    registers,
  });
  const operations = new Counter({
    name: 'tributary_graphql_operations_total',
    help: 'GraphQL operations by outcome code',
    labelNames: ['transport', 'kind', 'code'],
    registers,
  });
  const sockets = new Gauge({
    name: 'tributary_websocket_connections',
    help: 'Open WebSocket connections',
    registers,
  });
  const codes = new Set<string>();
  const bounded = (code: string): string => {
    if (codes.size < MAX_CODES) codes.add(code);
    return codes.has(code) ? code : 'OTHER';
  };
  return {
    request: (method, route, status, seconds) => requests.observe({ method, route, status }, seconds),
    operation: (transport, kind, code) => operations.inc({ transport, kind, code: bounded(code) }),
    socketOpened: () => sockets.inc(),
    socketClosed: () => sockets.dec(),
  };
}
