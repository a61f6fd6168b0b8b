import type { District } from './district.js';
import type { Community } from './place.js';
import { draw, mix, randomOf, textHash } from './random.js';
import { scaled, type Village } from './village.js';
import {
  assetArea,
  contractKind,
  contractOfAsset,
  villageContract,
  type VillageContract,
} from './village-contract.js';

/** Kinds and uses of assets: constants of the catalogue. */
export type AssetKind = 'LAND' | 'WATER' | 'BUILDING' | 'EQUIPMENT' | 'OTHER';
export type AssetUse = 'LEASED' | 'SELF_RUN' | 'IDLE' | 'ECOLOGICAL_FALLOW';

/** From which day an asset is used in which way. */
export interface UseSince {
  readonly use: AssetUse;
  readonly since: number;
}

/** One asset of a village. Area in mu, for land, water and buildings. */
export interface VillageAsset {
  readonly index: number;
  readonly village: Village;
  readonly kind: AssetKind;
  readonly areaMu: number | null;
  readonly surveyedSqm: number | null;
  readonly parcelNo: string | null;
  readonly soilGrade: number | null;
  /** Oldest first. */
  readonly uses: readonly [UseSince, ...UseSince[]];
  readonly writtenOff: number | null;
  /** Its soil explains a low price. */
  readonly poorSoil: boolean;
}

const SQUARE_METRES = 666.67;
/** An asset never stands idle so long that somebody would have to ask. */
const IDLE_DAYS = 100;

/** Square metres of an area in mu, two decimals. */
export const sqmOf = (mu: number): number => Math.round(mu * SQUARE_METRES * 100) / 100;

/** Assets in the books of the villages. */
export const assetCount = (district: District): number => scaled(district, 18_000);

/** Number of a parcel: its community and seven digits. */
export const parcelNumber = (community: Community, number: number): string =>
  community.code + String(number).padStart(7, '0');

/** Number of the reserve land (机动地) that an asset is; null for all others. */
export const reserveOf = (asset: number): number | null => (asset % 6 === 1 ? (asset - 1) / 6 : null);

/** The village of an asset: contracts count on it. */
export const villageOfAsset = ({ villages: { list } }: District, asset: number): Village =>
  list[Math.floor(asset / 2) % list.length] ?? list[0];

function kindOf(district: District, asset: number): AssetKind {
  if (reserveOf(asset) !== null) return 'LAND';
  const contract = contractOfAsset(district, asset);
  const kind = contract === null ? null : contractKind(district.seed, contract);
  if (kind !== null && kind !== 'WORKS') return kind === 'RESERVE_LAND' ? 'LAND' : kind;
  const chance = draw(mix(mix(textHash('kind of asset'), district.seed), asset));
  return chance < 0.4 ? 'LAND' : chance < 0.5 ? 'WATER' : chance < 0.75 ? 'BUILDING' : chance < 0.9 ? 'EQUIPMENT' : 'OTHER'; // prettier-ignore
}

function leased(contract: VillageContract): [UseSince, ...UseSince[]] {
  const before = { use: 'SELF_RUN', since: contract.from - 1800 } as const;
  return [before, { use: 'LEASED', since: contract.from }, { use: 'SELF_RUN', since: contract.ends + 1 }];
}

function unleased(district: District, asset: number, kind: AssetKind): [UseSince, ...UseSince[]] {
  const random = randomOf(district.seed, 'use of asset', asset);
  const since = district.from - random.int(400, 4000);
  if (kind === 'LAND' && asset % 11 === 3) return [{ use: 'ECOLOGICAL_FALLOW', since }];
  if (asset % 7 !== 2) return [{ use: 'SELF_RUN', since }];
  const idle = random.int(district.from, district.until - 1);
  return [
    { use: 'SELF_RUN', since },
    { use: 'IDLE', since: idle },
    { use: 'SELF_RUN', since: idle + random.int(30, IDLE_DAYS) },
  ];
}

/** The contract that an asset of the kind can have: its kind must be that of the asset. */
export function contractFor(district: District, asset: number): VillageContract | null {
  const index = contractOfAsset(district, asset);
  return index === null ? null : villageContract(district, district.villages.list, index);
}

/** Draws one asset. */
export function villageAsset(district: District, index: number): VillageAsset {
  const { seed } = district;
  const contract = contractFor(district, index);
  const random = randomOf(seed, 'village asset', index);
  const kind = kindOf(district, index);
  const village = villageOfAsset(district, index);
  const areaMu = kind === 'LAND' || kind === 'WATER' || kind === 'BUILDING' ? assetArea(seed, index) : null;
  const surveyed = areaMu !== null && random.chance(0.6);
  const reserve = reserveOf(index);
  const land = kind === 'LAND' || kind === 'WATER';
  const poorSoil = contract?.poorSoil ?? false;
  const soil = poorSoil ? random.int(7, 9) : random.int(2, 6);
  return {
    index,
    village,
    kind,
    areaMu,
    surveyedSqm: surveyed ? Math.round(sqmOf(areaMu) * (0.975 + random.real() * 0.05) * 100) / 100 : null,
    parcelNo: land ? parcelNumber(village.community, reserve === null ? 5_000_000 + index : 9_000_000 + reserve) : null, // prettier-ignore
    soilGrade: kind === 'LAND' && (poorSoil || random.chance(0.7)) ? soil : null,
    uses: contract ? leased(contract) : unleased(district, index, kind),
    writtenOff: !contract && kind === 'EQUIPMENT' && random.chance(0.1) ? district.today + random.int(-300, 380) : null, // prettier-ignore
    poorSoil,
  };
}
