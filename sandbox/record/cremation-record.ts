import { compactDate, DAY, isoDate } from '../district/calendar.js';
import { deaths } from '../district/death.js';
import { RELATION } from '../district/household.js';
import { relationConstant } from './constant.js';
import type { RecordSource } from './record.js';

const EVENING = 17 * 3600 + 1800;
const HOMES = ['云汀区殡仪馆', '市第二殡仪馆', '云汀区青禾殡仪服务站'] as const;

/** What the relative was to the deceased, as far as the household tells. */
function relationTo(relative: number, deceased: number): string {
  if (relative === RELATION.spouse || deceased === RELATION.spouse) return 'SPOUSE';
  if (deceased === RELATION.self) return relationConstant(relative);
  if (deceased === RELATION.parent && relative === RELATION.self) return 'SON';
  return 'OTHER';
}

/** Cremations, from the funeral homes. */
export const cremationRecord: RecordSource = {
  category: 'cremation-record',
  *records(district) {
    const { population } = district;
    for (const { person, day, cremated, certificateNo, relative } of deaths(district)) {
      if (cremated === null) continue;
      const values = {
        cremationNo: `HH${compactDate(cremated)}${String(person).padStart(7, '0')}`,
        citizenId: population.citizenId(person),
        name: population.name(person),
        deathDate: isoDate(day),
        cremationDate: isoDate(cremated),
        certificateNo,
        funeralHome: HOMES[person % HOMES.length] ?? HOMES[0],
        relativeId: relative === null ? null : population.citizenId(relative),
        relativeRelation:
          relative === null ? null : relationTo(population.relation(relative), population.relation(person)),
      };
      yield { values, at: cremated * DAY + EVENING };
    }
  },
};
