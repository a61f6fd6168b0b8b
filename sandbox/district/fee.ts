import { agencyUscc } from '../catalogue/code-list.js';
import { compactDate } from './calendar.js';
import { countOf, periodsOf, seriesOf, type Period, type Series } from './collection.js';
import type { Offices } from './office.js';
import type { Organizations } from './organization.js';
import { createPenalties, type Offender, type Penalties } from './penalty.js';
import { createPermits, type Permits } from './permit.js';
import { logNormal, randomOf, type Random } from './random.js';

/** One bill. Days; amounts in fen. */
export interface Bill {
  readonly billCode: string;
  readonly billNo: string;
  readonly payer: Offender;
  readonly quantity: number | null;
  readonly tariff: number | null;
  readonly amount: number;
  readonly billed: number;
  readonly collected: number | null;
  readonly status: 'NORMAL' | 'VOID' | 'REFUND';
  readonly original: string | null;
  readonly caseNo: string | null;
  readonly permitNo: string | null;
  /** It goes into the remittance of its period. */
  readonly remitted: boolean;
}

/** What a unit remits of a period. Days; amount in fen. */
export interface Remittance {
  readonly remittanceNo: string;
  readonly from: number;
  readonly to: number;
  readonly amount: number;
  readonly remitted: number;
  readonly treasury: number;
  /** The first attempt, which the treasury sent back. */
  readonly returnedNo: string | null;
}

/** Fees and fines: what is billed, collected and remitted, unit by unit and period by period. */
export interface Fees {
  readonly series: readonly Series[];
  readonly periods: readonly Period[];
  readonly penalties: Penalties;
  readonly permits: Permits;
  bills(series: Series, period: Period): Bill[];
  /** Null when nothing is remitted. */
  remittance(series: Series, period: Period, bills: readonly Bill[]): Remittance | null;
}

interface Deps {
  readonly seed: number;
  readonly residents: number;
  readonly from: number;
  readonly until: number;
  readonly organizations: Organizations;
  readonly offices: Offices;
  readonly adults: Uint32Array;
}

const BILLS = 0.4;
/** Bills of fines and permits are counted apart. */
const OF_CASES = 0.0155;
const OF_PERMITS = 0.0029;
const MEDIAN: Readonly<Record<string, number>> = {
  ROAD_OCCUPATION: 60_000,
  STATE_ASSET_RENT: 480_000,
  PUBLIC_RENTAL_RENT: 52_000,
  SCHOOL_FEES: 80_000,
  INSPECTION_FEES: 36_000,
  DEPOSITS: 2_000_000,
  OTHER_FEES: 12_000,
};
const BY_PERSONS = new Set(['SCHOOL_FEES', 'PUBLIC_RENTAL_RENT', 'OTHER_FEES']);
const VOID = 0.01;
const REFUND = 0.006;
const NEVER_COLLECTED = 0.006;

/** Lays out the collection of fees. */
export function createFees(deps: Deps): Fees {
  const { seed, residents, from, until, organizations, offices, adults } = deps;
  const series = seriesOf(residents, offices.enforcers);
  const periods = periodsOf(residents, from, until);
  const years = (until - from) / 365;
  const shared = { seed, residents, years, periods: periods.length, organizations, offices, adults };
  const penalties = createPenalties(shared);
  const permits = createPermits({ ...shared, firms: organizations.firms });
  const plain = series.filter(({ item }) => item !== 'FINES' && item !== 'WASTE_DISPOSAL').length;
  const mean = (residents * (BILLS - OF_CASES - OF_PERMITS) * years) / (periods.length * plain);

  const billCode = ({ index }: Series) => `19${String(index + 1).padStart(6, '0')}`;
  const billNo = (of: Series, period: Period, at: number) =>
    String(of.index).padStart(3, '0') + String(period.index).padStart(3, '0') + String(at).padStart(4, '0');

  /** Gives bills their numbers. */
  function ledger(of: Series, period: Period) {
    const bills: Bill[] = [];
    const code = billCode(of);
    return {
      bills,
      add(bill: Pick<Bill, 'payer' | 'amount' | 'billed'> & Partial<Bill>): string {
        const number = billNo(of, period, bills.length);
        bills.push({
          billCode: code,
          billNo: number,
          payer: bill.payer,
          quantity: bill.quantity ?? null,
          tariff: bill.tariff ?? null,
          amount: bill.amount,
          billed: bill.billed,
          collected: bill.collected ?? null,
          status: bill.status ?? 'NORMAL',
          original: bill.original ?? null,
          caseNo: bill.caseNo ?? null,
          permitNo: bill.permitNo ?? null,
          remitted: bill.remitted ?? true,
        });
        return number;
      },
    };
  }

  function fines(of: Series, period: Period): Bill[] {
    const { bills, add } = ledger(of, period);
    for (const one of penalties.of(of.enforcer ?? 0, period)) {
      const { offender: payer, ends, ended } = one;
      const caseNo = one.procedure === 'SIMPLE' ? one.decisionNo : one.caseNo;
      for (const { billed, collected, amount } of one.payments) {
        const revoked = ends === 'REVOKED';
        const original = add({ payer, amount, billed, collected, caseNo, remitted: !revoked });
        if (revoked) add({ payer, amount: -amount, billed: ended, collected: ended, status: 'REFUND', original, caseNo, remitted: false }); // prettier-ignore
      }
    }
    return bills;
  }

  function disposal(of: Series, period: Period): Bill[] {
    const { bills, add } = ledger(of, period);
    for (const { firm, tariff, permitNo, bills: due } of permits.of(period))
      for (const { billed, collected, volume } of due)
        add({ payer: { kind: 'ENTERPRISE', firm }, quantity: volume, tariff, amount: volume * tariff, billed, collected, permitNo }); // prettier-ignore
    return bills;
  }

  function payerOf(random: Random, item: string): Offender {
    if (BY_PERSONS.has(item))
      return { kind: 'PERSON', person: adults[random.int(0, adults.length - 1)] ?? 0 };
    return { kind: 'ENTERPRISE', firm: random.int(0, organizations.firms - 1) };
  }

  function others(of: Series, period: Period): Bill[] {
    const { bills, add } = ledger(of, period);
    const count = countOf(mean, of.index * periods.length + period.index);
    const kept = of.item === 'DEPOSITS';
    for (let at = 0; at < count; at++) {
      const random = randomOf(seed, `bill ${of.index} ${period.index}`, at);
      const payer = payerOf(random, of.item);
      const amount = Math.max(500, Math.round(logNormal(random, MEDIAN[of.item] ?? 20_000, 0.7) / 100) * 100);
      const collected = period.first + random.int(0, period.last - period.first);
      const billed = collected - random.int(0, 3);
      const chance = random.real();
      if (chance < VOID) add({ payer, amount: 0, billed, status: 'VOID', remitted: false });
      else if (chance < VOID + NEVER_COLLECTED) add({ payer, amount, billed, remitted: false });
      else if (chance < VOID + NEVER_COLLECTED + REFUND && collected + 3 <= period.last) {
        const original = add({ payer, amount, billed, collected, remitted: false });
        const back = collected + 3;
        add({ payer, amount: -amount, billed: back, collected: back, status: 'REFUND', original, remitted: false }); // prettier-ignore
      } else add({ payer, amount, billed, collected, remitted: !kept });
    }
    return bills;
  }

  return {
    series,
    periods,
    penalties,
    permits,
    bills: (of, period) =>
      of.item === 'FINES'
        ? fines(of, period)
        : of.item === 'WASTE_DISPOSAL'
          ? disposal(of, period)
          : others(of, period),
    remittance(of, period, bills) {
      let amount = 0;
      for (const bill of bills) if (bill.remitted) amount += bill.amount;
      if (amount === 0) return null;
      const random = randomOf(seed, `remittance ${of.index}`, period.index);
      const returned = random.chance(0.01);
      const remitted = period.last + random.int(1, 3) + (returned ? 3 : 0);
      const number = `${String(of.index).padStart(3, '0')}${String(period.index).padStart(3, '0')}`;
      return {
        remittanceNo: `JK${compactDate(remitted)}${number}`,
        from: period.first,
        to: period.last,
        amount,
        remitted,
        treasury: remitted + random.int(1, 3),
        returnedNo: returned ? `JK${compactDate(remitted - 3)}${number}` : null,
      };
    },
  };
}

/** Unit that collects the fee of waste permits. */
export const WASTE_UNIT = agencyUscc['CG'] ?? '';
