import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Queue as BullQueue } from 'bullmq';
import { Redis } from 'ioredis';
import { FatalError } from '../../src/errors.js';
import { createBullQueue } from '../../src/queue/bullmq/queue.js';
import type { Queue } from '../../src/queue/queue.js';
import { dropKeys, uniqueName } from '../support/fresh.js';
import { recordedLog } from '../support/log.js';
import { redisUrl } from '../support/server.js';
import { gate, until } from '../support/until.js';

const SECRET = '190102195607150015';
const url = redisUrl();
const suite = url === undefined ? undefined : { url };

if (suite) {
  describe('the queue on Redis, among processes', () => {
    let prefix: string;
    let redis: Redis;
    let bull: BullQueue;
    let opened: Queue[];

    beforeEach(() => {
      prefix = uniqueName();
      redis = new Redis(suite.url);
      bull = new BullQueue('jobs', { connection: redis, prefix });
      opened = [];
    });
    afterEach(async () => {
      for (const queue of opened) await queue.close(0);
      await bull.close();
      await dropKeys(prefix);
      redis.disconnect();
    });

    function open(): Queue {
      const { logger } = recordedLog();
      const queue = createBullQueue({
        redisUrl: suite?.url ?? '',
        prefix,
        logger,
        backoffMs: 5,
        lockMs: 500,
      });
      opened.push(queue);
      return queue;
    }

    test('one process enqueues and cancels what another one runs', async () => {
      const [serve, worker] = [open(), open()];
      const started = gate();
      const stopped = gate();
      await worker.work(
        {
          refresh: async (_data, { signal }) => {
            started.open();
            await sleep(20_000, undefined, { signal }).finally(stopped.open);
          },
        },
        { concurrency: 1 },
      );
      await serve.enqueue({ name: 'refresh', data: {} }, { id: 'a' });
      await started.opened;
      expect(await serve.cancel('a')).toBe(true);
      await stopped.opened;
      await until('it is gone', async () => !(await serve.cancel('a')));
      expect((await bull.getFailed()).map((job) => job.failedReason)).toEqual([
        'CANCELLED: the job was cancelled',
      ]);
    });

    test('what is stored of a failure is a code and a message of the hub, nothing else', async () => {
      const queue = open();
      await queue.work(
        {
          known: async () => {
            throw new FatalError('FILE_HASH_MISMATCH', 'ask for a re-send');
          },
          unknown: async () => {
            throw new Error(`Duplicate entry '${SECRET}'`, { cause: SECRET });
          },
        },
        { concurrency: 1 },
      );
      await queue.enqueue({ name: 'known', data: {} }, { id: 'a' });
      await queue.enqueue({ name: 'unknown', data: {} }, { id: 'b' });
      await until('both failed', async () => (await bull.getFailedCount()) === 2);
      const failed = await bull.getFailed();
      expect(failed.map((job) => job.failedReason).sort()).toEqual([
        'FILE_HASH_MISMATCH: ask for a re-send',
        'INTERNAL: unexpected error',
      ]);
      for (const job of failed)
        expect(JSON.stringify(await redis.hgetall(`${prefix}:jobs:${job.id}`))).not.toContain(SECRET);
      expect(JSON.stringify(failed)).not.toContain(SECRET);
      expect(failed.flatMap((job) => job.stacktrace)).toEqual([]);
    });

    test('schedules are the whole set, in their time zone, and a turn that fell due meanwhile is kept', async () => {
      const queue = open();
      const schedule = { name: 'refresh', data: { stream: 's' }, tz: 'Asia/Shanghai' };
      const kept = { ...schedule, id: 'refresh:kept', cron: '0 3 * * *' };
      await queue.schedule([kept, { ...schedule, id: 'refresh:dropped', cron: '0 4 * * *' }]);
      const before = await bull.getJobScheduler(kept.id);
      expect(new Date(before?.next ?? 0).getUTCHours()).toBe(19);

      // As if no worker had been there for a day: the turn is overdue.
      const overdue = Date.now() - 86_400_000;
      await redis.zadd(`${prefix}:jobs:repeat`, overdue, kept.id);
      await queue.schedule([kept, { ...schedule, id: 'refresh:new', cron: '0 5 * * *' }]);
      const after = await bull.getJobSchedulers();
      expect(after.map(({ key }) => key).sort()).toEqual([kept.id, 'refresh:new']);
      expect(after.find(({ key }) => key === kept.id)?.next).toBe(overdue);

      await queue.schedule([{ ...kept, cron: '30 3 * * *' }]);
      expect((await bull.getJobSchedulers()).map(({ key, pattern }) => [key, pattern])).toEqual([
        [kept.id, '30 3 * * *'],
      ]);
    });

    test('a turn enqueues its job under the id of the schedule, which waiting for the turn does not occupy', async () => {
      const queue = open();
      const seen: unknown[] = [];
      await queue.schedule([
        {
          id: 'refresh:a',
          name: 'refresh',
          data: { by: 'schedule' },
          cron: '0 3 * * *',
          tz: 'Asia/Shanghai',
        },
      ]);
      await queue.work({ refresh: async ({ by }) => void seen.push(by) }, { concurrency: 1 });
      await queue.enqueue({ name: 'refresh', data: { by: 'hand' } }, { id: 'refresh:a' });
      await until('the job by hand ran', () => seen.length === 1);
      for (const turn of await bull.getDelayed()) await turn.promote();
      await until('the scheduled job ran', () => seen.length === 2);
      expect(seen).toEqual(['hand', 'schedule']);
      expect(await bull.getDelayedCount()).toBe(1);
    });

    test('a job that the shutdown of its worker aborts is done by another one', async () => {
      const [first, second] = [open(), open()];
      const started = gate();
      const attempts: number[] = [];
      await first.work(
        {
          refresh: async (_data, { signal }) => {
            started.open();
            await sleep(20_000, undefined, { signal });
          },
        },
        { concurrency: 1 },
      );
      await first.enqueue({ name: 'refresh', data: {} }, { id: 'a' });
      await started.opened;
      await first.close(0);
      expect(await bull.getWaitingCount()).toBe(1);
      await second.work(
        { refresh: async (_data, { attempt }) => void attempts.push(attempt) },
        { concurrency: 1 },
      );
      await until('the other one did it', () => attempts.length > 0);
      expect(attempts).toEqual([1]);
      expect(await bull.getFailedCount()).toBe(0);
    });

    test('a job whose worker was killed is done by another one', async () => {
      const script = fileURLToPath(new URL('../support/dying-worker.js', import.meta.url));
      const child = spawn(process.execPath, ['--no-warnings', script, suite.url, prefix], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const queue = open();
      await queue.enqueue({ name: 'refresh', data: {} }, { id: 'a' });
      await once(child.stdout, 'data');
      child.kill('SIGKILL');
      await once(child, 'exit');
      let done = 0;
      await queue.work({ refresh: async () => void done++ }, { concurrency: 1 });
      await until('the other one did it', () => done === 1);
    });
  });
}

test('an unreachable Redis is an error with a code, within bounds', async () => {
  const { logger } = recordedLog();
  const queue = createBullQueue({ redisUrl: 'redis://127.0.0.1:1', prefix: 'p', logger });
  await expect(queue.enqueue({ name: 'refresh', data: {} }, { id: 'a' })).rejects.toMatchObject({
    code: 'QUEUE_UNAVAILABLE',
  });
  await queue.close(0);
});
