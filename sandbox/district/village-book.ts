import { isoMonth, monthStart } from './calendar.js';
import type { District } from './district.js';
import { logNormal, randomOf, type Random } from './random.js';
import { scaled, type Village } from './village.js';
import {
  contractCounts,
  instalmentOf,
  villageContract,
  type Party,
  type VillageContract,
} from './village-contract.js';
import { sheetsOf, workersOf, type Worker } from './village-labour.js';

/** Items of village accounts: constants of the catalogue, in the order in which a small village uses them. */
export const VILLAGE_ITEMS = ['LAND_FEE_INCOME', 'LABOUR', 'ADMINISTRATION', 'WORKS', 'RENT_INCOME', 'WELFARE', 'SUBSIDY_INCOME', 'SUBSIDY_PAYOUT', 'OTHER_INCOME', 'OTHER_EXPENDITURE', 'DEBT_SERVICE', 'BORROWING'] as const; // prettier-ignore
export type VillageItem = (typeof VILLAGE_ITEMS)[number];

const INCOME: ReadonlySet<string> = new Set(['LAND_FEE_INCOME', 'RENT_INCOME', 'SUBSIDY_INCOME', 'BORROWING', 'OTHER_INCOME']); // prettier-ignore
export const directionOf = (item: VillageItem): 'INCOME' | 'EXPENDITURE' =>
  INCOME.has(item) ? 'INCOME' : 'EXPENDITURE';

/** One entry of a village's books, and how its bank shows it. Days; fen. */
export interface Booking {
  readonly entryNo: string;
  readonly item: VillageItem;
  readonly day: number;
  readonly summary: string;
  readonly fen: number;
  readonly kind: 'BANK' | 'CASH' | 'OFFSET' | 'WAIVER';
  readonly contractNo: string | null;
  readonly party: Party | null;
  readonly fundDocNo: string | null;
  /** Number and day of the bank flow; null without one. */
  readonly flowNo: string | null;
  readonly flowDay: number;
  /** The entry names the flow. */
  readonly named: boolean;
  /** The flow arrives unclassified and is classified later. */
  readonly unclassified: boolean;
  /** The bank sent a first transfer back. */
  readonly returned: boolean;
}

/** A village and what its books are made from. */
export interface Bookkeeper {
  readonly village: Village;
  readonly contracts: readonly VillageContract[];
  readonly workers: readonly Worker[];
}

/** The villages with their contracts and workers, one after the other. */
export function* bookkeepers(district: District): Generator<Bookkeeper> {
  const { list } = district.villages;
  const { old, all } = contractCounts(district);
  for (const village of list) {
    const contracts: VillageContract[] = [];
    for (let index = village.index; index < old; index += list.length)
      contracts.push(villageContract(district, list, index));
    for (let index = old + village.index; index < all; index += list.length)
      contracts.push(villageContract(district, list, index));
    yield { village, contracts, workers: workersOf(district, village) };
  }
}

/** Rows per village and month when a district with a million residents has so many a year. */
export const monthlyShare = (district: District, rows: number): number =>
  (district.residents * rows) / 12_000_000 / district.villages.list.length;

/** Lines of a monthly notice: what contracts and debts leave of the 60,000 lines of two years. */
export const noticeLines = (district: District): number => {
  const labour = 24 * district.villages.list.length;
  return (scaled(district, 60_000 - 9000 - 8000) - labour) / labour;
};

const SUMMARIES: Readonly<Record<VillageItem, readonly [string, ...string[]]>> = {
  LAND_FEE_INCOME: ['收土地发包款', '收承包费'],
  RENT_INCOME: ['收房屋租金', '收场地租赁费'],
  SUBSIDY_INCOME: ['收上级补助'],
  BORROWING: ['收借款'],
  OTHER_INCOME: ['存款利息', '收废旧物资款', '其他收入'],
  LABOUR: ['付劳务费', '付务工补贴'],
  WORKS: ['付路面硬化工程款', '付水渠维修款', '付路灯安装款'],
  ADMINISTRATION: ['付办公用品', '付电费', '付水费', '付报刊费', '付通讯费'],
  WELFARE: ['付老年人慰问金', '付节日福利', '付合作医疗补助'],
  SUBSIDY_PAYOUT: ['代发涉农补助'],
  DEBT_SERVICE: ['付借款利息', '还借款本金'],
  OTHER_EXPENDITURE: ['付会议费', '付其他支出'],
};
const MEDIANS: Partial<Record<VillageItem, number>> = { WORKS: 1_800_000, WELFARE: 300_000, BORROWING: 5_000_000, DEBT_SERVICE: 900_000, LABOUR: 90_000, OTHER_INCOME: 150_000 }; // prettier-ignore
/** Filled up with entries of their own; contracts, sheets and subsidies make the others. */
const FILLED: readonly VillageItem[] = ['ADMINISTRATION', 'WORKS', 'WELFARE', 'OTHER_INCOME', 'OTHER_EXPENDITURE', 'DEBT_SERVICE', 'BORROWING']; // prettier-ignore

interface Draft {
  readonly item: VillageItem;
  readonly day: number;
  readonly fen: number;
  readonly kind: Booking['kind'];
  readonly contractNo?: string;
  readonly party?: Party;
  readonly fundDocNo?: string;
  readonly plain?: true;
}

/** What a contract brings in: mostly a transfer; sometimes cash, or a part that is set off or waived. */
function receiptsOf(
  contract: VillageContract,
  item: VillageItem,
  fen: number,
  day: number,
  random: Random,
): Draft[] {
  const receipt = (part: number, kind: Booking['kind']): Draft => ({
    item,
    day,
    fen: part,
    kind,
    contractNo: contract.contractNo,
    party: contract.party,
  });
  const chance = random.real();
  if (chance < 0.05) return [receipt(fen, 'CASH')];
  if (chance > 0.04 + 0.03 + 0.05) return [receipt(fen, 'BANK')];
  const part = Math.floor(fen * 0.4);
  return [receipt(fen - part, 'BANK'), receipt(part, chance < 0.09 ? 'OFFSET' : 'WAIVER')];
}

function fromContracts(
  { seed }: District,
  { contracts }: Bookkeeper,
  month: number,
  items: ReadonlySet<string>,
): Draft[] {
  return contracts.flatMap((contract) => {
    const instalment = instalmentOf(seed, contract, month);
    if (!instalment || instalment.open || instalment.amount === 0) return [];
    const random = randomOf(seed, 'receipt', contract.index * 4096 + (month % 4096));
    const rent = contract.kind === 'BUILDING' || contract.kind === 'EQUIPMENT';
    const item = rent && items.has('RENT_INCOME') ? 'RENT_INCOME' : 'LAND_FEE_INCOME';
    const fen = Math.round(instalment.amount * 100);
    return receiptsOf(contract, item, fen, instalment.due + random.int(0, 15), random);
  });
}

/** A subsidy arrives at the beginning of a month, and is paid out in full within it. */
function fromSubsidies(village: Village, month: number, random: Random): Draft[] {
  const fen = random.int(200, 4000) * 1000;
  const day = monthStart(month) + random.int(1, 5);
  const fundDocNo = `云财农〔${Math.floor(month / 12)}〕${String((month % 12) * 400 + village.index + 1).padStart(4, '0')}号`; // prettier-ignore
  const first = Math.floor(fen * 0.6);
  const payout = (part: number, days: number): Draft => ({ item: 'SUBSIDY_PAYOUT', day: day + days, fen: part, kind: 'BANK', fundDocNo, plain: true }); // prettier-ignore
  return [
    { item: 'SUBSIDY_INCOME', day, fen, kind: 'BANK', fundDocNo, plain: true },
    payout(first, random.int(2, 9)),
    payout(fen - first, random.int(10, 19)),
  ];
}

function fill(items: readonly VillageItem[], month: number, random: Random): Draft {
  const item = random.pick([items[0] ?? 'ADMINISTRATION', ...items.slice(1)]);
  const fen = Math.max(500, Math.round(logNormal(random, MEDIANS[item] ?? 60_000, 0.7)));
  const kind = random.chance(0.06) ? 'CASH' : random.chance(0.02) ? 'OFFSET' : 'BANK';
  return { item, day: monthStart(month) + random.int(0, 27), fen, kind };
}

function booking(draft: Draft, number: string, month: number, random: Random): Booking {
  const { item, day, plain } = draft;
  const bank = draft.kind === 'BANK';
  const paidOut = directionOf(item) === 'EXPENDITURE' && plain === undefined;
  // Cut-off: what is booked on the last days may reach the bank in the next month.
  const cut = bank && plain === undefined && draft.contractNo === undefined && random.chance(0.02);
  const unclassified = bank && plain === undefined && random.chance(0.1);
  return {
    entryNo: `PZ${number}`,
    item,
    day,
    summary: random.pick(SUMMARIES[item]),
    fen: draft.fen,
    kind: draft.kind,
    contractNo: draft.contractNo ?? null,
    party: draft.party ?? null,
    fundDocNo: draft.fundDocNo ?? null,
    flowNo: bank ? `LS${number}` : null,
    flowDay: cut ? monthStart(month + 1) + random.int(0, 2) : day,
    named: bank && (cut || unclassified || random.chance(0.85)),
    unclassified,
    returned: bank && paidOut && random.chance(0.08),
  };
}

/** Items that a village uses in a month. */
function itemsOf(district: District, village: Village, month: number): VillageItem[] {
  const lines = Math.round(noticeLines(district));
  const few = VILLAGE_ITEMS.slice(0, Math.max(3, lines));
  if (few.includes('SUBSIDY_PAYOUT')) return few;
  const subsidised: VillageItem[] =
    (month + village.index) % 6 === 0 ? ['SUBSIDY_INCOME', 'SUBSIDY_PAYOUT'] : [];
  return [...few.filter((item) => item !== 'SUBSIDY_INCOME'), ...subsidised];
}

/** What a village books in a month: receipts of its contracts, wages, subsidies, and its everyday entries. */
export function bookingsOf(district: District, keeper: Bookkeeper, month: number): Booking[] {
  const { village } = keeper;
  const random = randomOf(district.seed, 'village books', village.index * 4096 + (month % 4096));
  const items = itemsOf(district, village, month);
  const used = new Set<string>(items);
  const wages = sheetsOf(district, village, keeper.workers, month).map(({ total, cash, paid }): Draft => ({
    item: 'LABOUR',
    day: paid,
    fen: total,
    kind: cash ? 'CASH' : 'BANK',
  }));
  const drafts: Draft[] = [...fromContracts(district, keeper, month, used), ...wages];
  if (used.has('SUBSIDY_PAYOUT')) drafts.push(...fromSubsidies(village, month, random));
  const filled = FILLED.filter((item) => used.has(item));
  const wanted = Math.round(monthlyShare(district, 180_000));
  while (drafts.length < wanted) drafts.push(fill(filled, month, random));
  const prefix = `${village.community.code.slice(6)}${isoMonth(month).replace('-', '')}`;
  return drafts.map((draft, at) => booking(draft, prefix + String(at + 1).padStart(4, '0'), month, random));
}
