import { createApiServer, type ApiServer, type ApiServerDeps } from '../../sandbox/systems/api-server.js';
import { openServiceStore, type ServiceRow, type ServiceStore } from '../../sandbox/systems/service-store.js';
import { attribute, category, CategoryRecord } from '../../src/catalog/category.js';
import { createApiSource } from '../../src/sources/api/source.js';
import { createDepartmentBudget } from '../../src/sources/budget.js';
import type { Source } from '../../src/sources/source.js';
import { stream } from '../../src/sources/stream.js';
import { recordedLog, type RecordedLog } from '../support/log.js';
import { movableClock, NO_API_LIMITS, recordedSleep, UNLIMITED } from './service-fixture.js';

class Officer {
  @attribute.string({ zh: '姓名', sensitivity: 'personal' })
  name!: string;
  @attribute.string({ zh: '职务', sensitivity: 'internal', nullable: true })
  rank!: string | null;
}

@category({
  id: 'site-check',
  no: '90',
  department: 'justice',
  zh: '检查',
  en: 'Site check',
  row: 'one check',
  key: ['checkNo'],
})
class SiteCheck extends CategoryRecord {
  @attribute.docNo({ zh: '编号', sensitivity: 'internal' })
  checkNo!: string;
  @attribute.list({ zh: '人员', sensitivity: 'personal', of: Officer })
  officers!: Officer[];
  @attribute.boolean({ zh: '合格', sensitivity: 'internal', nullable: true })
  passed!: boolean | null;
  @attribute.string({ zh: '备注', sensitivity: 'internal', nullable: true })
  remark!: string | null;
}

const ROUTES = {
  cursor: { path: '/api/v1/checks', table: 'checks', paging: 'cursor', maxPageSize: 500 },
  page: { path: '/api/v1/paged-checks', table: 'checks', paging: 'page', maxPageSize: 200 },
} as const;

/** The present of the department, unless a test moves it. */
export const NOW = '2025-03-10 04:30:00';
export const TABLE = 'checks';
export const SECRET = 'not-to-be-told';

/** A department with one resource, and the hub's source for it. */
export interface ApiFixture {
  readonly store: ServiceStore;
  readonly server: ApiServer;
  readonly source: Source;
  readonly clock: ReturnType<typeof movableClock>;
  readonly waits: number[];
  readonly log: RecordedLog;
  /** Parameters of every call that reached a resource. */
  readonly calls: URLSearchParams[];
  /** Another hub process: same settings, no memory. */
  another(overrides?: { clientSecret?: string; baseUrl?: string; pageSize?: number; path?: string }): Source;
  close(): Promise<void>;
}

export interface ApiFixtureOptions extends Pick<Partial<ApiServerDeps>, 'limits'> {
  readonly paging?: 'cursor' | 'page';
  readonly pageSize?: number;
}

/** A live row, `C<number>`, changed at a local time of 2025-03-01 unless a whole stamp is given. */
export function check(number: number, at: string, body: Record<string, unknown> = {}): ServiceRow {
  const key = `C${String(number).padStart(4, '0')}`;
  const stamp = at.length > 8 ? at : `2025-03-01 ${at}`;
  return { key, stamp, deleted: false, body: { no: key, officers: [], ...body } };
}

/** The tombstone of a row. */
export function gone(number: number, at: string): ServiceRow {
  const { key, stamp } = check(number, at);
  return { key, stamp, deleted: true, body: { no: key } };
}

/** `count` live rows, one every ten seconds from 08:00:00 of 2025-03-01. */
export function checks(count: number): ServiceRow[] {
  const start = Date.UTC(2025, 2, 1, 8);
  return Array.from({ length: count }, (_, i) =>
    check(i + 1, new Date(start + i * 10_000).toISOString().slice(0, 19).replace('T', ' ')),
  );
}

export async function apiFixture({
  paging = 'cursor',
  pageSize = 10,
  limits = NO_API_LIMITS,
}: ApiFixtureOptions = {}): Promise<ApiFixture> {
  const store = openServiceStore(':memory:');
  const clock = movableClock(NOW);
  const calls: URLSearchParams[] = [];
  const server = await createApiServer({
    store,
    clients: { hub: SECRET },
    routes: Object.values(ROUTES),
    clock: clock.now,
    limits,
    onCall: (_, parameters) => calls.push(new URLSearchParams(parameters)),
  });
  const { waits, sleep } = recordedSleep();
  const log = recordedLog();
  const another: ApiFixture['another'] = (overrides = {}) =>
    createApiSource({
      stream: stream({
        category: SiteCheck,
        source: {
          kind: 'api',
          path: overrides.path ?? ROUTES[paging].path,
          paging,
          pageSize: overrides.pageSize ?? pageSize,
        },
        mode: 'delta',
        cron: '0 4 * * *',
        freshness: { warn: '30h', fail: '54h' },
        fields: {
          checkNo: 'no',
          officers: { name: 'officers', of: { name: 'xm', rank: 'zw' } },
          passed: 'ok',
          remark: 'remark',
        },
      }),
      endpoints: {
        api: {
          baseUrl: overrides.baseUrl ?? server.baseUrl,
          clientId: 'hub',
          clientSecret: overrides.clientSecret ?? SECRET,
        },
      },
      logger: log.logger,
      budget: createDepartmentBudget({ api: UNLIMITED, token: UNLIMITED }),
      sleep,
    });
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
