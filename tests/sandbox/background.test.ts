import { describe, expect, test } from '@jest/globals';
import { catalogue } from '../../sandbox/catalogue/catalogue.js';
import { DAY, dayOf, isoDate } from '../../sandbox/district/calendar.js';
import { compare } from './comparing.js';

const MODULES = Array.from({ length: 35 }, (_, at) => `M${at + 1}`);
const BASE = { residents: 3000, seed: 31, asof: '2025-03-10' };

describe('as time passes, the comparison modules find nothing but what was planted', () => {
  // In the middle of a month, on the first of one, and long after.
  test.each([17, 22, 250])('%d days after the base day', async (days) => {
    const { found, world } = await compare({ ...BASE, on: isoDate(dayOf(BASE.asof) + days) }, MODULES);
    // Whatever names somebody or something of a planted row was planted: codes that everybody uses name nobody.
    const rows = catalogue.flatMap(({ id }) => world.played.rows(id));
    const names = new Set<unknown>(rows.flatMap(({ values }) => Object.values(values)));
    const isPlanted = (subject: string): boolean =>
      !/^(item|agency|act|purchase):/.test(subject) && names.has(subject.slice(subject.indexOf(':') + 1));
    expect(found.filter(({ subjects }) => !subjects.some(isPlanted))).toEqual([]);
    expect(found.length).toBeGreaterThan(10);
    expect(world.district.moment).toBe((dayOf(BASE.asof) + days) * DAY + 8 * 3600);
  });
});
