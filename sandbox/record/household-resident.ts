import { DAY, isoDate } from '../district/calendar.js';
import type { District } from '../district/district.js';
import { DIVISION } from '../district/identifier.js';
import { draw, mix, randomOf } from '../district/random.js';
import { correctionOf } from '../district/registration.js';
import { relationConstant, statusConstant } from './constant.js';
import type { RecordSource, SourceRecord, Values } from './record.js';

const FORMER = ['小红', '建军', '卫东', '招娣'] as const;

/** What does not change in the time that the district covers. */
function registration({ population, places, seed, today }: District, person: number): Values {
  const household = population.householdOf(person);
  const community = places.communityOf('household', household);
  const random = randomOf(seed, 'registration', person);
  const birth = population.birthDay(person);
  const correction = correctionOf(seed, today, person);
  const name = population.name(person);
  return {
    citizenId: population.citizenId(person),
    name,
    formerName: random.chance(0.03) ? name.slice(0, 1) + random.pick(FORMER) : null,
    sex: population.isMale(person) ? 'MALE' : 'FEMALE',
    birthDate: isoDate(birth - (correction?.earlier ?? 0)),
    householdNo: population.householdNo(household),
    relationToHead: relationConstant(population.relation(person)),
    householdKind: draw(mix(seed, household)) < 0.02 ? 'COLLECTIVE' : 'FAMILY',
    divisionCode: DIVISION,
    communityCode: community.code,
    address: places.addressIn(community, 'household', household),
    registrationStatus: 'NORMAL',
    statusDate: null,
    movedInDate: random.chance(0.25) ? isoDate(Math.min(today - 30, birth + random.int(1, 12_000))) : null,
    livesElsewhere: random.chance(0.15),
    birthCorrectedDate: correction && isoDate(correction.day),
    birthCorrectionNo: correction && `云公户〔${2026 - random.int(2, 8)}〕${random.int(1, 400)}号`,
  };
}

function* versions(district: District, person: number, since: number): Generator<SourceRecord> {
  const { population, from } = district;
  const changed = population.statusDay(person);
  const born = population.birthDay(person);
  // Registered before the history began, or some days after birth.
  const entered = Math.max(born + 1 + (person % 20), from - 3650) * DAY + 9 * 3600 + (person % 28_800);
  const moved = changed * DAY + 17 * 3600 + (person % 3000);
  if (Math.max(entered, moved) <= since) return;
  const values = registration(district, person);
  if (changed === 0 || moved > entered) yield { values, at: entered };
  if (changed === 0) return;
  const registrationStatus = statusConstant(population.status(person));
  yield {
    values: { ...values, registrationStatus, statusDate: isoDate(changed) },
    at: Math.max(moved, entered),
  };
}

/** Registered residents: births and changes of status are new versions. */
export const householdResident: RecordSource = {
  category: 'household-resident',
  *records(district, since = 0) {
    for (let person = 0; person < district.population.size; person++)
      yield* versions(district, person, since);
  },
};
