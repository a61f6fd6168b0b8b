/** What travels with a job: small JSON without personal data. */
export type JobData = Readonly<Record<string, unknown>>;

/** What a handler is given besides its data. */
export interface JobContext {
  /** Aborted on cancellation and on shutdown. */
  readonly signal: AbortSignal;
  /** 1 for the first try. */
  readonly attempt: number;
}

/**
 * Work of one name. It checks its data, which may come from an older release. A RetryableError is tried again
 * (bounded, with back-off), any other error is final. A handler whose signal is aborted stops soon and throws.
 */
export type JobHandler = (data: JobData, context: JobContext) => Promise<void>;

/** A job: its name tells the handler. */
export interface Job {
  readonly name: string;
  readonly data: JobData;
}

/** A job that is enqueued again and again, under the id of its schedule. */
export interface JobSchedule extends Job {
  /** Unique; replaces the schedule of that id. */
  readonly id: string;
  /** Five-field cron. */
  readonly cron: string;
  readonly tz: string;
}

/** One queue, the same over BullMQ and in one process. It holds one job per id at most, so its length is bounded. */
export interface Queue {
  /**
   * Makes `schedules` the whole set: others that this hub made before are removed.
   * @throws ConfigError `SCHEDULE_INVALID` when a cron expression or a time zone cannot be read
   */
  schedule(schedules: readonly JobSchedule[]): Promise<void>;
  /** Enqueues; while a job with the same `id` waits or runs, that one is meant and nothing is added. */
  enqueue(job: Job, options: { readonly id: string }): Promise<void>;
  /** Starts working on jobs with the given handlers; called once at most. */
  work(
    handlers: Readonly<Record<string, JobHandler>>,
    options: { readonly concurrency: number },
  ): Promise<void>;
  /** Cancels the waiting or running job, wherever it runs; false when there is none. */
  cancel(id: string): Promise<boolean>;
  /** Stops taking jobs, waits `graceMs` for the running ones, then aborts them; closes connections. */
  close(graceMs?: number): Promise<void>;
}
