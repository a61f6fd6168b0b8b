import { jest } from '@jest/globals';
import { createInProcessQueue } from '../../src/queue/in-process/queue.js';
import { recordedLog } from '../support/log.js';

test('a schedule enqueues its job when its time has come in its zone, and a new set replaces the old', async () => {
  jest.useFakeTimers({ now: new Date('2025-03-01T18:58:30Z') });
  const queue = createInProcessQueue({ logger: recordedLog().logger });
  try {
    const seen: unknown[] = [];
    await queue.work({ refresh: async ({ n }) => void seen.push(n) }, { concurrency: 1 });
    const schedule = { name: 'refresh', tz: 'Asia/Shanghai' };
    await queue.schedule([{ ...schedule, id: 'dropped', cron: '* * * * *', data: { n: 0 } }]);
    await queue.schedule([
      { ...schedule, id: 'at-three', cron: '0 3 * * *', data: { n: 3 } },
      { ...schedule, id: 'at-four', cron: '0 4 * * *', data: { n: 4 } },
    ]);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(seen).toEqual([]);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(seen).toEqual([3]);
    await jest.advanceTimersByTimeAsync(3_600_000);
    expect(seen).toEqual([3, 4]);
  } finally {
    await queue.close(0);
    jest.useRealTimers();
  }
});
