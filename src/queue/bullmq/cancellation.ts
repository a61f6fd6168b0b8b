import type { Redis } from 'ioredis';

/** How long a cancelled job's mark is kept for a worker that cannot be reached now. */
const MARK_SECONDS = 86_400;

const markOf = (prefix: string, jobId: string): string => `${prefix}:cancelled:${jobId}`;
const channelOf = (prefix: string): string => `${prefix}:cancel`;

/** Tells the worker that runs a job, in whatever process, to stop; a worker that takes it up later learns of it too. */
export async function announceCancellation(redis: Redis, prefix: string, jobId: string): Promise<void> {
  await redis.set(markOf(prefix, jobId), '1', 'EX', MARK_SECONDS);
  await redis.publish(channelOf(prefix), jobId);
}

/** The jobs that run in this process, each with what stops it. */
export interface RunningJobs {
  /** Runs `work` with a signal that aborts when the job is cancelled. */
  run(jobId: string, work: (signal: AbortSignal) => Promise<void>): Promise<void>;
  abortAll(): void;
}

/** Listens for cancellations on `subscriber`; `redis` reads the marks of those made before a job started. */
export async function listenForCancellations(
  redis: Redis,
  subscriber: Redis,
  prefix: string,
): Promise<RunningJobs> {
  const controllers = new Map<string, AbortController>();
  subscriber.on('message', (_channel: string, jobId: string) => controllers.get(jobId)?.abort());
  await subscriber.subscribe(channelOf(prefix));

  return {
    async run(jobId, work) {
      const controller = new AbortController();
      controllers.set(jobId, controller);
      try {
        if ((await redis.exists(markOf(prefix, jobId))) > 0) controller.abort();
        await work(controller.signal);
      } finally {
        controllers.delete(jobId);
      }
    },
    abortAll() {
      for (const controller of controllers.values()) controller.abort();
    },
  };
}
