import { isoDate, monthEnd, monthOf, monthStart, partsOf } from './calendar.js';
import type { District } from './district.js';
import { uscc } from './identifier.js';
import { draw, mix, randomOf, textHash, weighted, type Random } from './random.js';
import { householdOf, scaled, type Village } from './village.js';

/** Kinds of village contracts: constants of the catalogue. */
export type ContractKind = 'LAND' | 'WATER' | 'BUILDING' | 'RESERVE_LAND' | 'EQUIPMENT' | 'WORKS';

/** Who has a contract with a village. */
export interface Party {
  readonly kind: 'PERSON' | 'ENTERPRISE' | 'OTHER';
  readonly id: string | null;
  readonly name: string;
  /** Number of the person. */
  readonly person: number | null;
}

/** One contract of a village. Days; yuan. */
export interface VillageContract {
  readonly index: number;
  readonly contractNo: string;
  readonly village: Village;
  /** Number of the asset that it is about; null for works. */
  readonly asset: number | null;
  readonly kind: ContractKind;
  readonly party: Party;
  readonly areaMu: number | null;
  readonly unitPrice: number | null;
  readonly total: number;
  readonly signed: number;
  readonly from: number;
  /** Last day. */
  readonly to: number;
  readonly years: number;
  readonly rentFreeTo: number | null;
  /** Day from which it is before a court. */
  readonly litigation: number | null;
  /** The asset has poor soil, and the price is low for that reason. */
  readonly poorSoil: boolean;
  /** Last day that it really lasted; before `to` when it was terminated. */
  readonly ends: number;
  /** Its first instalments are delivered before it is. */
  readonly late: boolean;
  readonly monthly: boolean;
  readonly disclosureNo: string;
}

/** One instalment of a contract. Yuan. */
export interface Instalment {
  readonly periodNo: number;
  readonly month: number;
  readonly due: number;
  readonly amount: number;
  readonly adjustment: 'NONE' | 'RENT_FREE' | 'REDUCTION' | 'DEFERRED';
  readonly meetingNo: string | null;
  /** It need not be paid: deferred, or before a court. */
  readonly open: boolean;
}

const kindAt = weighted<ContractKind>([
  ['LAND', 45],
  ['BUILDING', 20],
  ['WATER', 12],
  ['WORKS', 10],
  ['RESERVE_LAND', 8],
  ['EQUIPMENT', 5],
]);
/** Longest term of a background contract, in years: never above what the law allows. */
const TERMS: Readonly<Record<ContractKind, number>> = { LAND: 15, WATER: 12, BUILDING: 12, RESERVE_LAND: 5, EQUIPMENT: 8, WORKS: 3 }; // prettier-ignore
const PRICES: Partial<Record<ContractKind, number>> = { LAND: 900, WATER: 1500, RESERVE_LAND: 700 };
const OUTSIDERS = [
  '绿野农业',
  '丰源种植',
  '远航仓储',
  '嘉禾食品',
  '北辰建设',
  '兴农机械',
  '清源水产',
  '恒达物流',
];

/** Contracts signed before the base day, and those that follow until the horizon. */
export const contractCounts = (district: District) => ({
  old: scaled(district, 9000),
  all: scaled(district, 9000) + scaled(district, 700),
});

/** Kind of the n-th contract; that of an asset is known from it. */
export const contractKind = (seed: number, index: number): ContractKind =>
  kindAt(randomOf(seed, 'kind of village contract', index));

/** The contract of an asset: the old ones have the even assets, the later ones the first odd assets. */
export function contractOfAsset(district: District, asset: number): number | null {
  const { old, all } = contractCounts(district);
  const index = asset % 2 === 0 ? asset / 2 : old + (asset - 1) / 2;
  if (index >= (asset % 2 === 0 ? old : all)) return null;
  return contractKind(district.seed, index) === 'WORKS' ? null : index;
}

/** Assets in book, area in mu with two decimals. */
export const assetArea = (seed: number, asset: number): number =>
  Math.round(300 + draw(mix(mix(textHash('area of asset'), seed), asset)) * 6000) / 100;

/** The same day so many years later. */
function yearsLater(day: number, years: number): number {
  const { year, month, date } = partsOf(day);
  return monthStart((year + years) * 12 + month - 1) + date - 1;
}

function partyOf({ seed, population }: District, random: Random, village: Village): Party {
  const chance = random.real();
  if (chance < 0.66) {
    const head = population.headOf(householdOf(seed, village, 'plain', random.int(0, 1_000_000)));
    return { kind: 'PERSON', id: population.citizenId(head), name: population.name(head), person: head };
  }
  const outsider = random.int(1, 4000);
  const name = `示南${OUTSIDERS[outsider % OUTSIDERS.length] ?? ''}有限公司第${outsider}分部`;
  if (chance > 0.97) return { kind: 'OTHER', id: null, name: `${name}筹备组`, person: null };
  // Firms from outside the district: nobody of the district holds anything of them.
  return {
    kind: 'ENTERPRISE',
    id: uscc('91', `MF9${String(outsider).padStart(5, '0')}`),
    name,
    person: null,
  };
}

function signedOn(district: District, random: Random, old: boolean): number {
  const { today, until } = district;
  if (!old) return random.int(today, until - 1);
  // Earlier years are left to whoever compares prices of a year of his own.
  return random.int(monthStart((partsOf(today).year - 7) * 12), today - 1);
}

/** Draws one contract. `villages` is the list of the district. */
export function villageContract(
  district: District,
  villages: readonly [Village, ...Village[]],
  index: number,
): VillageContract {
  const { seed, today, until } = district;
  const { old } = contractCounts(district);
  const random = randomOf(seed, 'village contract', index);
  const kind = contractKind(seed, index);
  const village = villages[(index < old ? index : index - old) % villages.length] ?? villages[0];
  const asset = index < old ? index * 2 : (index - old) * 2 + 1;
  const signed = signedOn(district, random, index < old);
  const from = monthStart(monthOf(signed) + 1);
  const years = random.int(Math.max(1, Math.floor(TERMS[kind] * 0.4)), TERMS[kind]);
  const to = yearsLater(from, years) - 1;
  const price = PRICES[kind] ?? null;
  const poorSoil = kind === 'LAND' && random.chance(0.04);
  const unitPrice = price === null ? null : Math.round(price * (0.92 + random.real() * 0.16) * (poorSoil ? 0.5 : 1)); // prettier-ignore
  const areaMu = kind === 'WORKS' || kind === 'EQUIPMENT' ? null : assetArea(seed, asset);
  const yearly = unitPrice === null || areaMu === null ? random.int(60, 900) * 100 : unitPrice * areaMu;
  const ends = random.chance(0.03) ? yearsLater(from, Math.ceil(years / 2)) - 1 : to;
  const court = index % 83 === 17 ? random.int(Math.max(from, today - 500), until) : null;
  const litigation = court !== null && court <= ends ? court : null;
  return {
    index,
    contractNo: `云农合〔${partsOf(signed).year}〕${String(index + 1).padStart(6, '0')}号`,
    village,
    asset: kind === 'WORKS' ? null : asset,
    kind,
    party: partyOf(district, random, village),
    areaMu,
    unitPrice,
    total: Math.round(yearly * years * 100) / 100,
    signed,
    from,
    to,
    years,
    rentFreeTo: random.chance(0.04) ? monthEnd(monthOf(from) + random.int(1, 5)) : null,
    litigation,
    poorSoil,
    ends,
    late: litigation === null && (index % 200 === 7 || (index >= old && index % 12 === 3)),
    monthly: index % 10 < 3,
    disclosureNo: `GSHT${String(index + 1).padStart(8, '0')}`,
  };
}

/** First month of the books of a district. */
export const firstMonth = ({ from }: District): number => monthOf(from - 1) + 1;

/** The instalment that a contract has in a month; null when none is due in it. */
export function instalmentOf(seed: number, contract: VillageContract, month: number): Instalment | null {
  const { from, ends, monthly, index } = contract;
  if (contract.kind === 'WORKS') return null;
  const gone = month - monthOf(from);
  const every = monthly ? 1 : 3;
  if (gone < 0 || gone % every !== 0 || monthStart(month) > ends) return null;
  const chance = draw(mix(mix(textHash('instalment'), seed), index * 4096 + gone));
  const due = monthStart(month) + (index % 10);
  const regular = Math.round((contract.total / ((contract.years * 12) / every)) * 100) / 100;
  const free = contract.rentFreeTo !== null && due <= contract.rentFreeTo;
  const adjustment = free ? 'RENT_FREE' : chance < 0.01 ? 'DEFERRED' : chance < 0.03 ? 'REDUCTION' : 'NONE';
  const meetingNo = adjustment === 'NONE' ? null : `JY〔${isoDate(due).slice(0, 4)}〕${String(index % 997).padStart(3, '0')}`; // prettier-ignore
  return {
    periodNo: gone / every + 1,
    month,
    due,
    amount: free ? 0 : adjustment === 'REDUCTION' ? Math.round(regular * 50) / 100 : regular,
    adjustment,
    meetingNo,
    open: adjustment === 'DEFERRED' || (contract.litigation !== null && due >= contract.litigation),
  };
}
