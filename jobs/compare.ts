import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import type { Desk } from '../src/alert/desk.js';
import type { JobHandler, JobSchedule, Queue } from '../src/queue/queue.js';
import type { Store } from '../src/store/store.js';

export interface CompareJobDeps {
  readonly desk: Desk;
  readonly store: Store;
  readonly now: () => Date;
  /** Nothing must have been committed for so long before a run starts, default 0.7 s. */
  readonly quietMs?: number;
  /** A run starts after this time at the latest, however busy the streams are; default one minute. */
  readonly patienceMs?: number;
}

/** Whether anything has become due is also looked for by itself: a wake-up can get lost, and the day moves. */
const EVERY_FIVE_MINUTES = '*/5 * * * *';
const JOB = 'compare';

const jobData = z.object({ modules: z.array(z.string()).optional() });

/** Runs comparisons as jobs of the queue: those whose inputs, parameters or day have changed. */
export function createCompareJob(deps: CompareJobDeps) {
  const { desk, store } = deps;
  const quietMs = deps.quietMs ?? 700;
  const patienceMs = deps.patienceMs ?? 60_000;

  /** Where the feed stands, and whether a stream is being refreshed. */
  async function state(): Promise<{ sequence: number; busy: boolean }> {
    const [row] = await store.query<{ sequence: number; busy: number }>(
      `SELECT f.sequence, (SELECT COUNT(*) FROM stream_state WHERE lease_holder IS NOT NULL AND lease_until > ?) AS busy
       FROM feed f WHERE f.id = 1`,
      [deps.now().getTime()],
    );
    return { sequence: Number(row?.sequence ?? 0), busy: Number(row?.busy ?? 0) > 0 };
  }

  /** Waits until a burst of refreshes is over: one run for all of them, and none on half a delivery. */
  async function quiet(signal: AbortSignal): Promise<void> {
    const deadline = Date.now() + patienceMs;
    let last = await state();
    let since = Date.now();
    while (Date.now() < deadline && (last.busy || Date.now() - since < quietMs)) {
      await sleep(Math.min(100, quietMs), undefined, { signal });
      const present = await state();
      if (present.busy || present.sequence !== last.sequence) since = Date.now();
      last = present;
    }
  }

  const handler: JobHandler = async (data, { signal }) => {
    const { modules } = jobData.parse(data);
    const asOf = desk.today();
    if (modules) return void (await desk.compare.run({ asOf, cause: 'manual', modules }, signal));
    // What changes while a run is under way enqueues nothing, as this job is not over: so look again.
    for (;;) {
      await quiet(signal);
      const outcomes = await desk.compare.run({ asOf: desk.today(), cause: 'refresh' }, signal);
      if (outcomes.length === 0) return;
    }
  };

  /** Enqueues a run of what is due, or of the named modules. @throws NotFound `COMPARISON_UNKNOWN` */
  async function enqueue(queue: Queue, modules?: readonly string[]): Promise<void> {
    for (const module of modules ?? []) desk.library.get(module);
    const id = modules ? `${JOB}-${[...modules].toSorted().join('-')}` : JOB;
    await queue.enqueue({ name: JOB, data: modules ? { modules } : {} }, { id });
  }

  return {
    handler,
    enqueue,
    /** A handler after which comparisons are looked at: whatever it did may have changed their inputs. */
    after:
      (queue: Queue, refresh: JobHandler): JobHandler =>
      async (data, context) => {
        await refresh(data, context);
        await enqueue(queue);
      },
    schedules: (): JobSchedule[] => [
      { id: JOB, name: JOB, data: {}, cron: EVERY_FIVE_MINUTES, tz: 'Asia/Shanghai' },
    ],
  };
}

export type CompareJob = ReturnType<typeof createCompareJob>;
