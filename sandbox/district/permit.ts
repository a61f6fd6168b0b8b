import { partsOf } from './calendar.js';
import { countOf, type Period } from './collection.js';
import { randomOf, weighted } from './random.js';

/** One bill of a permit's fee. Days; amount in fen, volume in cubic metres. */
export interface PermitBill {
  readonly billed: number;
  readonly collected: number;
  readonly volume: number;
}

/** A permit to dispose of building waste. Days are inclusive; volumes in cubic metres, the tariff in fen for each. */
export interface Permit {
  readonly permitNo: string;
  readonly number: number;
  /** The applicant: a firm's number. */
  readonly firm: number;
  readonly wasteKind: 'SPOIL' | 'DEMOLITION' | 'RENOVATION' | 'SLURRY';
  readonly volume: number;
  readonly tariff: number;
  readonly exempt: 'NONE' | 'PUBLIC_WORKS' | 'DISASTER' | 'OTHER';
  readonly issued: number;
  readonly from: number;
  readonly to: number;
  /** Day on which it was taken back, within days of its issue. */
  readonly revoked: number | null;
  /** The volume was raised, after the bill for it. */
  readonly raised: { readonly day: number; readonly volume: number } | null;
  readonly bills: readonly PermitBill[];
}

/** Permits by the period in which their fees are paid. */
export interface Permits {
  of(period: Period): Permit[];
}

const YEARLY = 0.003;
const wasteKind = weighted<Permit['wasteKind']>([
  ['SPOIL', 45],
  ['DEMOLITION', 25],
  ['RENOVATION', 20],
  ['SLURRY', 10],
]);
const EXEMPT = ['PUBLIC_WORKS', 'PUBLIC_WORKS', 'DISASTER', 'OTHER'] as const;

interface Deps {
  readonly seed: number;
  readonly residents: number;
  readonly years: number;
  readonly periods: number;
  readonly firms: number;
}

/** Draws the permits of every period; the fee of each is billed in full within days of its issue. */
export function createPermits({ seed, residents, years, periods, firms }: Deps): Permits {
  const mean = (residents * YEARLY * years) / periods;

  function permitOf(period: Period, at: number): Permit {
    const random = randomOf(seed, `permit ${period.index}`, at);
    const free = random.chance(0.08);
    const revokes = !free && random.chance(0.02);
    const collected = period.first + random.int(0, period.last - period.first);
    const billed = collected - random.int(0, 2);
    const issued = billed - random.int(0, 4);
    const volume = random.int(5, 400) * 10;
    const raises = !free && !revokes && collected + 4 <= period.last && random.chance(0.08);
    const more = random.int(1, 20) * 10;
    const bills = [{ billed, collected, volume }];
    if (raises) bills.push({ billed: collected + 3, collected: collected + 3, volume: more });
    const number = period.index * 10_000 + at;
    return {
      permitNo: `云城管处〔${partsOf(issued).year}〕${String(number).padStart(7, '0')}号`,
      number,
      firm: random.int(0, firms - 1),
      wasteKind: wasteKind(random),
      volume,
      tariff: random.pick([1200, 1500, 2000, 2550]),
      exempt: free ? random.pick(EXEMPT) : 'NONE',
      issued,
      from: issued,
      to: issued + random.int(30, 240),
      revoked: revokes ? issued + random.int(1, 9) : null,
      raised: raises ? { day: collected + 6, volume: volume + more } : null,
      bills: free || revokes ? [] : bills,
    };
  }

  return {
    of: (period) => Array.from({ length: countOf(mean, period.index) }, (_, at) => permitOf(period, at)),
  };
}
