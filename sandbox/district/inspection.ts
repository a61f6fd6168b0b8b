import { DAY } from './calendar.js';
import type { Offices } from './office.js';
import type { Firm, Organizations } from './organization.js';
import { randomOf, weighted, type Random } from './random.js';

/** Constants of the catalogue. */
export type CheckBasis =
  'ANNUAL_PLAN' | 'COMPLAINT' | 'EMERGENCY' | 'LICENCE' | 'ASSIGNED' | 'REINSPECTION' | 'CAMPAIGN';
export type CheckResult =
  'NO_FINDING' | 'ORDERED_TO_CORRECT' | 'CORRECTED_ON_SPOT' | 'CASE_OPENED' | 'NOT_FOUND';

/** One check of one agency at one firm. Times are local instants. */
export interface Check {
  readonly checkNo: string;
  /** Number among the enforcers. */
  readonly enforcer: number;
  readonly firm: number;
  readonly jointTaskNo: string | null;
  readonly basis: CheckBasis;
  readonly nature: 'INSPECTION' | 'SERVICE' | 'SURVEY';
  readonly form: 'ON_SITE' | 'REMOTE' | 'DOCUMENT';
  /** Numbers of the officers. */
  readonly team: readonly [number, number];
  readonly start: number;
  readonly minutes: number;
  readonly result: CheckResult;
  readonly caseNo: string | null;
  readonly recheckOf: string | null;
  readonly void: boolean;
}

/**
 * Which firms are visited when. The years are laid out in slots of 60 days; a firm is visited in the first ten days of a slot at
 * most, and checked again some two weeks later, so that no limit of visits is ever reached. The agencies take turns:
 * with six of them or more each comes back after 360 days.
 */
export interface Inspections {
  /** Checks of a firm in the whole period, without those that a penalty case came from. */
  of(firm: number): Check[];
}

interface Deps {
  readonly seed: number;
  readonly residents: number;
  readonly from: number;
  readonly until: number;
  readonly organizations: Organizations;
  readonly offices: Offices;
}

const SLOT = 60;
const YEARLY = 0.04;
/** Checks that come from elsewhere: those of penalty cases. */
const OF_CASES = 0.0018;
const JOINT = 0.06;
const VOID = 0.02;
/** Rows of one visit: itself, a second agency, a check after an order, a row entered by mistake. */
const ROWS_A_VISIT = 1.18;

const basisOf = weighted<CheckBasis>([
  ['ANNUAL_PLAN', 62],
  ['CAMPAIGN', 16],
  ['COMPLAINT', 10],
  ['LICENCE', 6],
  ['ASSIGNED', 4],
  ['EMERGENCY', 2],
]);
const natureOf = weighted<Check['nature']>([
  ['INSPECTION', 84],
  ['SERVICE', 11],
  ['SURVEY', 5],
]);
const formOf = weighted<Check['form']>([
  ['ON_SITE', 86],
  ['REMOTE', 9],
  ['DOCUMENT', 5],
]);
const resultOf = weighted<CheckResult>([
  ['NO_FINDING', 68],
  ['CORRECTED_ON_SPOT', 14],
  ['ORDERED_TO_CORRECT', 15],
  ['NOT_FOUND', 3],
]);

/** Whether a firm is in business on a day. */
export function trades(firm: Firm, day: number): boolean {
  return day > firm.established + 30 && (firm.statusDay === null || day < firm.statusDay);
}

const officeHours = (random: Random): number => random.int(9 * 3600, 16 * 3600);

/** Plans the visits of every firm from its own stream. */
export function createInspections(deps: Deps): Inspections {
  const { seed, residents, from, until, organizations, offices } = deps;
  const { firms } = organizations;
  const agencies = offices.enforcers.length;
  const slots = Math.floor((until - from) / SLOT);
  const rows = (residents * (YEARLY - OF_CASES) * (until - from)) / 365;
  // A part of the firms does not trade on the day of the visit.
  const chance = rows / (firms * slots * ROWS_A_VISIT * 0.86);

  function visit(random: Random, firm: number, slot: number): Check[] {
    const enforcer = (firm + slot) % agencies;
    const day = from + slot * SLOT + random.int(0, 9);
    const number = (at: number) => `JC${String(firm).padStart(7, '0')}${String(slot).padStart(2, '0')}${at}`;
    const joint = agencies >= 6 && random.chance(JOINT);
    const nature = joint ? 'INSPECTION' : natureOf(random);
    const result = nature === 'INSPECTION' ? resultOf(random) : 'NO_FINDING';
    const first: Check = {
      checkNo: number(1),
      enforcer,
      firm,
      jointTaskNo: joint ? `LH${String(firm).padStart(7, '0')}${String(slot).padStart(2, '0')}` : null,
      basis: nature === 'INSPECTION' ? basisOf(random) : 'ANNUAL_PLAN',
      nature,
      form: joint || nature !== 'INSPECTION' ? 'ON_SITE' : formOf(random),
      team: offices.team(enforcer, firm + slot),
      start: day * DAY + officeHours(random),
      minutes: random.int(20, 150),
      result,
      caseNo: null,
      recheckOf: null,
      void: false,
    };
    const checks = [first];
    if (joint) {
      const other = (enforcer + 3) % agencies;
      checks.push({ ...first, checkNo: number(2), enforcer: other, team: offices.team(other, firm + slot), result: 'CORRECTED_ON_SPOT' }); // prettier-ignore
    } else if (agencies >= 6 && result === 'ORDERED_TO_CORRECT' && random.chance(0.8))
      checks.push({
        ...first,
        checkNo: number(3),
        basis: 'REINSPECTION',
        start: (day + random.int(12, 19)) * DAY + officeHours(random),
        result: 'NO_FINDING',
        recheckOf: first.checkNo,
      });
    // A row entered by mistake stands for some days before it is voided: of a kind that counts nowhere.
    if (random.chance(VOID))
      checks.push({ ...first, checkNo: number(4), basis: 'COMPLAINT', result: 'NOT_FOUND', void: true });
    return checks;
  }

  return {
    of(index) {
      const random = randomOf(seed, 'inspection', index);
      let firm: Firm | undefined;
      const checks: Check[] = [];
      for (let slot = 0; slot < slots; slot++) {
        if (!random.chance(chance)) continue;
        firm ??= organizations.firm(index);
        if (trades(firm, from + slot * SLOT) && trades(firm, from + (slot + 1) * SLOT))
          checks.push(...visit(random, index, slot));
      }
      return checks;
    },
  };
}
