import { DAY, isoDate, monthStart } from '../district/calendar.js';
import type { District } from '../district/district.js';
import { pupilIn, termsOf, type Term } from '../district/pupil.js';
import { mix } from '../district/random.js';
import type { RecordSource, SourceRecord } from './record.js';

const GRADES = '一二三四五六';
const STAGE_TITLES: Readonly<Record<string, string>> = { PRESCHOOL: '园', PRIMARY: '小', JUNIOR: '初', SENIOR: '高', VOCATIONAL: '职' }; // prettier-ignore

function record(district: District, person: number, term: Term): SourceRecord | null {
  const pupil = pupilIn(district, person, term);
  if (!pupil) return null;
  const { population } = district;
  const { aid, amount, poor, stage, studentNo, school, year } = pupil;
  const head = population.headOf(population.householdOf(person));
  const entered = monthStart(term.from) + 12 + ((mix(person, term.from) >>> 0) % 15);
  const hardship = poor ? (['DIBAO', 'DIBAO', 'DISABLED', 'OTHER'] as const)[person % 4] : undefined;
  const values = {
    studentNo,
    citizenId: population.citizenId(person),
    name: population.name(person),
    schoolName: school.name,
    schoolUscc: school.uscc,
    stage,
    gradeYear: `${STAGE_TITLES[stage] ?? ''}${GRADES.charAt(year - 1)}`,
    term: term.name,
    status: (mix(person, 5) >>> 0) % 120 === 0 ? 'SUSPENDED' : 'ENROLLED',
    aidItem: aid,
    aidAmount: amount,
    paidDate: amount === null ? null : isoDate(monthStart(term.from + 1) + 15),
    hardshipKind: hardship ?? 'NONE',
    guardianId: head === person ? null : population.citizenId(head),
  };
  return { values, at: entered * DAY + 17 * 3600 };
}

/** Pupils and what aid they get: the term before the base day, the one it lies in, and those that follow. */
export const studentAid: RecordSource = {
  category: 'student-aid',
  *records(district) {
    const begun = termsOf(district).filter(({ from }) => monthStart(from) + 27 <= district.today);
    const later = termsOf(district).filter(({ from }) => monthStart(from) + 27 > district.today);
    const terms = [...begun.slice(-2), ...later];
    for (let person = 0; person < district.population.size; person++) {
      if (district.population.age(person, district.today) > 19) continue;
      for (const term of terms) {
        const found = record(district, person, term);
        if (found) yield found;
      }
    }
  },
};
