import { compactDate, DAY, isoDate } from '../district/calendar.js';
import { deaths, type Death } from '../district/death.js';
import type { District } from '../district/district.js';
import { mix } from '../district/random.js';
import type { RecordSource, SourceRecord, Values } from './record.js';

const EVENING = 17 * 3600;
/** One death in so many was entered twice; the second entry was taken back. */
const ENTERED_TWICE = 300;

function cancellation({ population, places }: District, death: Death): Values {
  const { person, day, cancelled, certificateNo, cremated, relative } = death;
  const community = places.communityOf('household', population.householdOf(person));
  return {
    cancelNo: `ZX${compactDate(cancelled)}${String(person).padStart(7, '0')}`,
    citizenId: population.citizenId(person),
    name: population.name(person),
    sex: population.isMale(person) ? 'MALE' : 'FEMALE',
    deathDate: isoDate(day),
    cancelledDate: isoDate(cancelled),
    cancelKind:
      certificateNo !== null
        ? 'MEDICAL_CERTIFICATE'
        : cremated !== null
          ? 'CREMATION_CERTIFICATE'
          : 'VILLAGE_PROOF',
    certificateNo,
    informantId: relative === null ? null : population.citizenId(relative),
    policeStation: `${community.township.name.slice(0, 2)}派出所`,
    communityCode: community.code,
  };
}

/** The death is recorded all the same by its other number: taking this one back changes nothing. */
function enteredTwice(values: Values, death: Death): SourceRecord[] {
  if ((mix(death.person, death.day) >>> 0) % ENTERED_TWICE !== 0) return [];
  const again = { ...values, cancelNo: `${String(values['cancelNo'])}C` };
  return [
    { values: again, at: (death.cancelled + 1) * DAY + EVENING },
    { values: again, at: (death.cancelled + 9) * DAY + EVENING, deleted: true, shows: ['WITHDRAWN'] },
  ];
}

/** Registrations that the police cancelled because of a death. */
export const deathCancellation: RecordSource = {
  category: 'death-cancellation',
  *records(district) {
    for (const death of deaths(district)) {
      const values = cancellation(district, death);
      yield { values, at: death.cancelled * DAY + EVENING };
      yield* enteredTwice(values, death);
    }
  },
};
