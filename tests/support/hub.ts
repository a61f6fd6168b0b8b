import { pino } from 'pino';
import { streams } from '../../connectors/index.js';
import { records } from '../../schema/index.js';
import { createCatalog } from '../../src/catalog/catalog.js';
import { RetryableError } from '../../src/errors.js';
import { refreshStream, type RunSummary } from '../../src/ingest/refresh-stream.js';
import { createSubjectRegistry } from '../../src/ingest/subject.js';
import { createOpenSource } from '../../src/sources/open-source.js';
import type { DepartmentEndpoints } from '../../src/sources/source.js';
import type { Stream } from '../../src/sources/stream.js';
import type { Store } from '../../src/store/store.js';
import { createVault } from '../../src/store/vault.js';

export const catalog = createCatalog(records);
/** The vault of all tests that compare stores: same keys, same hashes. */
export const vault = createVault({ hashing: Buffer.alloc(32, 1), encryption: Buffer.alloc(32, 2) });

const BUSY_MS = 100;
const NO_LIMIT = { calls: 1_000_000, perMs: 1000, parallel: 8 };
const NO_LIMITS = { api: NO_LIMIT, token: NO_LIMIT, soap: { ...NO_LIMIT, parallel: 1 } };

/** Refreshes every stream of the hub, one after the other and without the departments' rate limits; a lease that a killed run left is waited for. */
export async function refreshAll(
  store: Store,
  endpoints: Readonly<Record<string, DepartmentEndpoints>>,
  { leaseMs = 60_000, order = streams }: { leaseMs?: number; order?: readonly Stream[] } = {},
): Promise<RunSummary[]> {
  const logger = pino({ level: 'silent' });
  const now = (): Date => new Date();
  const openSource = createOpenSource({ endpoints, logger, now, limits: NO_LIMITS });
  const subjects = createSubjectRegistry({ store, vault });
  const summaries: RunSummary[] = [];
  for (const stream of order) {
    const source = openSource(stream);
    const deps = {
      store,
      vault,
      subjects,
      stream,
      source,
      logger,
      now,
      holder: String(process.pid),
      leaseMs,
    };
    const once = (): Promise<RunSummary> =>
      refreshStream(deps, new AbortController().signal).catch(async (error: unknown) => {
        if (!(error instanceof RetryableError) || error.code !== 'STREAM_BUSY') throw error;
        await new Promise((resolve) => setTimeout(resolve, BUSY_MS));
        return once();
      });
    summaries.push(await once());
    await source.close();
  }
  return summaries;
}
