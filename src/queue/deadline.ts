import { setTimeout as sleep } from 'node:timers/promises';

/** Waits for `work` no longer than `ms`; false when it has not ended by then. Its error is its owner's. */
export async function within(ms: number, work: Promise<unknown>): Promise<boolean> {
  const timer = new AbortController();
  const done = work.then(
    () => true,
    () => true,
  );
  const late = sleep(ms, false, { signal: timer.signal }).catch(() => false);
  return Promise.race([done, late]).finally(() => timer.abort());
}
