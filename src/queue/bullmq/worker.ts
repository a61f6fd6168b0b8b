import { UnrecoverableError, WaitingError, Worker, type Job as BullJob } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { within } from '../deadline.js';
import { ABORT_MS, attemptJob, failureOf, logFailure, type Failure } from '../failure.js';
import type { Job, JobHandler } from '../queue.js';
import { listenForCancellations } from './cancellation.js';
import { connect, PATIENT, QUEUE_NAME } from './connection.js';
import { readTurn, TURN } from './scheduler.js';

interface WorkerDeps {
  readonly redisUrl: string;
  readonly prefix: string;
  readonly logger: Logger;
  readonly backoffMs: number;
  readonly lockMs: number;
  /** Connection for short commands, shared with the queue. */
  readonly redis: Redis;
  readonly handlers: Readonly<Record<string, JobHandler>>;
  readonly concurrency: number;
  readonly enqueue: (job: Job, options: { readonly id: string }) => Promise<void>;
}

/** A worker of this process. */
export interface RunningWorker {
  close(graceMs: number): Promise<void>;
}

/** What BullMQ stores of a failed try: its text is the failure's code and message. */
class StoredFailure extends Error {
  constructor(readonly failure: Failure) {
    super(`${failure.code}: ${failure.message}`);
  }
}

/** Half to all of an exponential pause, and never less than the other side asked for. */
function pauseMs(attempt: number, backoffMs: number, error: Error | undefined): number {
  const full = backoffMs * 2 ** (attempt - 1);
  const asked = error instanceof StoredFailure ? error.failure.delayMs : 0;
  return Math.max(asked, Math.round(full * (0.5 + Math.random() / 2)));
}

/** What a worker does with one job: the edge where errors become what BullMQ stores. */
function attempt(deps: WorkerDeps, job: BullJob, signal: AbortSignal): Promise<void> {
  if (job.name !== TURN) return attemptJob(deps.handlers, job, { signal, attempt: job.attemptsMade + 1 });
  const { id, ...turn } = readTurn(job.data);
  return deps.enqueue(turn, { id });
}

/** The error that makes BullMQ try again or give up, and that holds nothing but what may be known. */
function storable(deps: WorkerDeps, job: BullJob, error: unknown, signal: AbortSignal): Error {
  const failure = failureOf(error, signal);
  logFailure(deps.logger, job.deduplicationId ?? job.name, job.attemptsMade + 1, failure, error);
  return failure.retryable
    ? new StoredFailure(failure)
    : new UnrecoverableError(`${failure.code}: ${failure.message}`);
}

/** Starts taking jobs from the queue. */
export async function startWorker(deps: WorkerDeps): Promise<RunningWorker> {
  const { redisUrl, prefix, logger, redis, lockMs } = deps;
  const connection = connect(redisUrl, logger, PATIENT);
  const subscriber = connect(redisUrl, logger, PATIENT);
  const running = await listenForCancellations(redis, subscriber, prefix);
  let stopping = false;

  const process = (job: BullJob, token?: string): Promise<void> =>
    running.run(job.id ?? '', async (signal) => {
      try {
        await attempt(deps, job, signal);
      } catch (error) {
        if (!stopping || !signal.aborted) throw storable(deps, job, error, signal);
        // Nobody cancelled it, this process ends: another one shall do the work, and no try is lost.
        await job.moveToWait(token);
        throw new WaitingError();
      }
    });

  const worker = new Worker(QUEUE_NAME, process, {
    connection,
    prefix,
    concurrency: deps.concurrency,
    lockDuration: lockMs,
    stalledInterval: lockMs,
    maxStalledCount: 3,
    settings: {
      backoffStrategy: (tries, _type, error) => pauseMs(tries, deps.backoffMs, error),
    },
  });
  worker.on('error', (error) => logger.warn({ code: 'QUEUE_UNAVAILABLE' }, error.message));
  worker.on('stalled', (jobId) => logger.warn({ code: 'JOB_STALLED', jobId }, 'a worker died at this job'));
  await worker.waitUntilReady();

  return {
    async close(graceMs) {
      const closed = worker.close();
      if (!(await within(graceMs, closed))) {
        stopping = true;
        running.abortAll();
        if (!(await within(ABORT_MS, closed)))
          logger.warn({ code: 'QUEUE_CLOSE_TIMEOUT' }, 'jobs still run although they were aborted');
      }
      subscriber.disconnect();
      connection.disconnect();
    },
  };
}
