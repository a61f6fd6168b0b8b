import type { Logger } from 'pino';
import { RetryableError } from '../../errors.js';
import { within } from '../deadline.js';
import { createMailboxes } from '../mailbox.js';
import type { Message, WakeUps } from '../wake-up.js';
import { ANSWER_MS, connect, IMPATIENT, PATIENT } from './connection.js';

/** Settings of wake-ups over Redis. */
export interface RedisWakeUpsDeps {
  readonly redisUrl: string;
  /** Begins every channel's name, so that installations can share one Redis. */
  readonly prefix: string;
  readonly logger: Logger;
}

function parse(text: string): Message | null {
  try {
    const message: unknown = JSON.parse(text);
    return typeof message === 'object' && message !== null ? { ...message } : null;
  } catch {
    return null;
  }
}

/** Wake-ups among processes, by Redis pub/sub. */
export function createRedisWakeUps({ redisUrl, prefix, logger }: RedisWakeUpsDeps): WakeUps {
  const stem = `${prefix}:wake-up:`;
  const publisher = connect(redisUrl, logger, IMPATIENT);
  const subscriber = connect(redisUrl, logger, PATIENT);
  let closed = false;

  const mailboxes = createMailboxes((channel) => {
    if (!closed) subscriber.unsubscribe(stem + channel).catch(() => {});
  });
  subscriber.on('message', (name: string, text: string) => {
    const message = parse(text);
    if (message) mailboxes.put(name.slice(stem.length), message);
  });

  return {
    async publish(channel, message) {
      await publisher.publish(stem + channel, JSON.stringify(message)).catch((error: Error) => {
        logger.warn({ code: 'WAKE_UP_LOST', channel }, error.message);
      });
    },
    async subscribe(channel, signal) {
      const mailbox = mailboxes.open(channel, signal);
      const standing = subscriber.subscribe(stem + channel);
      if (await within(ANSWER_MS, standing)) return mailbox;
      throw new RetryableError('REDIS_UNAVAILABLE', 'Redis does not answer: check TRIBUTARY_REDIS_URL');
    },
    async close() {
      closed = true;
      mailboxes.close();
      publisher.disconnect();
      subscriber.disconnect();
    },
  };
}
