import { pino } from 'pino';
import { createBullQueue } from '../../src/queue/bullmq/queue.js';

/** A worker in a process of its own that takes one job and never ends: for tests that kill it. */
const [redisUrl = '', prefix = ''] = process.argv.slice(2);
const queue = createBullQueue({ redisUrl, prefix, logger: pino({ level: 'silent' }), lockMs: 500 });
const forever = (): Promise<void> => {
  process.stdout.write('running\n');
  return new Promise(() => {});
};
await queue.work({ refresh: forever }, { concurrency: 1 });
