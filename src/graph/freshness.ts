import type { Stream } from '../sources/stream.js';
import type { Store } from '../store/store.js';
import type { Freshness } from './category-report-type.js';
import { instant } from './projection.js';
import { createRecent } from './recent.js';

const toSeconds = (milliseconds: number): number => Math.floor(milliseconds / 1000);

/** The verdict on a watermark (stored form) under the limits of its stream. */
export function freshnessOf(limits: Stream['freshness'], watermark: string | null, now: Date): Freshness {
  const bounds = { warn: toSeconds(limits.warn), fail: toSeconds(limits.fail) };
  if (watermark === null) return { verdict: 'NEVER_LOADED', age: null, watermark: null, ...bounds };
  const age = Math.max(0, now.getTime() - Date.parse(`${watermark.replace(' ', 'T')}Z`));
  const verdict = age > limits.fail ? 'EXPIRED' : age > limits.warn ? 'LATE' : 'FRESH';
  return { verdict, age: toSeconds(age), watermark: instant(watermark), ...bounds };
}

/** A category whose data are older than they should be, or were never loaded. */
export interface Stale {
  readonly category: string;
  /** `LATE`, `EXPIRED` or `NEVER_LOADED`. */
  readonly verdict: string;
  /** Up to when its source was complete. */
  readonly watermark: string | null;
  /** Seconds since the watermark, by the source's clock. */
  readonly age: number | null;
}

interface StateRow {
  category: string;
  watermark: string | null;
  clock_offset_ms: number | null;
}

/** Watermarks are read this often at most, however many requests come. */
const RECENT_MS = 5_000;

/** Judges how old the data of categories are, from watermarks that are a few seconds old at most. */
export function createFreshness(deps: {
  readonly store: Store;
  readonly streams: readonly Stream[];
  readonly now: () => Date;
}) {
  const { store, now } = deps;
  const limits = new Map(deps.streams.map(({ id, freshness }) => [id, freshness]));
  const states = createRecent({
    now,
    forMs: RECENT_MS,
    read: async () => {
      const rows = await store.query<StateRow>(
        'SELECT category, watermark, clock_offset_ms FROM stream_state',
      );
      return new Map(rows.map((row) => [row.category, row]));
    },
  });

  /** Freshness of every category that has a stream, by the clock of its source. */
  async function all(): Promise<ReadonlyMap<string, Freshness>> {
    const known = await states();
    const judged = [...limits].map(([id, limit]): [string, Freshness] => {
      const state = known.get(id);
      const clock = new Date(now().getTime() + Number(state?.clock_offset_ms ?? 0));
      return [id, freshnessOf(limit, state?.watermark ?? null, clock)];
    });
    return new Map(judged);
  }

  return {
    all,
    /** Which of these categories are not fresh, in their order. */
    async stale(categories: ReadonlySet<string>): Promise<Stale[]> {
      if (categories.size === 0) return [];
      const judged = await all();
      return [...categories].toSorted().flatMap((category) => {
        const found = judged.get(category);
        if (!found || found.verdict === 'FRESH') return [];
        const { verdict, watermark, age } = found;
        return [{ category, verdict, watermark, age }];
      });
    },
  };
}

export type FreshnessReader = ReturnType<typeof createFreshness>;
