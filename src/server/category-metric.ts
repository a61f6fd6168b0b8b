import { Gauge, type Registry } from 'prom-client';
import type { FreshnessReader } from '../graph/freshness.js';
import { createRecent } from '../graph/recent.js';
import type { Store } from '../store/store.js';

export interface CategoryMetricDeps {
  readonly registry: Registry;
  readonly store: Store;
  readonly freshness: FreshnessReader;
  readonly now: () => Date;
}

const VERDICTS = ['FRESH', 'LATE', 'EXPIRED', 'NEVER_LOADED'] as const;

/** A scrape reads the store this often at most. */
const RECENT_MS = 5_000;

/** Registers what operators watch of the categories: age and verdict of their data, quarantine, their last runs. */
export function addCategoryMetrics({ registry, store, freshness, now }: CategoryMetricDeps): void {
  const registers = [registry];
  const recent = <Row extends object>(sql: string) =>
    createRecent({ now, forMs: RECENT_MS, read: () => store.query<Row>(sql) });
  const quarantined = recent<{ category: string; reason: string; n: number }>(
    'SELECT category, reason, COUNT(*) AS n FROM quarantine GROUP BY category, reason',
  );
  const states = recent<{ category: string; live_rows: number }>(
    'SELECT category, live_rows FROM stream_state',
  );
  const runs = recent<{ category: string; status: string }>(
    'SELECT r.category, r.status FROM run r JOIN (SELECT MAX(id) AS id FROM run GROUP BY category) latest ON latest.id = r.id',
  );
  const gauge = (
    name: string,
    help: string,
    labelNames: readonly string[],
    collect: (self: Gauge) => Promise<void>,
  ): Gauge =>
    new Gauge({
      name,
      help,
      labelNames,
      registers,
      async collect() {
        this.reset();
        await collect(this);
      },
    });

  gauge(
    'tributary_freshness_age_seconds',
    "Age of a category's watermark by the clock of its source",
    ['category'],
    async (self) => {
      for (const [category, { age }] of await freshness.all()) if (age !== null) self.set({ category }, age);
    },
  );
  gauge(
    'tributary_freshness_verdict',
    '1 for the verdict that holds, 0 for the others',
    ['category', 'verdict'],
    async (self) => {
      for (const [category, found] of await freshness.all())
        for (const verdict of VERDICTS) self.set({ category, verdict }, Number(found.verdict === verdict));
    },
  );
  gauge('tributary_category_rows', 'Live rows of a category', ['category'], async (self) => {
    for (const { category, live_rows } of await states()) self.set({ category }, live_rows);
  });
  gauge(
    'tributary_quarantined_rows',
    'Rows of a category that are set aside, by reason',
    ['category', 'reason'],
    async (self) => {
      for (const { category, reason, n } of await quarantined()) self.set({ category, reason }, Number(n));
    },
  );
  gauge(
    'tributary_last_run_status',
    '1 for the status of the last run of a stream',
    ['category', 'status'],
    async (self) => {
      for (const { category, status } of await runs()) self.set({ category, status }, 1);
    },
  );
}
