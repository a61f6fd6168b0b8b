import type { Store } from '../../src/store/store.js';
import type { Deviation, Holding } from './audit.js';

/** Runs as the ledger has them. */
interface RunCount {
  readonly category: string;
  readonly status: string;
  readonly code: string | null;
  readonly runs: number;
  readonly rows_read: number;
}

const STATUSES = ['succeeded', 'held', 'failed', 'cancelled', 'abandoned'] as const;

const total = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0);

/** One line for each department, and how often runs ended under which code. */
export async function runsByDepartment(
  store: Store,
  holdings: readonly Holding[],
  deviations: readonly Deviation[],
) {
  const counted = await store.query<RunCount>(
    `SELECT category, status, code, COUNT(*) AS runs, SUM(rows_read) AS rows_read FROM run GROUP BY category, status, code`,
  );
  const departments: Record<string, Record<string, number>> = {};
  for (const department of new Set(holdings.map((holding) => holding.department))) {
    const own = holdings.filter((holding) => holding.department === department);
    const categories = new Set(own.map(({ category }) => category));
    const runs = counted.filter(({ category }) => categories.has(category));
    const byStatus = STATUSES.map((status): [string, number] => [
      status,
      total(runs.filter((run) => run.status === status).map((run) => Number(run.runs))),
    ]);
    departments[department] = {
      streams: own.length,
      ...Object.fromEntries(byStatus),
      read: total(runs.map((run) => Number(run.rows_read))),
      live: total(own.map(({ live }) => live)),
      quarantined: total(own.map(({ quarantined }) => quarantined)),
      deviations: deviations.filter(({ category }) => categories.has(category)).length,
    };
  }
  const codes: Record<string, number> = {};
  for (const { code, runs } of counted) if (code !== null) codes[code] = (codes[code] ?? 0) + Number(runs);
  return { departments, runs: total(counted.map(({ runs }) => Number(runs))), codes };
}
