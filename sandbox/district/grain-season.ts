import { monthStart, partsOf } from './calendar.js';
import type { District } from './district.js';
import type { Parcel } from './parcel.js';
import { randomOf } from './random.js';

/** One season of grain. Days; all inclusive. */
export interface GrainSeason {
  readonly year: number;
  readonly name: 'SUMMER' | 'AUTUMN';
  /** When crops are observed. */
  readonly windowFrom: number;
  readonly windowTo: number;
  /** When claims are made. */
  readonly claimFrom: number;
  readonly claimTo: number;
  /** Nothing changes any more: outside the season the department delivers nothing. */
  readonly closed: number;
}

/** One claim. Area in mu. */
export interface GrainClaim {
  readonly claimNo: string;
  readonly person: number;
  readonly area: number;
  readonly leaseNo: string | null;
  readonly day: number;
  readonly verified: number;
  readonly outcome: 'APPROVED' | 'REJECTED' | 'WITHDRAWN';
  /** Whoever misses it would ask why nobody claimed. */
  readonly relied: boolean;
}

/** What a parcel sees in a season. */
export interface ParcelSeason {
  /** The crop of the claims; null when no grain was sown. */
  readonly crop: 'WHEAT' | 'MAIZE' | 'RICE' | 'SOYBEAN' | null;
  readonly claims: readonly GrainClaim[];
}

const day = (year: number, month: number, date: number): number =>
  monthStart(year * 12 + month - 1) + date - 1;

/** The seasons that touch the time of a district, in order. */
export function seasonsOf({ from, until }: District): GrainSeason[] {
  const seasons: GrainSeason[] = [];
  for (let { year } = partsOf(from); day(year, 3, 1) < until; year++)
    seasons.push(
      { year, name: 'SUMMER', windowFrom: day(year, 3, 1), windowTo: day(year, 6, 30), claimFrom: day(year, 4, 3), claimTo: day(year, 6, 28), closed: day(year, 7, 25) }, // prettier-ignore
      { year, name: 'AUTUMN', windowFrom: day(year, 7, 1), windowTo: day(year, 10, 31), claimFrom: day(year, 8, 1), claimTo: day(year, 10, 8), closed: day(year, 10, 29) }, // prettier-ignore
    );
  return seasons;
}

const AUTUMN_CROPS = ['MAIZE', 'MAIZE', 'MAIZE', 'RICE', 'SOYBEAN'] as const;
const keyOf = (parcel: Parcel, season: GrainSeason): number =>
  parcel.index * 256 + (season.year % 100) * 2 + (season.name === 'AUTUMN' ? 1 : 0);

interface Claimant {
  readonly person: number;
  readonly area: number;
  readonly leaseNo: string | null;
  readonly relied: boolean;
}

function claimantsOf({ lease, holder, areaMu, farming }: Parcel, at: number): Claimant[] {
  const own = holder.kind === 'PERSON' ? holder.person : -1;
  const whole = { person: own, area: areaMu, leaseNo: null, relied: true };
  if (!lease || at < lease.from || at > lease.to) return [whole];
  const lessee = { person: lease.farmer, area: areaMu, leaseNo: lease.leaseNo, relied: !lease.lasting };
  if (farming !== 'SHARED') return [lessee];
  const part = Math.floor(areaMu * 40) / 100;
  return [
    { ...whole, area: part, relied: false },
    { ...lessee, area: Math.round((areaMu - part) * 100) / 100 },
  ];
}

/** Whether a parcel that is usually claimed lies idle in a season. */
export const restsIn = ({ seed }: District, parcel: Parcel, season: GrainSeason): boolean =>
  parcel.farming === 'CLAIMED' && parcel.lease === null && randomOf(seed, 'rest', keyOf(parcel, season)).chance(0.03); // prettier-ignore

/** Crop and claims of a parcel in a season: whoever claims is entitled, and claims no more than there is. */
export function parcelSeason(district: District, parcel: Parcel, season: GrainSeason): ParcelSeason {
  const { farming } = parcel;
  if ((farming !== 'CLAIMED' && farming !== 'SHARED') || restsIn(district, parcel, season))
    return { crop: null, claims: [] };
  const random = randomOf(district.seed, 'grain season', keyOf(parcel, season));
  const crop = season.name === 'SUMMER' ? 'WHEAT' : random.pick(AUTUMN_CROPS);
  const at = random.int(season.claimFrom, season.claimTo);
  const number = `ZL${season.year}${season.name === 'SUMMER' ? 1 : 2}${String(parcel.index + 1).padStart(7, '0')}`;
  const claims = claimantsOf(parcel, at).flatMap((claimant, order): GrainClaim[] => {
    const area = claimant.leaseNo === null && claimant.area < parcel.areaMu ? claimant.area : Math.floor(claimant.area * (90 + random.int(0, 10))) / 100; // prettier-ignore
    const claim = { ...claimant, area, day: at, verified: Math.min(season.closed, at + random.int(5, 30)) };
    const claimNo = `${number}${order}`;
    const outcome = random.chance(0.015) ? 'REJECTED' : 'APPROVED';
    // Withdrawn and claimed anew: only the second one counts.
    return random.chance(0.015)
      ? [
          { ...claim, claimNo: `${claimNo}0`, outcome: 'WITHDRAWN', verified: at + 1 },
          {
            ...claim,
            claimNo: `${claimNo}1`,
            day: at + 3,
            verified: Math.max(at + 4, claim.verified),
            outcome,
          },
        ]
      : [{ ...claim, claimNo, outcome }];
  });
  return { crop, claims };
}

/** First day of what is told of the seasons: those that somebody may still judge are whole. */
export const toldFrom = ({ from, today }: District): number => Math.min(from, today - 520);
