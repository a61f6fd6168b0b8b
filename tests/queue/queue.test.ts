import { setTimeout as sleep } from 'node:timers/promises';
import { FatalError, RetryableError } from '../../src/errors.js';
import { createBullQueue } from '../../src/queue/bullmq/queue.js';
import { createInProcessQueue } from '../../src/queue/in-process/queue.js';
import type { JobContext, JobData, JobHandler, Queue } from '../../src/queue/queue.js';
import { dropKeys, uniqueName } from '../support/fresh.js';
import { recordedLog, type RecordedLog } from '../support/log.js';
import { redisUrl } from '../support/server.js';
import { gate, until } from '../support/until.js';

const SECRET = '190102195607150015';
const url = redisUrl();

const implementations: readonly (readonly [string, (log: RecordedLog, prefix: string) => Queue])[] = [
  ['in-process', ({ logger }) => createInProcessQueue({ logger, backoffMs: 5 })],
  ...(url === undefined
    ? []
    : [
        [
          'bullmq',
          ({ logger }: RecordedLog, prefix: string) =>
            createBullQueue({ redisUrl: url, prefix, logger, backoffMs: 5 }),
        ] as const,
      ]),
];

describe.each(implementations)('queue %s', (_name, create) => {
  let log: RecordedLog;
  let queue: Queue;
  let prefix: string;

  beforeEach(() => {
    log = recordedLog();
    prefix = uniqueName();
    queue = create(log, prefix);
  });
  afterEach(async () => {
    await queue.close(0);
    await dropKeys(prefix);
  });

  const work = (handlers: Record<string, JobHandler>, concurrency = 2): Promise<void> =>
    queue.work(handlers, { concurrency });
  const untilAborted = ({ signal }: JobContext): Promise<void> => sleep(20_000, undefined, { signal });

  test('a job reaches the handler of its name with its data', async () => {
    const seen: unknown[] = [];
    await work({
      refresh: async (data, { attempt }) => void seen.push({ data, attempt }),
      compare: async () => void seen.push('compare'),
    });
    await queue.enqueue({ name: 'refresh', data: { stream: 'tax-summary' } }, { id: 'a' });
    await until('the job ran', () => seen.length > 0);
    expect(seen).toEqual([{ data: { stream: 'tax-summary' }, attempt: 1 }]);
  });

  test('jobs that were enqueued before the work started are done', async () => {
    const seen: JobData[] = [];
    await queue.enqueue({ name: 'refresh', data: { n: 1 } }, { id: 'a' });
    await queue.enqueue({ name: 'refresh', data: { n: 2 } }, { id: 'b' });
    await work({ refresh: async (data) => void seen.push(data) }, 1);
    await until('both ran', () => seen.length === 2);
    expect(seen).toEqual([{ n: 1 }, { n: 2 }]);
  });

  test('an id that waits or runs is not enqueued again, one that ended is', async () => {
    const hold = gate();
    const seen: unknown[] = [];
    await queue.enqueue({ name: 'refresh', data: { n: 1 } }, { id: 'a' });
    await queue.enqueue({ name: 'refresh', data: { n: 2 } }, { id: 'a' });
    await work({
      refresh: async ({ n }) => {
        seen.push(n);
        await hold.opened;
      },
    });
    await until('the first runs', () => seen.length === 1);
    await queue.enqueue({ name: 'refresh', data: { n: 3 } }, { id: 'a' });
    hold.open();
    await until('the id is free', async () => {
      await queue.enqueue({ name: 'refresh', data: { n: 4 } }, { id: 'a' });
      return seen.length > 1;
    });
    expect(seen.slice(0, 2)).toEqual([1, 4]);
  });

  test('no more jobs run at a time than the concurrency allows', async () => {
    let running = 0;
    let most = 0;
    let done = 0;
    await work({
      refresh: async () => {
        most = Math.max(most, ++running);
        await sleep(20);
        running--;
        done++;
      },
    });
    for (let n = 0; n < 7; n++) await queue.enqueue({ name: 'refresh', data: {} }, { id: `job-${n}` });
    await until('all ran', () => done === 7);
    expect(most).toBe(2);
  });

  test('a retryable error is tried again until it succeeds', async () => {
    const attempts: number[] = [];
    await work({
      refresh: async (_data, { attempt }) => {
        attempts.push(attempt);
        if (attempt < 3) throw new RetryableError('UPSTREAM', 'the other side is away');
      },
    });
    await queue.enqueue({ name: 'refresh', data: {} }, { id: 'a' });
    await until('the third try ran', () => attempts.length === 3);
    expect(attempts).toEqual([1, 2, 3]);
  });

  test('tries are bounded, and the id is free afterwards', async () => {
    const attempts: number[] = [];
    await work({
      refresh: async (_data, { attempt }) => {
        attempts.push(attempt);
        throw new RetryableError('UPSTREAM', 'the other side is away');
      },
      after: async () => void attempts.push(0),
    });
    await queue.enqueue({ name: 'refresh', data: {} }, { id: 'a' });
    await until('the id is free', async () => {
      if (attempts.length >= 5) await queue.enqueue({ name: 'after', data: {} }, { id: 'a' });
      return attempts.includes(0);
    });
    expect(attempts.slice(0, 6)).toEqual([1, 2, 3, 4, 5, 0]);
  });

  test('the next try waits at least as long as the other side asked for', async () => {
    const times: number[] = [];
    await work({
      refresh: async () => {
        times.push(performance.now());
        if (times.length === 1) throw new RetryableError('RATE_LIMIT', 'slow down', 400);
      },
    });
    await queue.enqueue({ name: 'refresh', data: {} }, { id: 'a' });
    await until('the second try ran', () => times.length === 2);
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(390);
  });

  test.each([
    ['a fatal error', () => new FatalError('FILE_HASH_MISMATCH', 'ask for a re-send'), 'ask for a re-send'],
    ['an unknown error', () => new Error(`INSERT INTO person VALUES ('${SECRET}')`), 'INTERNAL'],
    ['an unknown type error', () => new TypeError(`cannot read ${SECRET}`), 'INTERNAL'],
  ])('%s is final, and its log holds no foreign text', async (_case, error, logged) => {
    let tries = 0;
    await work({
      refresh: async () => {
        tries++;
        throw error();
      },
      after: async () => void (tries += 100),
    });
    await queue.enqueue({ name: 'refresh', data: {} }, { id: 'a' });
    await until('the failure was logged', () => log.text().includes(logged));
    await until('the id is free', async () => {
      await queue.enqueue({ name: 'after', data: {} }, { id: 'a' });
      return tries > 100;
    });
    expect(tries % 100).toBe(1);
    expect(log.text()).not.toContain(SECRET);
  });

  test('a job without a handler fails with a code', async () => {
    await work({});
    await queue.enqueue({ name: 'refresh', data: {} }, { id: 'a' });
    await until('the failure was logged', () => log.text().includes('JOB_UNKNOWN'));
  });

  test('a cancelled waiting job never runs, and its id is free at once', async () => {
    const hold = gate();
    const seen: unknown[] = [];
    await work({ block: () => hold.opened, refresh: async ({ n }) => void seen.push(n) }, 1);
    await queue.enqueue({ name: 'block', data: {} }, { id: 'blocker' });
    await queue.enqueue({ name: 'refresh', data: { n: 1 } }, { id: 'a' });
    expect(await queue.cancel('a')).toBe(true);
    await queue.enqueue({ name: 'refresh', data: { n: 2 } }, { id: 'a' });
    hold.open();
    await until('the later one ran', () => seen.length > 0);
    expect(seen).toEqual([2]);
  });

  test('a cancelled running job is aborted and not tried again', async () => {
    const attempts: number[] = [];
    let aborted = false;
    await work({
      refresh: async (_data, context) => {
        attempts.push(context.attempt);
        try {
          await untilAborted(context);
        } finally {
          aborted = context.signal.aborted;
        }
      },
    });
    await queue.enqueue({ name: 'refresh', data: {} }, { id: 'a' });
    await until('it runs', () => attempts.length === 1);
    expect(await queue.cancel('a')).toBe(true);
    await until('it is gone', async () => !(await queue.cancel('a')));
    expect({ aborted, attempts }).toEqual({ aborted: true, attempts: [1] });
    expect(log.text()).toContain('CANCELLED');
  });

  test('a job is cancelled between two tries', async () => {
    let tries = 0;
    await work({
      refresh: async () => {
        tries++;
        throw new RetryableError('RATE_LIMIT', 'slow down', 30_000);
      },
    });
    await queue.enqueue({ name: 'refresh', data: {} }, { id: 'a' });
    await until('the first try failed', () => log.text().includes('RATE_LIMIT'));
    await until('it is gone', async () => {
      await queue.cancel('a');
      return !(await queue.cancel('a'));
    });
    expect(tries).toBe(1);
  });

  test('there is nothing to cancel under an unknown id', async () => {
    expect(await queue.cancel('nothing')).toBe(false);
  });

  test('unreadable schedules are refused as a whole', async () => {
    const job = { name: 'refresh', data: {} };
    const schedule = queue.schedule([
      { ...job, id: 'fine', cron: '0 3 * * *', tz: 'Asia/Shanghai' },
      { ...job, id: 'bad-cron', cron: '0 25 * * *', tz: 'Asia/Shanghai' },
      { ...job, id: 'six-fields', cron: '0 0 3 * * *', tz: 'Asia/Shanghai' },
      { ...job, id: 'bad-zone', cron: '0 3 * * *', tz: 'Asia/Nowhere' },
    ]);
    await expect(schedule).rejects.toMatchObject({ code: 'SCHEDULE_INVALID' });
    await expect(schedule).rejects.toThrow(/: bad-cron, six-fields, bad-zone$/);
  });

  test('closing lets a running job finish and starts no other', async () => {
    const seen: unknown[] = [];
    const hold = gate();
    await work(
      {
        refresh: async ({ n }) => {
          seen.push(n);
          await hold.opened;
          seen.push('finished');
        },
      },
      1,
    );
    await queue.enqueue({ name: 'refresh', data: { n: 1 } }, { id: 'a' });
    await queue.enqueue({ name: 'refresh', data: { n: 2 } }, { id: 'b' });
    await until('the first runs', () => seen.length === 1);
    const closed = queue.close(20_000);
    hold.open();
    await closed;
    expect(seen).toEqual([1, 'finished']);
  });

  test('closing aborts what does not finish within the grace', async () => {
    let aborted = false;
    const started = gate();
    await work({
      refresh: async (_data, context) => {
        started.open();
        await untilAborted(context).finally(() => (aborted = context.signal.aborted));
      },
    });
    await queue.enqueue({ name: 'refresh', data: {} }, { id: 'a' });
    await started.opened;
    await queue.close(50);
    expect(aborted).toBe(true);
  });
});
