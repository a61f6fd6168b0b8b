import { compactDate, DAY, dayOf, isoDate } from '../district/calendar.js';
import type { District } from '../district/district.js';
import { RELATION } from '../district/household.js';
import { citizenId } from '../district/identifier.js';
import { personName, surnameOf } from '../district/name.js';
import { randomOf, type Random } from '../district/random.js';
import type { RecordSource, SourceRecord, Values } from './record.js';

/** A neighbouring division: people whom the district's register does not know. */
const ELSEWHERE = '190103';
const IDS_FROM = dayOf('2004-01-01');
const OFFICE = '云汀区民政局婚姻登记处';
const EVENING = 17 * 3600;
const SHARES = { former: 0.62, divorced: 0.62, reissued: 0.03, missing: 0.04, foreign: 0.003 } as const;

interface Party {
  readonly id: string | null;
  readonly kind: 'CITIZEN' | 'PASSPORT';
  readonly name: string;
  readonly birth: number;
}

const resident = ({ population }: District, person: number): Party => ({
  id: population.citizenId(person),
  kind: 'CITIZEN',
  name: population.name(person),
  birth: population.birthDay(person),
});

/** Somebody of about the same age from elsewhere. */
function stranger(district: District, random: Random, person: number): Party {
  const { population, seed } = district;
  const male = !population.isMale(person);
  const birth = population.birthDay(person) + random.int(-1500, 1500);
  const name = personName(random, surnameOf(seed, 'surname elsewhere', person), male, 'plain');
  const id = citizenId(birth, random.int(0, 399) * 2 + (male ? 1 : 2), ELSEWHERE);
  return random.chance(SHARES.foreign)
    ? { id: `P${id.slice(8, 16)}`, kind: 'PASSPORT', name, birth }
    : { id, kind: 'CITIZEN', name, birth };
}

function act(random: Random, man: Party, woman: Party, date: number): Values {
  // The forms of earlier years often left the numbers out.
  const missing = date < IDS_FROM && random.chance(SHARES.missing);
  return {
    registeredDate: isoDate(date),
    husbandName: man.name,
    husbandIdKind: man.kind,
    husbandId: missing ? null : man.id,
    wifeName: woman.name,
    wifeIdKind: woman.kind,
    wifeId: missing ? null : woman.id,
    dissolvedNo: null,
    office: OFFICE,
    valid: true,
  };
}

function* acts(district: District, person: number, spouse: number | null): Generator<SourceRecord> {
  const { seed, population, from, today, until } = district;
  const random = randomOf(seed, 'marriage', person);
  const one = resident(district, person);
  const other = spouse === null ? stranger(district, random, person) : resident(district, spouse);
  const [man, woman] = population.isMale(person) ? [one, other] : [other, one];
  const grown = Math.max(man.birth + 22 * 366, woman.birth + 20 * 366);
  const date = grown + random.int(0, 3000);
  if (date >= today) return;
  const number = (letter: string, day: number): string =>
    `${letter}190102-${compactDate(day).slice(0, 4)}-${String(person).padStart(7, '0')}`;
  const record = (values: Values, day: number): SourceRecord => ({
    values,
    at: Math.max(day, from - 5000) * DAY + EVENING,
  });
  const married = number('J', date);
  const wedding = act(random, man, woman, date);
  yield record({ ...wedding, registrationNo: married, registrationKind: 'MARRIAGE' }, date);
  const later = date + random.int(200, 9000);
  if (spouse === null) {
    if (later >= until || !random.chance(SHARES.divorced)) return;
    const divorce = { ...wedding, registeredDate: isoDate(later), dissolvedNo: married };
    yield record({ ...divorce, registrationNo: number('L', later), registrationKind: 'DIVORCE' }, later);
  } else if (later < until && random.chance(SHARES.reissued)) {
    const reissue = {
      ...wedding,
      registeredDate: isoDate(later),
      registrationNo: number('BJ', later),
      registrationKind: 'MARRIAGE_REISSUE',
    };
    yield record(reissue, later);
  }
}

/**
 * Marriages: those of the couples in the register, who live in one household, and former ones of people who live alone,
 * to people from elsewhere. So kin by marriage are always members of one household.
 */
export const marriageRegistration: RecordSource = {
  category: 'marriage-registration',
  *records(district) {
    const { population, seed, from } = district;
    for (let household = 0; household < population.households; household++) {
      const head = population.headOf(household);
      const end = population.headOf(household + 1);
      const couple = head + 1 < end && population.relation(head + 1) === RELATION.spouse;
      if (couple) yield* acts(district, head, head + 1);
      else if (
        population.age(head, from) >= 28 &&
        randomOf(seed, 'former marriage', household).chance(SHARES.former)
      )
        yield* acts(district, head, null);
      for (let person = head + 2; person < end; person++)
        if (population.relation(person) === RELATION.childInLaw) yield* acts(district, person, person - 1);
    }
  },
};
