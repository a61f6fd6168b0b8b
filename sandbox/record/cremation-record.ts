import { compactDate, DAY, isoDate } from '../district/calendar.js';
import { deaths } from '../district/death.js';
import type { District } from '../district/district.js';
import { RELATION } from '../district/household.js';
import { relationConstant } from './constant.js';
import type { RecordSource } from './record.js';

const EVENING = 17 * 3600 + 1800;
const HOMES = ['云汀区殡仪馆', '市第二殡仪馆', '云汀区青禾殡仪服务站'] as const;

/** What the relative was to the deceased, as far as the household tells. */
function relationTo({ population }: District, relative: number, deceased: number): string {
  const [of, to] = [population.relation(relative), population.relation(deceased)];
  if (to === RELATION.self) return relationConstant(of);
  if (of !== RELATION.self) return 'OTHER';
  if (to === RELATION.spouse) return 'SPOUSE';
  if (to === RELATION.parent) return population.isMale(relative) ? 'SON' : 'DAUGHTER';
  return to === RELATION.son || to === RELATION.daughter ? 'PARENT' : 'OTHER';
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
        relativeRelation: relative === null ? null : relationTo(district, relative, person),
      };
      yield { values, at: cremated * DAY + EVENING };
    }
  },
};
