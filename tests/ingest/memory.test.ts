import { createMemory } from '../../src/ingest/memory.js';

describe('a memory', () => {
  test('forgets the oldest for what is new, however long it goes on', () => {
    const memory = createMemory<number>(3);
    for (let number = 0; number < 10_000; number += 1) {
      memory.set(`key ${number}`, number);
      const found = [0, 1, 2, 3].map((back) => memory.get(`key ${number - back}`));
      expect(found).toEqual(
        [0, 1, 2].map((back) => (number < back ? undefined : number - back)).concat(undefined),
      );
    }
  });

  test('forgets nobody for what it knows already', () => {
    const memory = createMemory<number>(2);
    for (const [key, value] of [
      ['a', 1],
      ['b', 2],
      ['b', 3],
      ['a', 4],
    ] as const)
      memory.set(key, value);
    expect([memory.get('a'), memory.get('b')]).toEqual([4, 3]);
    memory.set('c', 5);
    expect([memory.get('a'), memory.get('b'), memory.get('c')]).toEqual([undefined, 3, 5]);
  });
});
