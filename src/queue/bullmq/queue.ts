import { Queue as BullQueue } from 'bullmq';
import type { Logger } from 'pino';
import { HubError, RetryableError } from '../../errors.js';
import { within } from '../deadline.js';
import { ABORT_MS, ATTEMPTS, BACKOFF_MS, GRACE_MS } from '../failure.js';
import type { Job, Queue } from '../queue.js';
import { checkSchedules } from '../schedule.js';
import { announceCancellation } from './cancellation.js';
import { ANSWER_MS, connect, IMPATIENT, QUEUE_NAME } from './connection.js';
import { replaceSchedules } from './scheduler.js';
import { startWorker, type RunningWorker } from './worker.js';

/** Settings of the queue on Redis. */
export interface BullQueueDeps {
  readonly redisUrl: string;
  /** Begins every key's name, so that installations can share one Redis. */
  readonly prefix: string;
  readonly logger: Logger;
  /** First pause before another try, default 5 s; it doubles with each further one. */
  readonly backoffMs?: number;
  /** Time after which a job of a worker that died is given to another one, default 30 s. */
  readonly lockMs?: number;
}

/** Options of every job: bounded tries and a bounded history. */
const JOB_OPTIONS = {
  attempts: ATTEMPTS,
  backoff: { type: 'custom' },
  removeOnComplete: { count: 200 },
  removeOnFail: { count: 1_000 },
  stackTraceLimit: 0,
} as const;

/** Redis errors name commands and their arguments: callers get a code instead, and soon. */
async function reachable<Result>(work: () => Promise<Result>): Promise<Result> {
  const done = work();
  try {
    if (await within(ANSWER_MS, done)) return await done;
  } catch (error) {
    if (error instanceof HubError) throw error;
  }
  throw new RetryableError('QUEUE_UNAVAILABLE', 'Redis does not answer: check TRIBUTARY_REDIS_URL');
}

/** The queue of the server mode: BullMQ on Redis, shared by any number of processes. */
export function createBullQueue(deps: BullQueueDeps): Queue {
  const { redisUrl, prefix, logger, backoffMs = BACKOFF_MS, lockMs = 30_000 } = deps;
  const redis = connect(redisUrl, logger, IMPATIENT);
  const queue = new BullQueue(QUEUE_NAME, {
    connection: redis,
    prefix,
    // Otherwise each call would wait without end for a Redis that is away.
    skipWaitingForReady: true,
    defaultJobOptions: JOB_OPTIONS,
    streams: { events: { maxLen: 1_000 } },
  });
  queue.on('error', (error) => logger.warn({ code: 'QUEUE_UNAVAILABLE' }, error.message));
  let worker: RunningWorker | null = null;

  const enqueue = (job: Job, { id }: { readonly id: string }): Promise<void> =>
    reachable(async () => {
      await queue.add(job.name, job.data, { deduplication: { id } });
    });

  return {
    schedule: (schedules) =>
      reachable(async () => {
        checkSchedules(schedules);
        await replaceSchedules(queue, schedules);
      }),
    enqueue,
    async work(handlers, { concurrency }) {
      worker = await startWorker({
        redisUrl,
        prefix,
        logger,
        backoffMs,
        lockMs,
        redis,
        handlers,
        concurrency,
        enqueue,
      });
    },
    cancel: (id) =>
      reachable(async () => {
        const jobId = await queue.getDeduplicationJobId(id);
        if (!jobId) return false;
        const state = await queue.getJobState(jobId);
        if (state === 'completed' || state === 'failed' || state === 'unknown') return false;
        await announceCancellation(redis, prefix, jobId);
        // One that starts just now cannot be removed any more; its worker sees the announcement.
        if (state !== 'active') await queue.remove(jobId);
        return true;
      }),
    async close(graceMs = GRACE_MS) {
      await worker?.close(graceMs);
      await within(ABORT_MS, queue.close());
      redis.disconnect();
    },
  };
}
