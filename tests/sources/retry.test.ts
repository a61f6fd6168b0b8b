import { FatalError, RetryableError } from '../../src/errors.js';
import { retried, sleep as realSleep } from '../../src/sources/retry.js';
import { open, recordedSleep } from './service-fixture.js';

const failing = (times: number, error: () => Error) => {
  let calls = 0;
  return async (): Promise<number> => {
    calls += 1;
    if (calls <= times) throw error();
    return calls;
  };
};
const upstream = (): Error => new RetryableError('UPSTREAM', 'fails');
const limited = (): Error => new RetryableError('LIMITED', 'wait', 7000);

test('failures are repeated after the stated waits, lengthened by at most a quarter', async () => {
  const { waits, sleep } = recordedSleep();
  const calls = await retried(failing(3, upstream), { delaysMs: [1000, 2000, 4000], sleep, signal: open() });
  expect(calls).toBe(4);
  expect(waits.map((ms, i) => ms >= 1000 * 2 ** i && ms <= 1250 * 2 ** i)).toEqual([true, true, true]);
});

test('when the waits are used up the last error is thrown', async () => {
  const { waits, sleep } = recordedSleep();
  const run = retried(failing(3, upstream), { delaysMs: [1, 2], sleep, signal: open() });
  await expect(run).rejects.toMatchObject({ code: 'UPSTREAM' });
  expect(waits).toHaveLength(2);
});

test('a wait that the other side names counts as no failure, even after the last one', async () => {
  const { waits, sleep } = recordedSleep();
  let calls = 0;
  const attempt = async (): Promise<string> => {
    calls += 1;
    if (calls <= 2) throw upstream();
    if (calls <= 5) throw limited();
    return 'done';
  };
  expect(await retried(attempt, { delaysMs: [1, 2], sleep, signal: open() })).toBe('done');
  expect(waits.slice(2)).toEqual([7000, 7000, 7000]);
});

test('named waits are bounded in number and in length', async () => {
  const { waits, sleep } = recordedSleep();
  const options = { delaysMs: [1], sleep, signal: open() };
  await expect(retried(failing(31, limited), options)).rejects.toMatchObject({ code: 'LIMITED' });
  expect(waits).toHaveLength(30);
  const tomorrow = (): Error => new RetryableError('LIMITED', 'wait', 86_400_000);
  await expect(retried(failing(1, tomorrow), options)).rejects.toMatchObject({ delayMs: 86_400_000 });
  expect(waits).toHaveLength(30);
});

test('other errors end it at once', async () => {
  const { waits, sleep } = recordedSleep();
  const fatal = (): Error => new FatalError('BROKEN', 'broken');
  const run = retried(failing(1, fatal), { delaysMs: [1], sleep, signal: open() });
  await expect(run).rejects.toMatchObject({ code: 'BROKEN' });
  expect(waits).toEqual([]);
});

test('an abort ends a wait', async () => {
  const controller = new AbortController();
  const run = retried(failing(1, upstream), {
    delaysMs: [60_000],
    sleep: realSleep,
    signal: controller.signal,
  });
  setImmediate(() => controller.abort());
  await expect(run).rejects.toMatchObject({ name: 'AbortError' });
});
