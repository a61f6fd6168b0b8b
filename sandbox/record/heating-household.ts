import { DAY, isoDate } from '../district/calendar.js';
import { heatingCount, heatingOf } from '../district/heating.js';
import type { RecordSource, SourceRecord, Values } from './record.js';

/** How the households of the country heat; a change is a second row of the household. */
export const heatingHousehold: RecordSource = {
  category: 'heating-household',
  *records(district): Generator<SourceRecord> {
    const { population, places } = district;
    const count = heatingCount(district);
    for (let index = 0; index < count; index++) {
      const { household, head, mode, since, changed, vacantFrom, vacantTo } = heatingOf(district, index);
      const verified = Math.max(since, district.from - 200) + 20;
      const values: Values = {
        householdNo: population.householdNo(household),
        headId: population.citizenId(head),
        communityCode: places.communityOf('household', household).code,
        heatingMode: mode,
        validFrom: isoDate(since),
        validTo: null,
        vacant: false,
        vacantFrom: null,
        vacantTo: null,
        verifiedDate: isoDate(verified),
      };
      const entered = verified * DAY + 14 * 3600;
      yield { values, at: entered };
      if (vacantFrom !== null) {
        const empty = { vacant: true, vacantFrom: isoDate(vacantFrom), vacantTo: vacantTo === null ? null : isoDate(vacantTo) }; // prettier-ignore
        yield { values: { ...values, ...empty }, at: Math.max(entered + 1, (vacantFrom + 30) * DAY) };
      }
      if (changed === null || vacantFrom !== null) continue;
      const at = Math.max(entered + 1, changed * DAY + 14 * 3600);
      yield { values: { ...values, validTo: isoDate(changed - 1), verifiedDate: isoDate(changed) }, at };
      const next = mode === 'COAL' ? 'COAL_TO_GAS' : 'CENTRAL';
      yield { values: { ...values, heatingMode: next, validFrom: isoDate(changed), verifiedDate: isoDate(changed) }, at }; // prettier-ignore
    }
  },
};
