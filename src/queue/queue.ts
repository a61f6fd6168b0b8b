/** What a handler is given besides its data. */
export interface JobContext {
  /** Aborted on cancellation and on shutdown. */
  readonly signal: AbortSignal;
  /** 1 for the first try. */
  readonly attempt: number;
}

/** Work of one name. A RetryableError is tried again (bounded, with back-off), any other error is final. */
export type JobHandler<Data> = (data: Data, context: JobContext) => Promise<void>;

/** A job: its name tells the handler. Data are small JSON without personal data. */
export interface Job {
  readonly name: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface JobSchedule extends Job {
  /** Unique; replaces the schedule of that id. */
  readonly id: string;
  /** Five-field cron. */
  readonly cron: string;
  readonly tz: string;
}

/** One queue, the same over BullMQ and in one process. */
export interface Queue {
  /** Makes `schedules` the whole set: others that this hub made before are removed. */
  schedule(schedules: readonly JobSchedule[]): Promise<void>;
  /** Enqueues; while a job with the same `id` waits or runs, that one is meant and nothing is added. */
  enqueue(job: Job, options: { readonly id: string }): Promise<void>;
  /** Starts working on jobs with the given handlers. */
  work(
    handlers: Readonly<Record<string, JobHandler<never>>>,
    options: { readonly concurrency: number },
  ): Promise<void>;
  /** Cancels the waiting or running job, wherever it runs; false when there is none. */
  cancel(id: string): Promise<boolean>;
  /** Stops taking jobs, aborts or drains the running ones within `graceMs`, closes connections. */
  close(graceMs?: number): Promise<void>;
}
