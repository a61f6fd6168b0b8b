import type { ComparisonLibrary } from '../analytics/library.js';
import { shanghaiDate } from '../ingest/clock.js';
import {
  addSuppression,
  describeSuppressions,
  type SuppressionDetail,
  type SuppressionWish,
} from './suppression.js';
import { createBacktest, type Backtest } from './backtest.js';
import { createCompare, type Compare, type CompareDeps } from './compare.js';
import { standingAlerts, type Standing } from './standing.js';
import { moveAlert, suppressAlerts, type Act } from './transition.js';
import { createVersions, type Versions } from './version.js';

export interface DeskDeps extends Omit<CompareDeps, 'versions'> {
  readonly library: ComparisonLibrary;
}

/** Everything that is done with comparisons and their alerts, by whatever way it is asked for. */
export interface Desk {
  readonly library: ComparisonLibrary;
  readonly versions: Versions;
  readonly compare: Compare;
  readonly backtest: Backtest;
  /** Today in the district, yyyy-MM-dd. */
  readonly today: () => string;
  /** See `standingAlerts`; of all modules of the library. */
  standing(): Promise<Standing[]>;
  /** See `moveAlert`. */
  act(alert: number, act: Act): Promise<void>;
  /** Suppressions in force today. */
  suppressions(): Promise<SuppressionDetail[]>;
  /** Records a suppression and takes the alerts that it meets out of sight; returns its id and their number. */
  suppress(wish: SuppressionWish, by: string): Promise<{ readonly id: number; readonly alerts: number }>;
}

/** Registers what the release brings and opens the desk. */
export async function openDesk(deps: DeskDeps): Promise<Desk> {
  const { library, clock } = deps;
  const today = (): string => shanghaiDate(clock());
  const versions = createVersions(deps);
  await versions.install(library.comparisons);
  return {
    library,
    versions,
    today,
    compare: createCompare({ ...deps, versions }),
    backtest: createBacktest({ ...deps, versions }),
    standing: () =>
      standingAlerts(
        deps.store,
        library.comparisons.map(({ id }) => id),
      ),
    act: (alert, act) => moveAlert(deps, alert, act),
    suppressions: () => describeSuppressions(deps, today()),
    async suppress(wish, by) {
      if (wish.module !== null) library.get(wish.module);
      const id = await addSuppression(deps, wish, by, today());
      return { id, alerts: await suppressAlerts(deps, wish, by, wish.reason) };
    },
  };
}
