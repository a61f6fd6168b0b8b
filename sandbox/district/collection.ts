import { agency, agencyUscc } from '../catalogue/code-list.js';
import { monthEnd, monthOf, monthStart } from './calendar.js';
import { uscc } from './identifier.js';
import type { Enforcer } from './office.js';

/** One fee that one unit collects. */
export interface Series {
  readonly index: number;
  readonly unit: { readonly uscc: string; readonly name: string };
  /** Constant of the catalogue's list of fees. */
  readonly item: string;
  /** Number among the enforcers: fines are theirs. */
  readonly enforcer: number | null;
}

/** The days whose takings are remitted together; inclusive. */
export interface Period {
  readonly index: number;
  readonly first: number;
  readonly last: number;
}

const FEES: readonly (readonly [agencyCode: string, item: string])[] = [
  ['CG', 'WASTE_DISPOSAL'],
  ['CG', 'ROAD_OCCUPATION'],
  ['CZ', 'STATE_ASSET_RENT'],
  ['ZJ', 'PUBLIC_RENTAL_RENT'],
  ['SJ', 'INSPECTION_FEES'],
  ['GG', 'DEPOSITS'],
  ['GA', 'OTHER_FEES'],
];
const REMITTANCES = 0.009;

/** How many parts a month has: units of a small district remit once a month. */
const partsOf = (residents: number): number => (residents >= 50_000 ? 4 : residents >= 10_000 ? 2 : 1);

/** The fees of the district: fines of every enforcer, those of the agencies, and as many schools as the volume wants. */
export function seriesOf(residents: number, enforcers: readonly Enforcer[]): Series[] {
  const fines = enforcers.map((enforcer, at) => ({ unit: enforcer, item: 'FINES', enforcer: at }));
  const fees = FEES.map(([code, item]) => ({
    unit: { uscc: agencyUscc[code] ?? '', name: agency[code]?.[1] ?? code },
    item,
    enforcer: null,
  }));
  // Deposits are kept, not remitted.
  const wanted = Math.round((residents * REMITTANCES) / (12 * partsOf(residents)));
  const schools = Math.max(1, wanted - fines.length - fees.length + 1);
  const school = Array.from({ length: schools }, (_, at) => ({
    unit: { uscc: uscc('12', `MB${String(300_000 + at)}`), name: `云汀区第${at + 1}实验学校` },
    item: 'SCHOOL_FEES',
    enforcer: null,
  }));
  return [...fines, ...fees, ...school].map((series, index) => ({ index, ...series }));
}

/** The periods from the first day of a history to a day; none crosses a month. */
export function periodsOf(residents: number, from: number, until: number): Period[] {
  const parts = partsOf(residents);
  const periods: Period[] = [];
  for (let month = monthOf(from); ; month++) {
    const days = monthEnd(month) - monthStart(month) + 1;
    for (let part = 0; part < parts; part++) {
      const first = monthStart(month) + Math.floor((days * part) / parts);
      const last = monthStart(month) + Math.floor((days * (part + 1)) / parts) - 1;
      if (last >= until) return periods;
      periods.push({ index: periods.length, first, last });
    }
  }
}

/** Spreads a number of things evenly over groups: how many belong to the n-th. */
export const countOf = (mean: number, index: number): number =>
  Math.floor((index + 1) * mean) - Math.floor(index * mean);
