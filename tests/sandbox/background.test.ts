import { describe, expect, test } from '@jest/globals';
import { DAY, dayOf, isoDate } from '../../sandbox/district/calendar.js';
import { compare } from './comparing.js';

const MODULES = [
  'M7', 'M9', 'M13', 'M14', 'M15', 'M19', 'M20', 'M21', 'M22', 'M23', 'M24', 'M25', 'M26', 'M27', 'M28', 'M29', 'M30',
  'M31', 'M32', 'M33', 'M34',
]; // prettier-ignore
const BASE = { residents: 5000, seed: 31, asof: '2025-03-10' };

describe('as time passes, the comparison modules find nothing but what was planted', () => {
  test.each([14, 150, 390])('%d days after the base day', async (days) => {
    const { found, world } = await compare({ ...BASE, on: isoDate(dayOf(BASE.asof) + days) }, MODULES);
    const told = [...world.played.alerts, ...world.played.traps].flatMap(({ subjects }) => subjects);
    const planted = new Set(told.filter((subject) => !subject.match(/^(item|agency|act|purchase):/)));
    expect(found.filter(({ subjects }) => !subjects.some((subject) => planted.has(subject)))).toEqual([]);
    expect(found.length).toBeGreaterThan(10);
    expect(world.district.moment).toBe((dayOf(BASE.asof) + days) * DAY + 8 * 3600);
  });
});
