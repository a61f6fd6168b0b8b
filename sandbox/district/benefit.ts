import { assistanceIndex, type Assisted } from './assistance-index.js';
import { certificateOf, type DisabilityCertificate } from './certificate.js';
import { compactMonth, monthOf, monthStart, partsOf } from './calendar.js';
import type { District } from './district.js';
import { longTermCareOf } from './long-term-care.js';
import { draw, mix, randomOf, textHash } from './random.js';
import { registeredBirth } from './registration.js';

/** Monthly benefits with a roster. */
export type RosterItem = 'ELDERLY' | 'LAND_LOSS_ELDERLY' | 'DISABILITY_CARE' | 'DISABILITY_LIVING';

/** What became of an application: paid, paid from the second month on with the first as arrears, or not at all. */
export type Outcome = 'PAID' | 'LATE' | 'DECLINED' | 'OTHER_DISTRICT' | 'REJECTED';

/**
 * Somebody's entitlement to one benefit: the months of it, each of which is either paid or covered by the roster row
 * that says why not. A month counts when every condition holds on its first day, which is also what the departments'
 * rules ask at least: so nobody is paid without right, and nobody is left out.
 */
export interface Entitlement {
  readonly item: RosterItem;
  readonly from: number;
  /** Last month; null while it goes on. */
  readonly to: number | null;
  readonly outcome: Outcome;
  /** Yuan a month. */
  readonly amount: number;
  readonly certNo: string | null;
  readonly requisitionNo: string | null;
}

/** Who is entitled to what. */
export interface Benefits {
  /** In the time that the district covers. */
  of(person: number): readonly Entitlement[];
}

const ELDERLY_AGE = 80;
const LAND_LOSS_AGE = { male: 60, female: 55 } as const;
const CARE_GRADE = 2;
const LAND_LOSS_SHARE = 0.62;
const SALT = textHash('outcome of an application');

/** First month whose first day is not before a day. */
export function monthFrom(day: number): number {
  const { year, month, date } = partsOf(day);
  return year * 12 + month - (date === 1 ? 1 : 0);
}

/** First month on whose first day somebody has reached an age. */
export function monthOfAge(birth: number, age: number): number {
  return monthFrom(birth) + age * 12;
}

/** Last month on whose first day somebody is registered and alive; null without an end. */
export function lastMonthHere({ population }: District, person: number): number | null {
  const day = population.statusDay(person);
  return day === 0 ? null : monthOf(day - 1);
}

const earlier = (a: number | null, b: number | null): number | null =>
  a === null ? b : b === null ? a : Math.min(a, b);

function outcomeOf(seed: number, person: number, item: RosterItem): Outcome {
  const chance = draw(mix(mix(SALT, seed) + item.length, person));
  if (chance < 0.015) return 'DECLINED';
  if (chance < 0.03) return 'OTHER_DISTRICT';
  if (chance < 0.036) return 'REJECTED';
  return chance < 0.16 ? 'LATE' : 'PAID';
}

/** Months in which a certificate is in force on the first day and no long-term-care benefit is. */
function careMonths(district: District, person: number, certificate: DisabilityCertificate) {
  const care = longTermCareOf(district, person)?.benefitFrom ?? null;
  const ends = Number.isFinite(certificate.end) ? monthOf(certificate.end - 1) : null;
  return { from: monthFrom(certificate.from), to: earlier(ends, care === null ? null : monthFrom(care) - 1) };
}

function livingMonths(certificate: DisabilityCertificate, dibao: Assisted) {
  const ends = Number.isFinite(certificate.end) ? monthOf(certificate.end - 1) : null;
  return {
    from: Math.max(monthFrom(certificate.from), monthFrom(dibao.from)),
    to: earlier(ends, dibao.to === null ? null : monthOf(dibao.to)),
  };
}

/** Draws the entitlements of a district's residents. */
export function createBenefits(district: District): Benefits {
  const { seed, population, places } = district;
  const assisted = assistanceIndex(district);
  const [first, last] = [monthOf(district.from), monthOf(district.until)];

  function entitlement(
    person: number,
    given: Pick<Entitlement, 'item' | 'from' | 'to' | 'amount'> & Partial<Entitlement>,
  ): Entitlement[] {
    const to = earlier(given.to, lastMonthHere(district, person));
    if (given.from > last || (to !== null && (to < first || to < given.from))) return [];
    const drawn = outcomeOf(seed, person, given.item);
    // Only an application that the history shows can be late.
    const outcome = drawn === 'LATE' && (given.from <= first + 1 || to === given.from) ? 'PAID' : drawn;
    return [{ certNo: null, requisitionNo: null, ...given, to, outcome }];
  }

  function ofAge(person: number): Entitlement[] {
    const birth = registeredBirth(district, person);
    const from = monthOfAge(birth, ELDERLY_AGE);
    const elderly = entitlement(person, {
      item: 'ELDERLY',
      from,
      to: null,
      amount: from > last - 120 ? 100 : 200,
    });
    return [...elderly, ...landLoss(person, birth)];
  }

  function landLoss(person: number, birth: number): Entitlement[] {
    const { township } = places.communityOf('household', population.householdOf(person));
    if (!township.rural) return [];
    const random = randomOf(seed, 'requisition', person);
    if (!random.chance(LAND_LOSS_SHARE)) return [];
    const requisition = last - random.int(20, 150);
    const age = population.isMale(person) ? LAND_LOSS_AGE.male : LAND_LOSS_AGE.female;
    return entitlement(person, {
      item: 'LAND_LOSS_ELDERLY',
      from: Math.max(monthOfAge(birth, age), requisition + 1),
      to: null,
      amount: random.pick([300, 360, 420]),
      requisitionNo: `ZD${compactMonth(requisition)}${township.code.slice(6)}`,
    });
  }

  function disabled(person: number): Entitlement[] {
    const certificate = certificateOf(district, person);
    if (!certificate) return [];
    const { certNo } = certificate;
    const care = certificate.grade > CARE_GRADE ? null : careMonths(district, person, certificate);
    const dibao = assisted.get(person)?.find(({ kind }) => kind === '1');
    return [
      ...(care ? entitlement(person, { item: 'DISABILITY_CARE', ...care, amount: 200, certNo }) : []),
      ...(dibao
        ? entitlement(person, {
            item: 'DISABILITY_LIVING',
            ...livingMonths(certificate, dibao),
            amount: 200,
            certNo,
          })
        : []),
    ];
  }

  return {
    of(person) {
      const left = population.statusDay(person);
      if (left !== 0 && left <= monthStart(first)) return [];
      const old = population.age(person, district.until) >= LAND_LOSS_AGE.female - 3;
      return [...(old ? ofAge(person) : []), ...disabled(person)];
    },
  };
}
