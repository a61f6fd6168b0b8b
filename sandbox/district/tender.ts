import { agency, agencyUscc } from '../catalogue/code-list.js';
import { DAY, partsOf } from './calendar.js';
import type { Holdings } from './holding.js';
import { trades } from './inspection.js';
import { ENTITY, type Organizations } from './organization.js';
import { logNormal, randomOf, shuffled, weighted, type Random } from './random.js';

/** One bidder of a lot. */
export interface Bidder {
  readonly firm: number;
  /** Fen; null when the bid was withdrawn. */
  readonly price: number | null;
  readonly status: 'VALID' | 'REJECTED' | 'WITHDRAWN';
  readonly rank: number | null;
}

/** One lot that was put out to tender. Amounts in fen; `opens` is a local instant. */
export interface Lot {
  readonly projectNo: string;
  readonly projectName: string;
  readonly lotNo: string;
  readonly purchaser: Buyer;
  readonly agent: number | null;
  readonly category: string;
  readonly method: string;
  readonly budget: number;
  readonly opens: number;
  readonly bidders: readonly Bidder[];
}

/** A purchaser: an agency. */
export interface Buyer {
  readonly code: string;
  readonly uscc: string;
  readonly name: string;
}

/** One payment of a contract. Days; amount in fen. */
export interface ContractPayment {
  readonly lineNo: number;
  readonly amount: number;
  readonly fundDocNo: string;
  readonly arrived: number;
  readonly requested: number;
  /** Day of the payment, or of its return by the bank. */
  readonly paid: number;
  readonly returned: boolean;
}

/** One contract of a public purchaser. Days; amount in fen. */
export interface PublicContract {
  readonly contractNo: string;
  readonly name: string;
  readonly purchaser: Buyer;
  /** A firm's number. */
  readonly supplier: number;
  readonly category: string;
  readonly method: string;
  readonly projectNo: string | null;
  readonly amount: number;
  readonly signed: number;
  readonly payments: readonly ContractPayment[];
}

/**
 * Tenders and public contracts. The bidders of a lot share nothing, and their prices follow no pattern; whoever does not tender
 * openly stays out of the band below the threshold; money that has arrived and was asked for is paid within weeks.
 */
export interface Tenders {
  readonly lots: number;
  lot(index: number): Lot;
  readonly contracts: number;
  /** The first ones are those of the lots. */
  contract(index: number): PublicContract | null;
}

interface Deps {
  readonly seed: number;
  readonly residents: number;
  readonly from: number;
  readonly until: number;
  readonly organizations: Organizations;
  readonly holdings: Holdings;
}

const BIDS = 0.012;
const BIDDERS = 4.3;
const CONTRACT_ROWS = 0.161;
const LINES = 4;
/** Contracts were signed before the history began: their payments belong to it. */
const AHEAD = 120;
const OPEN_FROM = 300_000_000;

const WORKS = ['道路维修工程', '信息化运维服务', '办公设备采购', '绿化养护服务', '物业管理服务', '校舍修缮工程', '食堂食材配送', '检测设备采购'] as const; // prettier-ignore
const CATEGORIES = ['B0801', 'C020601', 'A020101', 'C130301', 'C210401', 'B080102', 'A0803', 'A021102'] as const; // prettier-ignore
const otherMethod = weighted<string>([
  ['INVITED_TENDER', 10],
  ['NEGOTIATION', 25],
  ['CONSULTATION', 45],
  ['OPEN_TENDER', 20],
]);
const smallMethod = weighted<string>([
  ['OWN_PURCHASE', 45],
  ['INQUIRY', 20],
  ['FRAMEWORK', 20],
  ['SINGLE_SOURCE', 10],
  ['NEGOTIATION', 5],
]);
const BUYERS = Object.keys(agency).map((code) => ({
  code,
  uscc: agencyUscc[code] ?? '',
  name: agency[code]?.[1] ?? code,
}));

const buyerOf = (random: Random): Buyer =>
  BUYERS[random.int(0, BUYERS.length - 1)] ?? { code: 'CZ', uscc: agencyUscc['CZ'] ?? '', name: '财政局' };

/**
 * Prices of so many bids below a budget, in whole yuan: the steps between them grow by more than half each time, so they are
 * neither arithmetic nor geometric, and the prices spread by more than two percent.
 */
function pricesOf(random: Random, budget: number, count: number): number[] {
  const low = budget * (0.7 + random.real() * 0.04);
  const step = budget * (0.0105 + random.real() * 0.001);
  const prices = Array.from(
    { length: count },
    (_, at) => Math.round((low + step * at * (1.2 + at / 2 + random.real() * 0.05)) / 100) * 100,
  );
  const order = shuffled(random, count);
  return Array.from(order, (at) => prices[at] ?? budget);
}

/** Draws every lot and every contract from its own stream. */
export function createTenders(deps: Deps): Tenders {
  const { seed, residents, from, until, organizations, holdings } = deps;
  const years = (until - from) / 365;
  const lots = Math.max(8, Math.round((residents * BIDS * years) / BIDDERS));
  const contracts = Math.max(
    lots,
    Math.round((residents * CONTRACT_ROWS * (years + AHEAD / 730)) / (LINES + 1)),
  );

  /** A firm that is in business, and whose owners are not those of the others. */
  function bidder(random: Random, day: number, taken: Set<number>, persons: Set<number>): number | null {
    for (let attempt = 0; attempt < 60; attempt++) {
      const firm = random.int(0, organizations.firms - 1);
      if (taken.has(firm)) continue;
      const { kind } = organizations.firm(firm);
      if (attempt < 40 && kind !== ENTITY.company) continue;
      if (!trades(organizations.firm(firm), day)) continue;
      const key = holdings.keyPersons(firm);
      if (key.some((person) => persons.has(person))) continue;
      for (const person of key) persons.add(person);
      taken.add(firm);
      return firm;
    }
    return null;
  }

  function biddersOf(random: Random, day: number, budget: number): Bidder[] {
    const taken = new Set<number>();
    const persons = new Set<number>();
    const firms: number[] = [];
    for (let wanted = random.int(3, 5) + (random.chance(0.3) ? 1 : 0); firms.length < wanted;) {
      const firm = bidder(random, day, taken, persons);
      if (firm === null) break;
      firms.push(firm);
    }
    const prices = pricesOf(random, budget, firms.length);
    const valid = firms.map((_, at) => at < 2 || !random.chance(0.08));
    const order = prices.flatMap((price, at) => (valid[at] ? [price] : [])).sort((a, b) => a - b);
    return firms.map((firm, at) => {
      const price = prices[at] ?? budget;
      if (valid[at]) return { firm, price, status: 'VALID', rank: order.indexOf(price) + 1 };
      const withdrawn = random.chance(0.4);
      return {
        firm,
        price: withdrawn ? null : price,
        status: withdrawn ? 'WITHDRAWN' : 'REJECTED',
        rank: null,
      };
    });
  }

  function lot(index: number): Lot {
    const random = randomOf(seed, 'lot', index);
    const day = from + Math.floor(((index + random.real()) * (until - from)) / lots);
    const subject = random.int(0, WORKS.length - 1);
    const budget = Math.round(Math.min(9_000_000_000, Math.max(20_000_000, logNormal(random, 120_000_000, 0.9))) / 100_000) * 100_000; // prettier-ignore
    const purchaser = buyerOf(random);
    return {
      projectNo: `云GG〔${partsOf(day).year}〕${String(index).padStart(6, '0')}号`,
      projectName: `${purchaser.name}${partsOf(day).year}年${WORKS[subject] ?? WORKS[0]}`,
      lotNo: '01',
      purchaser,
      agent: random.chance(0.75) ? random.int(0, Math.min(organizations.firms - 1, 30)) : null,
      category: CATEGORIES[subject] ?? 'A020101',
      method: budget >= OPEN_FROM ? 'OPEN_TENDER' : otherMethod(random),
      budget,
      opens: day * DAY + random.int(18, 30) * 1800,
      bidders: biddersOf(random, day, budget),
    };
  }

  function paymentsOf(random: Random, signed: number, amount: number): ContractPayment[] {
    const count = random.int(1, 2 * LINES - 1);
    const part = Math.floor(amount / count / 100) * 100;
    const payments: ContractPayment[] = [];
    let day = signed;
    for (let paidParts = 0; paidParts < count;) {
      day += random.int(8, 30);
      const arrived = day - random.int(0, 40) + 15;
      const due = Math.max(arrived, day);
      const returned = random.chance(0.01);
      payments.push({
        lineNo: payments.length + 1,
        amount: paidParts === count - 1 ? amount - part * (count - 1) : part,
        fundDocNo: `云财预〔${partsOf(arrived).year}〕${(arrived % 300) + 1}号`,
        arrived,
        requested: day,
        paid: due + random.int(1, 22),
        returned,
      });
      if (returned) day = due + 30;
      else paidParts++;
    }
    return payments;
  }

  function contractOf(index: number): Omit<PublicContract, 'payments'> | null {
    const random = randomOf(seed, 'contract', index);
    if (index < lots) {
      const of = lot(index);
      const winner = of.bidders.find(({ rank }) => rank === 1);
      const signed = Math.floor(of.opens / DAY) + random.int(8, 25);
      if (!winner || winner.price === null) return null;
      return {
        contractNo: `云采合〔${partsOf(signed).year}〕A${String(index).padStart(7, '0')}`,
        name: `${of.projectName}合同`,
        purchaser: of.purchaser,
        supplier: winner.firm,
        category: of.category,
        method: of.method,
        projectNo: of.projectNo,
        amount: winner.price,
        signed,
      };
    }
    const signed = from - AHEAD + random.int(0, until - from + AHEAD - 1);
    const subject = random.int(0, WORKS.length - 1);
    const purchaser = buyerOf(random);
    return {
      contractNo: `云采合〔${partsOf(signed).year}〕B${String(index).padStart(7, '0')}`,
      name: `${purchaser.name}${WORKS[subject] ?? WORKS[0]}合同`,
      purchaser,
      supplier: random.int(0, organizations.firms - 1),
      category: CATEGORIES[subject] ?? 'A020101',
      method: smallMethod(random),
      projectNo: null,
      // Far below the threshold of tenders.
      amount: Math.min(300_000_000, Math.round(logNormal(random, 6_000_000, 1) / 100) * 100 + 10_000),
      signed,
    };
  }

  return {
    lots,
    lot,
    contracts,
    contract(index) {
      const contract = contractOf(index);
      if (!contract) return null;
      const random = randomOf(seed, 'contract payments', index);
      return { ...contract, payments: paymentsOf(random, contract.signed, contract.amount) };
    },
  };
}
