import { Redis, type RedisOptions } from 'ioredis';
import type { Logger } from 'pino';

/** Name of the one queue under an installation's prefix. */
export const QUEUE_NAME = 'jobs';

/** Time within which Redis has to answer somebody who waits. */
export const ANSWER_MS = 5_000;

/** For commands that somebody waits for: they fail instead of waiting for Redis to return. */
export const IMPATIENT: RedisOptions = { commandTimeout: ANSWER_MS, maxRetriesPerRequest: 3 };

/** For listening: it waits as long as it takes, and takes up its subscriptions again. */
export const PATIENT: RedisOptions = { maxRetriesPerRequest: null };

/** A connection that tells of its troubles and mends itself, trying every ten seconds at least. */
export function connect(url: string, logger: Logger, options: RedisOptions): Redis {
  const redis = new Redis(url, {
    connectTimeout: 10_000,
    retryStrategy: (times) => Math.min(times * 200, 10_000),
    ...options,
  });
  redis.on('error', (error: Error) => logger.warn({ code: 'REDIS_UNAVAILABLE' }, error.message));
  return redis;
}
