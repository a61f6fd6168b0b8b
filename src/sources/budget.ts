import PQueue from 'p-queue';

/** How often one system of a department may be called. */
export interface RateLimit {
  readonly calls: number;
  /** Any window of this length has at most `calls`. */
  readonly perMs: number;
  readonly parallel: number;
}

/** Lets calls through as the limit allows, in the order in which they came. */
export interface RateBudget {
  /** Runs `call` when its turn has come; rejects with the signal's reason while it waits. */
  take<T>(call: () => Promise<T>, signal: AbortSignal): Promise<T>;
}

/** The budgets of one department, shared by all of its streams. */
export interface DepartmentBudget {
  readonly api: RateBudget;
  readonly token: RateBudget;
  readonly soap: RateBudget;
}

/** Limits in place of those of the catalogue. */
export type DepartmentLimits = Partial<Record<keyof DepartmentBudget, RateLimit>>;

/** What the data-sharing catalogue allows each client of each department. */
export const CATALOGUE_LIMITS = {
  api: { calls: 5, perMs: 1_000, parallel: 2 },
  token: { calls: 10, perMs: 60_000, parallel: 1 },
  soap: { calls: 30, perMs: 60_000, parallel: 1 },
} as const satisfies Record<keyof DepartmentBudget, RateLimit>;

/** A budget over a sliding window: bursts at the edges of two windows cannot add up. */
export function createRateBudget({ calls, perMs, parallel }: RateLimit): RateBudget {
  const queue = new PQueue({ concurrency: parallel, intervalCap: calls, interval: perMs, strict: true });
  return { take: (call, signal) => queue.add(call, { signal }) };
}

/** One per department; `limits` replaces those of the catalogue. */
export function createDepartmentBudget(limits: DepartmentLimits = {}): DepartmentBudget {
  const of = (name: keyof DepartmentBudget): RateBudget =>
    createRateBudget(limits[name] ?? CATALOGUE_LIMITS[name]);
  return { api: of('api'), token: of('token'), soap: of('soap') };
}
