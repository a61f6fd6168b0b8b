import { DAY, isoDate } from '../district/calendar.js';
import type { District } from '../district/district.js';
import { longTermCareOf, type LongTermCare } from '../district/long-term-care.js';
import type { RecordSource, SourceRecord } from './record.js';

function* versions(district: District, person: number, care: LongTermCare): Generator<SourceRecord> {
  const { population, organizations } = district;
  const home = organizations.homes[person % organizations.homes.length] ?? organizations.homes[0];
  const values = {
    assessmentNo: care.assessmentNo,
    citizenId: population.citizenId(person),
    name: population.name(person),
    ltcGrade: care.grade,
    concludedDate: isoDate(care.concluded),
    validTo: care.validTo === null ? null : isoDate(care.validTo),
    benefitFrom: care.benefitFrom === null ? null : isoDate(care.benefitFrom),
    benefitTo: null,
    benefitKind: care.kind,
    careUscc: care.kind === null || care.kind === 'FAMILY' ? null : home.uscc,
  };
  yield { values, at: care.concluded * DAY + 15 * 3600 };
  const left = population.statusDay(person);
  if (care.benefitFrom !== null && left > care.benefitFrom)
    yield { values: { ...values, benefitTo: isoDate(left) }, at: (left + 5) * DAY + 15 * 3600 };
}

/** Assessments for the long-term-care insurance, and the benefits that it grants. */
export const ltcAssessment: RecordSource = {
  category: 'ltc-assessment',
  *records(district) {
    for (let person = 0; person < district.population.size; person++) {
      const care = longTermCareOf(district, person);
      if (care) yield* versions(district, person, care);
    }
  },
};
