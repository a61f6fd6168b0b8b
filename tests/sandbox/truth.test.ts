import { describe, expect, test } from '@jest/globals';
import { compare } from './comparing.js';

/** All of them. */
const MODULES = Array.from({ length: 35 }, (_, at) => `M${at + 1}`);

describe('what the comparison modules find in the sandbox is what was planted', () => {
  test.each([
    { residents: 2000, seed: 7, asof: '2025-01-31' },
    { residents: 4000, seed: 3, asof: '2026-02-28' },
  ])('$residents residents, seed $seed, $asof', async (options) => {
    const { found, expected } = await compare(options, MODULES);
    expect(found).toEqual(expected);
  });
});
