import type { Logger } from 'pino';
import { codeOf, FatalError, HubError, RetryableError } from '../errors.js';
import type { Job, JobContext, JobHandler } from './queue.js';

/** How often a job is tried before its RetryableError is final. */
export const ATTEMPTS = 5;

/** First pause before another try unless told otherwise; it doubles with each further one. */
export const BACKOFF_MS = 5_000;

/** Time that running jobs have to finish when the queue closes, unless told otherwise. */
export const GRACE_MS = 10_000;

/** Time that aborted handlers have to stop before the queue closes without them. */
export const ABORT_MS = 5_000;

/** How a try ended that did not succeed, in words that may leave the process. */
export interface Failure {
  readonly code: string;
  readonly message: string;
  readonly retryable: boolean;
  /** Least time to wait before the next try. */
  readonly delayMs: number;
}

/** What may be told of an error: a HubError's code and message, nothing of any other. */
export function failureOf(error: unknown, signal: AbortSignal): Failure {
  // Whatever an aborted handler throws on its way out, it was stopped: its error says nothing of its work.
  const code = signal.aborted ? 'CANCELLED' : codeOf(error);
  const retryable = !signal.aborted && error instanceof RetryableError;
  const known = !signal.aborted && error instanceof HubError;
  return {
    code,
    message: known ? error.message : code === 'CANCELLED' ? 'the job was cancelled' : 'unexpected error',
    retryable,
    delayMs: retryable ? (error.delayMs ?? 0) : 0,
  };
}

/** Where an error arose, without its text: that may hold a statement or a delivered value. */
function frames(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  return (error.stack ?? '').split('\n').filter((line) => /^ {4}at .*:\d+:\d+\)?$/.test(line));
}

/** Logs a failed try; an unexpected error with its place, so that it can be found. */
export function logFailure(
  logger: Logger,
  job: string,
  attempt: number,
  failure: Failure,
  error: unknown,
): void {
  const fields = { job, attempt, code: failure.code };
  if (failure.code === 'CANCELLED') logger.info(fields, failure.message);
  else if (failure.retryable) logger.warn(fields, failure.message);
  else if (failure.code === 'INTERNAL') logger.error({ ...fields, stack: frames(error) }, failure.message);
  else logger.error(fields, failure.message);
}

/** One try of a job. @throws FatalError `JOB_UNKNOWN` when no handler has its name */
export async function attemptJob(
  handlers: Readonly<Record<string, JobHandler>>,
  job: Job,
  context: JobContext,
): Promise<void> {
  const handler = handlers[job.name];
  if (!handler) throw new FatalError('JOB_UNKNOWN', `this worker has no handler for jobs named ${job.name}`);
  context.signal.throwIfAborted();
  await handler(job.data, context);
}
