import type { District } from './district.js';
import { monthStart, partsOf } from './calendar.js';
import { randomOf } from './random.js';
import { AFTERWARDS, isLivedIn, scaled } from './village.js';

/** Modes of heating: constants of the catalogue. */
export type HeatingMode = 'COAL' | 'COAL_TO_GAS' | 'COAL_TO_ELECTRICITY' | 'CENTRAL' | 'OTHER';

/** How one household of the country heats. Days. */
export interface Heating {
  readonly household: number;
  readonly head: number;
  readonly mode: HeatingMode;
  readonly since: number;
  /** First day of the mode that followed; null when it never changes. */
  readonly changed: number | null;
  readonly vacantFrom: number | null;
  readonly vacantTo: number | null;
}

/** One coal claim. Days. */
export interface CoalClaim {
  readonly season: string;
  readonly day: number;
  readonly delivered: number;
  readonly outcome: 'APPROVED' | 'REJECTED' | 'WITHDRAWN';
  readonly tonnes: number;
}

/** Households of which the heating is known. */
export const heatingCount = (district: District): number =>
  Math.min(scaled(district, 20_000), district.villages.households.length);

const OTHERS: readonly [HeatingMode, ...HeatingMode[]] = ['COAL_TO_GAS', 'COAL_TO_ELECTRICITY', 'COAL_TO_GAS', 'CENTRAL', 'OTHER']; // prettier-ignore

/** Draws the heating of the n-th household. */
export function heatingOf(district: District, index: number): Heating {
  const { seed, from, until, population, villages } = district;
  const household = villages.households[index] ?? 0;
  const random = randomOf(seed, 'heating', index);
  const coal = index % 20 < 14;
  const vacant = index % 25 === 8;
  const vacantFrom = vacant ? from - random.int(-300, 900) : null;
  return {
    household,
    head: population.headOf(household),
    mode: coal ? 'COAL' : random.pick(OTHERS),
    since: from - random.int(300, 3500),
    changed: index % 20 === 6 ? random.int(from, until - 1) : null,
    vacantFrom,
    vacantTo: vacantFrom !== null && random.chance(0.4) ? vacantFrom + random.int(100, 900) : null,
  };
}

/** Claims of a household: only while it burns coal, lives there, and nobody of it has just gone. */
export function coalClaims(district: District, index: number): CoalClaim[] {
  const { seed, from, until, population } = district;
  const { household, head, mode, changed, vacantFrom } = heatingOf(district, index);
  if (mode !== 'COAL' || vacantFrom !== null) return [];
  const random = randomOf(seed, 'coal', index);
  const claims: CoalClaim[] = [];
  for (let { year } = partsOf(from - 120); monthStart(year * 12 + 8) < until; year++) {
    const day = monthStart(year * 12 + 8) + random.int(9, 100);
    const [missed, outcome, delivered, tonnes] = [random.chance(0.04), random.real(), random.int(10, 60), random.int(2, 6) / 2]; // prettier-ignore
    if (missed || day < from || (changed !== null && changed <= day)) continue;
    if (!population.isPresent(head, day + AFTERWARDS) || !isLivedIn(population, household, day)) continue;
    claims.push({
      season: `${year}-${year + 1}`,
      day,
      delivered: day + delivered,
      outcome: outcome < 0.01 ? 'REJECTED' : outcome < 0.02 ? 'WITHDRAWN' : 'APPROVED',
      tonnes,
    });
  }
  return claims;
}
