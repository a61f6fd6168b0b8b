import type { District } from './district.js';
import type { Community } from './place.js';
import { uscc } from './identifier.js';
import { draw, mix, randomOf, textHash, type Random } from './random.js';
import { scaled } from './village.js';
import { assetCount, parcelNumber, sqmOf, villageOfAsset } from './village-asset.js';

/** Uses of land: constants of the catalogue. */
export type LandUse = 'GRAIN' | 'CASH_CROP' | 'FISHPOND' | 'FALLOW' | 'OTHER';

/** Who holds a right: a person's number, or an organization. */
export type Holder =
  | { readonly kind: 'PERSON'; readonly person: number }
  | { readonly kind: 'ENTERPRISE'; readonly uscc: string; readonly name: string };

/** A right of use that somebody has from the holder of the contract. Days. */
export interface Lease {
  readonly kind: 'LEASE' | 'SWAP';
  readonly leaseNo: string;
  readonly holder: Holder;
  /** Who farms, and claims. */
  readonly farmer: number;
  readonly from: number;
  /** Last day. */
  readonly to: number;
  /** In force before the history and beyond the horizon. */
  readonly lasting: boolean;
}

/** What becomes of a parcel every season. */
export type Farming =
  /** Grain is grown and claimed, by whoever farms. */
  | 'CLAIMED'
  /** Lessee and holder farm a part each. */
  | 'SHARED'
  /** Could grow grain and does not, or its holder waives the subsidy. */
  | 'UNSOWN'
  | 'WAIVED'
  | 'OTHER';

/** One parcel of farm land. */
export interface Parcel {
  readonly index: number;
  readonly parcelNo: string;
  readonly community: Community;
  readonly areaMu: number;
  readonly measuredSqm: number;
  readonly use: LandUse;
  readonly soilGrade: number | null;
  readonly holder: Holder;
  readonly reserve: boolean;
  readonly since: number;
  readonly lease: Lease | null;
  readonly farming: Farming;
}

/** Parcels under contract, and the reserve land of the villages. */
export const parcelCount = (district: District): number => scaled(district, 60_000);

const OTHER_USES: readonly [LandUse, ...LandUse[]] = ['CASH_CROP', 'CASH_CROP', 'CASH_CROP', 'FISHPOND', 'FALLOW', 'OTHER']; // prettier-ignore

/** Head of the n-th farming household; each has two parcels. */
function farmer({ population, villages }: District, n: number): number {
  return population.headOf(villages.households[n % villages.households.length] ?? 0);
}

function leaseOf(district: District, index: number, random: Random): Lease | null {
  if (index % 6 !== 0) return null;
  const { today } = district;
  const lasting = index % 24 !== 0;
  const from = lasting ? today - random.int(1200, 3000) : today - random.int(600, 2000);
  const to = lasting ? today + random.int(900, 3000) : today + random.int(-400, 380);
  const own = farmer(district, Math.floor(index / 2) + 11 + (index % 17));
  const firm = random.int(1, 3000);
  const holder: Holder =
    index % 18 === 6
      ? { kind: 'ENTERPRISE', uscc: uscc('93', `MF7${String(firm).padStart(5, '0')}`), name: `示南农机第${firm}专业合作社` } // prettier-ignore
      : { kind: 'PERSON', person: own };
  const leaseNo = `LZ〔${2014 + (index % 9)}〕${String(index + 1).padStart(6, '0')}`;
  return { kind: index % 30 === 12 ? 'SWAP' : 'LEASE', leaseNo, holder, farmer: own, from, to, lasting };
}

/** Of a parcel in use: exact shares, so that a small district has its number of claims too. */
function farmingOf(index: number, lease: Lease | null, reserve: boolean): Farming {
  if (reserve) return 'OTHER';
  if (lease) return index % 30 === 18 ? 'OTHER' : lease.lasting && index % 60 === 36 ? 'SHARED' : 'CLAIMED';
  if ([1, 5, 9, 13, 17, 21].includes(index % 24)) return 'CLAIMED';
  if (index % 24 === 3) return index % 120 === 3 ? 'WAIVED' : 'UNSOWN';
  return 'OTHER';
}

function useOf(farming: Farming, seed: number, index: number): LandUse {
  if (farming !== 'OTHER') return 'GRAIN';
  const chance = draw(mix(mix(textHash('use of land'), seed), index));
  return OTHER_USES[Math.floor(chance * OTHER_USES.length)] ?? 'OTHER';
}

/** Draws one parcel. */
export function parcelOf(district: District, index: number): Parcel {
  const { seed, places, population, today } = district;
  const random = randomOf(seed, 'parcel', index);
  const number = (index - 19) / 20;
  const asset = number * 6 + 1;
  const reserve = Number.isInteger(number) && number >= 0 && asset < assetCount(district);
  const head = farmer(district, Math.floor(index / 2));
  const village = villageOfAsset(district, reserve ? asset : 0);
  const community = reserve
    ? village.community
    : places.communityOf('household', population.householdOf(head));
  const areaMu = random.int(80, 1200) / 100;
  const lease = reserve ? null : leaseOf(district, index, random);
  const farming = farmingOf(index, lease, reserve);
  return {
    index,
    parcelNo: parcelNumber(community, reserve ? 9_000_000 + number : index + 1),
    community,
    areaMu,
    measuredSqm: Math.round(sqmOf(areaMu) * (0.985 + random.real() * 0.03) * 100) / 100,
    use: useOf(farming, seed, index),
    soilGrade: random.chance(0.8) ? random.int(1, 8) : null,
    holder: reserve ? { kind: 'ENTERPRISE', uscc: village.uscc, name: village.name } : { kind: 'PERSON', person: head }, // prettier-ignore
    reserve,
    since: today - random.int(3000, 9500),
    lease,
    farming,
  };
}
