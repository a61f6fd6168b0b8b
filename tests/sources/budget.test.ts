import { setTimeout as delay } from 'node:timers/promises';
import { CATALOGUE_LIMITS, createDepartmentBudget, createRateBudget } from '../../src/sources/budget.js';
import { open } from './service-fixture.js';

test('no more calls run at a time than the limit allows', async () => {
  const budget = createRateBudget({ calls: 100, perMs: 1000, parallel: 2 });
  let running = 0;
  let most = 0;
  const call = async (): Promise<void> => {
    most = Math.max(most, ++running);
    await delay(1);
    running -= 1;
  };
  await Promise.all(Array.from({ length: 10 }, () => budget.take(call, open())));
  expect(most).toBe(2);
});

test('one call more than the window allows waits for the next one', async () => {
  const budget = createRateBudget({ calls: 3, perMs: 60_000, parallel: 10 });
  const controller = new AbortController();
  let ran = 0;
  const calls = Array.from({ length: 5 }, () => budget.take(async () => void ran++, controller.signal));
  await Promise.all(calls.slice(0, 3));
  await delay(20);
  expect(ran).toBe(3);
  controller.abort();
  expect((await Promise.allSettled(calls)).map(({ status }) => status)).toEqual([
    'fulfilled',
    'fulfilled',
    'fulfilled',
    'rejected',
    'rejected',
  ]);
});

test('a window that is over lets the next calls through', async () => {
  const budget = createRateBudget({ calls: 3, perMs: 10, parallel: 10 });
  const calls = await Promise.all(Array.from({ length: 7 }, (_, i) => budget.take(async () => i, open())));
  expect(calls).toEqual([0, 1, 2, 3, 4, 5, 6]);
});

test('an aborted call leaves the line without taking its turn', async () => {
  const budget = createRateBudget({ calls: 1, perMs: 60_000, parallel: 1 });
  await budget.take(async () => {}, open());
  const controller = new AbortController();
  let ran = false;
  const waiting = budget.take(async () => void (ran = true), controller.signal);
  controller.abort();
  await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
  expect(ran).toBe(false);
});

test('a department has the limits of the catalogue unless others are given', async () => {
  expect(CATALOGUE_LIMITS).toEqual({
    api: { calls: 5, perMs: 1000, parallel: 2 },
    token: { calls: 10, perMs: 60_000, parallel: 1 },
    soap: { calls: 30, perMs: 60_000, parallel: 1 },
  });
  const budget = createDepartmentBudget({ soap: { calls: 1, perMs: 1, parallel: 1 } });
  expect(await budget.soap.take(async () => 'through', open())).toBe('through');
});
