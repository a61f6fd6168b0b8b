import type { Store } from '../store/store.js';

/** Alerts of one module that wait for a human, and how its last run ended. */
export interface Standing {
  readonly module: string;
  /** Severity -> alerts that wait for a decision. */
  readonly waiting: Readonly<Record<string, number>>;
  /** Yuan at stake in them. */
  readonly amount: string;
  readonly lastStatus: string | null;
}

const yuan = (cents: bigint): string => {
  const digits = String(cents).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

/** What waits for a human, module by module, in the order of their ids; modules without alerts as well. */
export async function standingAlerts(store: Store, modules: readonly string[]): Promise<Standing[]> {
  const rows = await store.query<{ module: string; severity: string; n: number; amount: number | string }>(
    `SELECT module, severity, COUNT(*) AS n, SUM(amount) AS amount FROM alert
     WHERE status IN ('OPEN', 'TRIAGED', 'ASSIGNED') GROUP BY module, severity`,
  );
  const last = await store.query<{ module: string; status: string }>(
    `SELECT r.module, r.status FROM comparison_run r
     JOIN (SELECT MAX(r.id) AS id FROM comparison_run r JOIN comparison_version v ON v.id = r.version
           WHERE v.status = 'live' GROUP BY r.module) l ON l.id = r.id`,
  );
  const status = new Map(last.map((row) => [row.module, row.status]));
  return modules.toSorted().map((module) => {
    const own = rows.filter((row) => row.module === module);
    return {
      module,
      waiting: Object.fromEntries(own.map(({ severity, n }) => [severity, Number(n)])),
      amount: yuan(own.reduce((total, { amount }) => total + BigInt(amount), 0n)),
      lastStatus: status.get(module) ?? null,
    };
  });
}
