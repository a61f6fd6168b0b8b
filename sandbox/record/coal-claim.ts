import { DAY, isoDate } from '../district/calendar.js';
import { coalClaims, heatingCount, heatingOf } from '../district/heating.js';
import type { RecordSource, SourceRecord, Values } from './record.js';

/** Yuan per tonne. */
const RATE = 600;

/** Claims of the coal subsidy: claimed in autumn, delivered and verified before the spring. */
export const coalClaim: RecordSource = {
  category: 'coal-claim',
  *records(district): Generator<SourceRecord> {
    const { population, places } = district;
    const count = heatingCount(district);
    for (let index = 0; index < count; index++) {
      const claims = coalClaims(district, index);
      if (claims.length === 0) continue;
      const { household, head } = heatingOf(district, index);
      for (const { season, day, delivered, outcome, tonnes } of claims) {
        const values: Values = {
          claimNo: `WYM${season.slice(0, 4)}${String(index + 1).padStart(7, '0')}`,
          heatingSeason: season,
          householdNo: population.householdNo(household),
          citizenId: population.citizenId(head),
          name: population.name(head),
          communityCode: places.communityOf('household', household).code,
          tonnes,
          ratePerTonne: RATE,
          amount: tonnes * RATE,
          claimedDate: isoDate(day),
          deliveredDate: null,
          receiverId: null,
          status: 'SUBMITTED',
        };
        yield { values, at: day * DAY + 10 * 3600 };
        const received: Values = outcome === 'APPROVED' ? { deliveredDate: isoDate(delivered), receiverId: values['citizenId'] ?? null } : {}; // prettier-ignore
        yield { values: { ...values, ...received, status: outcome }, at: (delivered + 2) * DAY + 10 * 3600 };
      }
    }
  },
};
