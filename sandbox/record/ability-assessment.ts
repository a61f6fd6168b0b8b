import { DAY, isoDate } from '../district/calendar.js';
import type { District } from '../district/district.js';
import { randomOf } from '../district/random.js';
import type { Residence } from '../district/residence.js';
import { CARE_GRADES } from './constant.js';
import type { RecordSource, SourceRecord, Values } from './record.js';

/** Assessors of the district: members of so many households. */
const ASSESSORS = 24;
const EVENING = 16 * 3600;

const numberOf = (index: number): string => `NP${String(index + 1).padStart(7, '0')}`;

/** What holds for a resident of a care home from before the first day to after the last: one assessment, never higher than needed. */
function assessment(district: District, residence: Residence, index: number): SourceRecord {
  const { seed, population, organizations } = district;
  const random = randomOf(seed, 'ability', index);
  const assessor = (): number =>
    population.headOf(
      randomOf(seed, 'assessor', random.int(0, ASSESSORS - 1)).int(0, population.households - 1),
    );
  const validFrom = residence.from - random.int(3, 40);
  const assessed = validFrom + (random.chance(0.1) ? random.int(1, 2) : -random.int(0, 10));
  const values: Values = {
    assessmentNo: numberOf(index),
    citizenId: population.citizenId(residence.person),
    name: population.name(residence.person),
    grade: CARE_GRADES[Number(residence.grade)] ?? CARE_GRADES[0],
    assessmentKind: random.pick(['FIRST', 'FIRST', 'ANNUAL', 'ON_CHANGE', 'COMPLAINT']),
    assessedDate: isoDate(assessed),
    validFrom: isoDate(validFrom),
    validTo: random.chance(0.3) ? null : isoDate((residence.to ?? district.until) + random.int(5, 400)),
    assessorId: population.citizenId(assessor()),
    secondAssessorId: random.chance(0.7) ? population.citizenId(assessor()) : null,
    assessingUscc:
      organizations.hospitals[random.int(0, organizations.hospitals.length - 1)]?.uscc ??
      organizations.hospitals[0].uscc,
    previousNo: null,
  };
  return { values, at: Math.max(assessed, validFrom) * DAY + EVENING };
}

/** Assessments of the ability of those who live in care homes. */
export const abilityAssessment: RecordSource = {
  category: 'ability-assessment',
  *records(district) {
    for (const [index, residence] of district.residences.entries())
      if (residence.grade !== '0') yield assessment(district, residence, index);
  },
};
