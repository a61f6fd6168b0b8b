import { setTimeout as sleep } from 'node:timers/promises';
import { Cron } from 'croner';
import PQueue from 'p-queue';
import pRetry from 'p-retry';
import type { Logger } from 'pino';
import { within } from '../deadline.js';
import { ABORT_MS, ATTEMPTS, attemptJob, BACKOFF_MS, failureOf, GRACE_MS, logFailure } from '../failure.js';
import type { Job, JobHandler, Queue } from '../queue.js';
import { checkSchedules } from '../schedule.js';

/** Settings of the queue within one process. */
export interface InProcessQueueDeps {
  readonly logger: Logger;
  /** First pause before another try, default 5 s; it doubles with each further one. */
  readonly backoffMs?: number;
}

interface Entry {
  readonly id: string;
  readonly job: Job;
  readonly controller: AbortController;
  running: boolean;
  done: Promise<void>;
}

/** A queue in memory: what waits when the process ends is gone, and comes again with its next schedule. */
export function createInProcessQueue({ logger, backoffMs = BACKOFF_MS }: InProcessQueueDeps): Queue {
  const slots = new PQueue({ autoStart: false });
  const entries = new Map<string, Entry>();
  let crons: readonly Cron[] = [];
  let handlers: Readonly<Record<string, JobHandler>> = {};
  let closed = false;

  async function attempt({ id, job, controller: { signal } }: Entry, number: number): Promise<void> {
    try {
      await attemptJob(handlers, job, { signal, attempt: number });
    } catch (error) {
      logFailure(logger, id, number, failureOf(error, signal), error);
      throw error;
    }
  }

  /** A slot is held while the handler runs, not while the job waits for its turn or its next try. */
  function inSlot(entry: Entry, number: number): Promise<void> {
    const { signal } = entry.controller;
    // p-queue would give the slot of an aborted job away before its handler has stopped: it only hears while waiting.
    const waiting = new AbortController();
    const leave = (): void => waiting.abort();
    signal.addEventListener('abort', leave);
    return slots.add(
      async () => {
        signal.removeEventListener('abort', leave);
        entry.running = true;
        await attempt(entry, number).finally(() => (entry.running = false));
      },
      { signal: waiting.signal },
    );
  }

  async function run(entry: Entry): Promise<void> {
    const { signal } = entry.controller;
    await pRetry((number) => inSlot(entry, number), {
      retries: ATTEMPTS - 1,
      minTimeout: backoffMs,
      randomize: true,
      signal,
      shouldRetry: ({ error }) => failureOf(error, signal).retryable,
      onFailedAttempt: async ({ error, retriesLeft }) => {
        const { delayMs } = failureOf(error, signal);
        if (delayMs > 0 && retriesLeft > 0) await sleep(delayMs, undefined, { signal });
      },
    });
  }

  function forget(entry: Entry): void {
    if (entries.get(entry.id) === entry) entries.delete(entry.id);
  }

  async function enqueue(job: Job, { id }: { readonly id: string }): Promise<void> {
    if (closed || entries.has(id)) return;
    const controller = new AbortController();
    const entry: Entry = { id, job, controller, running: false, done: Promise.resolve() };
    entries.set(id, entry);
    // Failures were logged where they arose; nobody waits for a job's end but `close`.
    entry.done = run(entry)
      .catch(() => {})
      .finally(() => forget(entry));
  }

  function abort(which: (entry: Entry) => boolean): void {
    for (const entry of [...entries.values()].filter(which)) entry.controller.abort();
  }

  async function drain(): Promise<void> {
    await Promise.all([...entries.values()].map((entry) => entry.done));
  }

  return {
    async schedule(schedules) {
      checkSchedules(schedules);
      for (const cron of crons) cron.stop();
      crons = schedules.map(
        ({ id, cron, tz, name, data }) =>
          new Cron(cron, { timezone: tz, mode: '5-part' }, () => enqueue({ name, data }, { id })),
      );
    },
    enqueue,
    async work(given, { concurrency }) {
      handlers = given;
      slots.concurrency = concurrency;
      slots.start();
    },
    async cancel(id) {
      const entry = entries.get(id);
      entry?.controller.abort();
      // What runs holds its id until its handler has stopped.
      if (entry && !entry.running) forget(entry);
      return entry !== undefined;
    },
    async close(graceMs = GRACE_MS) {
      closed = true;
      for (const cron of crons) cron.stop();
      abort((entry) => !entry.running);
      if (await within(graceMs, drain())) return;
      abort(() => true);
      if (await within(ABORT_MS, drain())) return;
      logger.warn({ code: 'QUEUE_CLOSE_TIMEOUT' }, 'jobs still run although they were aborted');
    },
  };
}
