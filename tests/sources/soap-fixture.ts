import { createSoapServer, type SoapServer, type SoapServerDeps } from '../../sandbox/systems/soap-server.js';
import { openServiceStore, type ServiceRow, type ServiceStore } from '../../sandbox/systems/service-store.js';
import { propertyUnit } from '../../connectors/natural-resources/property-unit.js';
import { createDepartmentBudget } from '../../src/sources/budget.js';
import { createSoapSource } from '../../src/sources/soap/source.js';
import type { Source } from '../../src/sources/source.js';
import type { SoapSpec, Stream } from '../../src/sources/stream.js';
import { recordedLog, type RecordedLog } from '../support/log.js';
import { movableClock, recordedSleep, UNLIMITED } from './service-fixture.js';

/** The present of the department, unless a test moves it. */
export const NOW = '2025-03-04 04:00:00';
export const TABLE = 'property-unit';
export const SECRET = 'test-secret';

/** What one accepted call asked for. */
export type Asked = Parameters<NonNullable<SoapServerDeps['onCall']>>[1];

/** The registry's service and the hub's source for it. */
export interface SoapFixture {
  readonly store: ServiceStore;
  readonly server: SoapServer;
  readonly source: Source;
  readonly clock: ReturnType<typeof movableClock>;
  readonly waits: number[];
  readonly log: RecordedLog;
  readonly calls: Asked[];
  /** Another hub process: same settings, no memory. */
  another(overrides?: { secret?: string; spec?: Partial<SoapSpec>; baseUrl?: string }): Source;
  close(): Promise<void>;
}

/** A live right, `BDC<number>`. */
export function right(number: number, stamp: string, body: Record<string, unknown> = {}): ServiceRow {
  const key = `BDC${String(number).padStart(4, '0')}`;
  return { key, stamp, deleted: false, body: { ywh: key, bdcdyh: 'U1', ...body } };
}

/** The tombstone of a right. */
export function gone(number: number, stamp: string): ServiceRow {
  return { ...right(number, stamp), deleted: true };
}

/** `count` live rights, one every ten seconds from 08:00:00 of 2025-03-01. */
export function rights(count: number): ServiceRow[] {
  const start = Date.UTC(2025, 2, 1, 8);
  return Array.from({ length: count }, (_, i) =>
    right(i + 1, new Date(start + i * 10_000).toISOString().slice(0, 19).replace('T', ' ')),
  );
}

export async function soapFixture({
  pageSize = 10,
  limits = { calls: Infinity, perMs: 1, parallel: Infinity },
}: { pageSize?: number; limits?: SoapServerDeps['limits'] } = {}): Promise<SoapFixture> {
  const { source: spec } = propertyUnit;
  if (spec.kind !== 'soap') throw new Error('the connector delivers otherwise');
  const store = openServiceStore(':memory:');
  const clock = movableClock(NOW);
  const calls: Asked[] = [];
  const server = await createSoapServer({
    store,
    clients: { hub: SECRET },
    services: [{ ...spec, table: TABLE }],
    clock: clock.now,
    ...(limits && { limits }),
    onCall: (_, query) => calls.push(query),
  });
  const { waits, sleep } = recordedSleep();
  const log = recordedLog();
  const another: SoapFixture['another'] = (overrides = {}) => {
    const stream: Stream = { ...propertyUnit, source: { ...spec, pageSize, ...overrides.spec } };
    const soap = {
      baseUrl: overrides.baseUrl ?? server.baseUrl,
      appId: 'hub',
      secret: overrides.secret ?? SECRET,
    };
    const budget = createDepartmentBudget({ soap: UNLIMITED });
    return createSoapSource({ stream, endpoints: { soap }, logger: log.logger, budget, sleep });
  };
  return {
    store,
    server,
    clock,
    waits,
    log,
    calls,
    another,
    source: another(),
    async close() {
      await server.close();
      store.close();
    },
  };
}
