import { DAY, partsOf } from './calendar.js';
import { countOf, type Period } from './collection.js';
import { trades, type Check } from './inspection.js';
import type { Offices } from './office.js';
import type { Organizations } from './organization.js';
import { mix, randomOf, textHash, type Random } from './random.js';

/** Who is fined: a person's number, or a firm's. */
export type Offender =
  | { readonly kind: 'PERSON'; readonly person: number }
  | { readonly kind: 'ENTERPRISE'; readonly firm: number };

/** One payment of a fine. Days; amount in fen. */
export interface FinePayment {
  readonly billed: number;
  readonly collected: number;
  readonly amount: number;
}

/** One penalty case. Days; amounts in fen. */
export interface PenaltyCase {
  readonly caseNo: string;
  readonly decisionNo: string | null;
  readonly enforcer: number;
  readonly offender: Offender;
  readonly actCode: string;
  readonly actName: string;
  readonly factFrom: number;
  readonly factTo: number | null;
  readonly sceneNo: string | null;
  readonly procedure: 'SIMPLE' | 'ORDINARY' | 'FAST';
  /** The check that it came from. */
  readonly check: Check | null;
  readonly filed: number | null;
  readonly decided: number;
  readonly excludedDays: number;
  readonly extension: { readonly approved: number; readonly days: number } | null;
  readonly fine: number | null;
  readonly confiscated: number | null;
  readonly payments: readonly FinePayment[];
  readonly byInstalments: boolean;
  readonly team: readonly [number, number];
  readonly ends: 'CLOSED' | 'DROPPED' | 'REVOKED';
  /** Day of the last status. */
  readonly ended: number;
}

/**
 * The cases of every enforcer, by the period in which their fines are paid. No party has two cases in one period, and acts
 * of periods that are less than half a year apart differ: nobody is fined twice for one act.
 */
export interface Penalties {
  of(enforcer: number, period: Period): PenaltyCase[];
}

interface Deps {
  readonly seed: number;
  readonly residents: number;
  readonly years: number;
  readonly periods: number;
  readonly organizations: Organizations;
  readonly offices: Offices;
  /** Working people. */
  readonly adults: Uint32Array;
}

const YEARLY = 0.015;
const ACTS = ['未按规定公示价格', '占道经营', '消防通道堆放杂物', '未按规定佩戴防护用品', '超标排放油烟', '运输渣土遗撒', '未建立进货查验记录', '擅自设置户外广告'] as const; // prettier-ignore

/** Draws the cases of every period from their own streams. */
export function createPenalties(deps: Deps): Penalties {
  const { seed, residents, years, periods, organizations, offices, adults } = deps;
  const agencies = offices.enforcers.length;
  const mean = (residents * YEARLY * years) / (periods * agencies);

  /** Whether the offender is a firm, and which: distinct ones within a period. */
  function offenderOf(random: Random, base: number, at: number, factFrom: number): Offender {
    const firm = (base + at) % organizations.firms;
    if (random.chance(0.5) && trades(organizations.firm(firm), factFrom)) return { kind: 'ENTERPRISE', firm };
    return { kind: 'PERSON', person: adults[(base + at) % adults.length] ?? 0 };
  }

  function paymentsOf(random: Random, period: Period, fine: number): FinePayment[] {
    const days = period.last - period.first;
    const collected = period.first + random.int(0, days);
    if (days < 6 || collected + 5 > period.last || fine < 200_000 || !random.chance(0.3))
      return [{ billed: collected - random.int(0, 1), collected, amount: fine }];
    const half = Math.floor(fine / 2);
    return [
      { billed: collected, collected, amount: half },
      { billed: collected + 5, collected: collected + 5, amount: fine - half },
    ];
  }

  function caseOf(enforcer: number, period: Period, at: number): PenaltyCase {
    const number = `${String(enforcer).padStart(2, '0')}${String(period.index).padStart(3, '0')}${String(at).padStart(4, '0')}`;
    const random = randomOf(seed, `penalty ${enforcer} ${period.index}`, at);
    const base = mix(mix(textHash('offenders'), seed), enforcer * 1000 + period.index) >>> 0;
    const { code = 'SJ' } = offices.enforcers[enforcer] ?? {};
    const simple = random.chance(0.55);
    const dropped = !simple && random.chance(0.06);
    const warned = !simple && !dropped && random.chance(0.08);
    const fine = dropped || warned ? null : simple ? random.int(1, 20) * 5000 : random.int(5, 300) * 10_000;
    const confiscated = fine !== null && !simple && random.chance(0.06) ? random.int(1, 50) * 10_000 : null;
    const payments = fine === null ? [] : paymentsOf(random, period, fine + (confiscated ?? 0));
    const [first] = payments;
    const decided = (first?.billed ?? period.first + random.int(0, 6)) - random.int(0, simple ? 2 : 9);
    // Longer than 90 days only with an extension, or with days that do not count.
    const long = !simple && random.chance(0.05);
    const extended = long && random.chance(0.6);
    const filed = simple ? null : decided - (long ? random.int(95, 112) : random.int(8, 80));
    const factFrom = filed === null ? decided : filed - random.int(1, 7);
    const offender = offenderOf(random, base, at, factFrom);
    const act = (period.index % 40) * 10 + random.int(0, 9);
    const year = partsOf(factFrom).year;
    const caseNo = `云${code}立〔${year}〕${number}号`;
    const team = offices.team(enforcer, base + at);
    const checked = offender.kind === 'ENTERPRISE' && !simple && random.chance(0.5);
    const collected = payments.at(-1)?.collected ?? decided;
    const revoked =
      fine !== null && payments.length === 1 && collected + 4 <= period.last && random.chance(0.02);
    return {
      caseNo,
      decisionNo: dropped ? null : `云${code}罚〔${partsOf(decided).year}〕${number}号`,
      enforcer,
      offender,
      actCode: `${code.slice(0, 2)}${String(enforcer).padStart(2, '0')}${String(act).padStart(4, '0')}`,
      actName: ACTS[act % ACTS.length] ?? ACTS[0],
      factFrom,
      factTo: !simple && random.chance(0.1) && filed !== null ? filed - 1 : null,
      sceneNo: random.chance(0.1) ? `XC${number}` : null,
      procedure: simple ? 'SIMPLE' : random.chance(0.3) ? 'FAST' : 'ORDINARY',
      check: checked && offender.kind === 'ENTERPRISE' ? checkOf(random, { number, enforcer, firm: offender.firm, day: factFrom, team, caseNo }) : null, // prettier-ignore
      filed,
      decided,
      excludedDays: long && !extended ? 30 : 0,
      extension: extended && filed !== null ? { approved: filed + 60, days: 30 } : null,
      fine,
      confiscated,
      payments,
      byInstalments: payments.length > 1,
      team,
      ends: dropped ? 'DROPPED' : revoked ? 'REVOKED' : 'CLOSED',
      ended: dropped ? decided : revoked ? collected + 4 : collected + 3,
    };
  }

  function checkOf(
    random: Random,
    of: {
      number: string;
      enforcer: number;
      firm: number;
      day: number;
      team: readonly [number, number];
      caseNo: string;
    },
  ): Check {
    return {
      checkNo: `JCA${of.number}`,
      enforcer: of.enforcer,
      firm: of.firm,
      jointTaskNo: null,
      basis: 'COMPLAINT',
      nature: 'INSPECTION',
      form: 'ON_SITE',
      team: of.team,
      start: of.day * DAY + random.int(9 * 3600, 16 * 3600),
      minutes: random.int(30, 180),
      result: 'CASE_OPENED',
      caseNo: of.caseNo,
      recheckOf: null,
      void: false,
    };
  }

  return {
    of: (enforcer, period) =>
      Array.from({ length: countOf(mean, period.index * agencies + enforcer) }, (_, at) =>
        caseOf(enforcer, period, at),
      ),
  };
}
