import { setTimeout as delay } from 'node:timers/promises';
import pRetry from 'p-retry';
import { RetryableError } from '../errors.js';

/** Waits `ms`; rejects as soon as the signal aborts. */
export type Sleep = (ms: number, signal: AbortSignal) => Promise<void>;

/** The real one; tests record the waits instead. */
export const sleep: Sleep = (ms, signal) => delay(ms, undefined, { signal });

export interface RetryOptions {
  /** Waits after the first, second, … failure; when they are used up the last error is thrown. */
  readonly delaysMs: readonly number[];
  readonly sleep: Sleep;
  readonly signal: AbortSignal;
}

/** Waits that the other side asked for are no failures, but one call sits through so many only. */
const MOST_NAMED_WAITS = 30;
/** A longer wait (the limit of a day) is handed to the queue instead of keeping a worker. */
const LONGEST_NAMED_WAIT_MS = 300_000;
/** Clients that failed together must not come back together. */
const JITTER = 0.25;

/**
 * Repeats `attempt` while it throws RetryableError: with `delayMs` after that wait, without counting a
 * failure; else after the next of `delaysMs`, lengthened by up to a quarter. Any other error ends it at once.
 */
export function retried<T>(attempt: () => Promise<T>, { delaysMs, sleep, signal }: RetryOptions): Promise<T> {
  let named = 0;
  const waitAfter = (error: RetryableError, failures: number): number => {
    if (error.delayMs === undefined) {
      const delayMs = delaysMs[failures];
      if (delayMs === undefined) throw error;
      return delayMs * (1 + JITTER * Math.random());
    }
    if (error.delayMs > LONGEST_NAMED_WAIT_MS || ++named > MOST_NAMED_WAITS) throw error;
    return error.delayMs;
  };
  return pRetry(attempt, {
    // One more than there are delays: `waitAfter` decides, a named wait after the last failure is still none.
    retries: delaysMs.length + 1,
    minTimeout: 0,
    signal,
    onFailedAttempt: async ({ error, retriesConsumed }) => {
      signal.throwIfAborted();
      if (!(error instanceof RetryableError)) throw error;
      await sleep(waitAfter(error, retriesConsumed), signal);
    },
    shouldConsumeRetry: ({ error }) => error instanceof RetryableError && error.delayMs === undefined,
  });
}
