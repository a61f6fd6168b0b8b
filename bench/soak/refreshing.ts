import { pino } from 'pino';
import { streams } from '../../connectors/index.js';
import { createRefresh, type Refresh } from '../../jobs/refresh.js';
import { createSubjectRegistry } from '../../src/ingest/subject.js';
import { createInProcessWakeUps } from '../../src/queue/in-process/wake-up.js';
import type { RateLimit } from '../../src/sources/budget.js';
import { createOpenSource } from '../../src/sources/open-source.js';
import type { DepartmentEndpoints } from '../../src/sources/source.js';
import type { Store } from '../../src/store/store.js';
import { vault } from '../../tests/support/hub.js';

/** Streams that one worker refreshes at the same time. */
export const CONCURRENCY = 6;

const NO_LIMIT: RateLimit = { calls: 10_000, perMs: 1_000, parallel: 2 };

/** The refresh job of a hub over some store, as the worker runs it; the catalogue's rate limits are lifted. */
export function createSoakRefresh(deps: {
  readonly store: Store;
  readonly endpoints: Readonly<Record<string, DepartmentEndpoints>>;
  readonly now: () => Date;
}): Refresh {
  const { store, now, endpoints } = deps;
  const logger = pino({ level: 'silent' });
  const limits = { api: NO_LIMIT, token: NO_LIMIT, soap: NO_LIMIT };
  return createRefresh({
    streams,
    openSource: createOpenSource({ endpoints, logger, now, limits }),
    store,
    vault,
    subjects: createSubjectRegistry({ store, vault }),
    wakeUps: createInProcessWakeUps(),
    logger,
    now,
    holder: String(process.pid),
  });
}
