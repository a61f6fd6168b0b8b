import type { InputState } from '../analytics/input.js';
import type { Catalog } from '../catalog/catalog.js';
import { shanghaiDate } from '../ingest/clock.js';
import type { Stream } from '../sources/stream.js';
import type { Store } from '../store/store.js';

/** The state of one category as a comparison is about to read it. */
export interface Input extends InputState {
  readonly category: string;
  /** Up to when the source was complete, UTC as stored. */
  readonly watermark: string | null;
}

interface StateRow {
  category: string;
  live_rows: number;
  watermark: string | null;
  last_success_at: string | null;
}

const DAY_MS = 24 * 3_600_000;
/** Fewer quarantined keys than this are no reason for anything, so their good versions need not be looked up. */
const NOTEWORTHY = 50;

/** Keys of a category's quarantine that have a good version as well. */
async function keptKeys(store: Store, category: string, table: string): Promise<number> {
  const [row] = await store.query<{ n: number }>(
    `SELECT COUNT(DISTINCT q.key_hash) AS n FROM quarantine q JOIN ${table} t ON t.key_hash = q.key_hash WHERE q.category = ?`,
    [category],
  );
  return Number(row?.n ?? 0);
}

/** The end of a day in Asia/Shanghai; while that day is not over, the present moment. */
function endOf(asOf: string, clock: () => Date): number {
  const present = clock();
  if (shanghaiDate(present) === asOf) return present.getTime();
  return Date.parse(`${asOf}T00:00:00+08:00`) + DAY_MS;
}

const ageAt = (end: number, watermark: string | null): number | null =>
  watermark === null ? null : Math.max(0, end - Date.parse(`${watermark.replace(' ', 'T')}Z`));

export interface InputDeps {
  readonly store: Store;
  readonly catalog: Catalog;
  readonly streams: readonly Stream[];
  /** The district's clock. */
  readonly clock: () => Date;
}

/**
 * The present state of every category by id, its age as at the end of the day `asOf`. A day that is not over
 * ends now: what is delivered every hour would be stale all morning otherwise.
 */
export async function readInputs(deps: InputDeps, asOf: string): Promise<ReadonlyMap<string, Input>> {
  const { store, catalog } = deps;
  const states = await store.query<StateRow>(
    'SELECT category, live_rows, watermark, last_success_at FROM stream_state',
  );
  const counts = await store.query<{ category: string; n: number }>(
    'SELECT category, COUNT(DISTINCT COALESCE(key_hash, identity)) AS n FROM quarantine GROUP BY category',
  );
  const byCategory = new Map(states.map((state) => [state.category, state]));
  const quarantine = new Map(counts.map(({ category, n }) => [category, Number(n)]));
  const limits = new Map(deps.streams.map(({ id, freshness }) => [id, freshness.fail]));
  const end = endOf(asOf, deps.clock);
  const inputs = new Map<string, Input>();
  for (const { id, table } of catalog.categories) {
    const state = byCategory.get(id);
    const quarantined = quarantine.get(id) ?? 0;
    const kept = quarantined < NOTEWORTHY ? 0 : await keptKeys(store, id, table);
    inputs.set(id, {
      category: id,
      loaded: typeof state?.last_success_at === 'string',
      watermark: state?.watermark ?? null,
      ageMs: ageAt(end, state?.watermark ?? null),
      failMs: limits.get(id) ?? Number.POSITIVE_INFINITY,
      keys: Number(state?.live_rows ?? 0) + quarantined - kept,
      quarantined,
    });
  }
  return inputs;
}
