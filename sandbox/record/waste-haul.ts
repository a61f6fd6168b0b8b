import { DAY, moment } from '../district/calendar.js';
import type { District } from '../district/district.js';
import type { Permit } from '../district/permit.js';
import { randomOf } from '../district/random.js';
import { plateOf } from '../district/vehicle.js';
import type { RecordSource, SourceRecord, Values } from './record.js';

const TRIPS = [17, 27] as const;
const SITES = ['青禾镇建筑垃圾消纳场', '白杨镇资源化利用中心', '芦花镇渣土消纳场'] as const;
const TRUCKS = 400;

function* trips(district: District, permit: Permit): Generator<SourceRecord> {
  const { organizations, seed } = district;
  const random = randomOf(seed, 'waste haul', permit.number);
  const count = random.int(...TRIPS);
  for (let trip = 0; trip < count; trip++) {
    const loaded = random.int(permit.from * DAY + 6 * 3600, (permit.to + 1) * DAY - 8 * 3600);
    const carrier = random.int(0, Math.min(20, organizations.firms - 1));
    // A trip on the first day may be told before the permit is.
    const early = random.chance(0.01);
    const at = early ? permit.issued * DAY + 7 * 3600 : loaded + 3 * 3600;
    const start = early ? permit.issued * DAY + 6 * 3600 : loaded;
    const values: Values = {
      haulNo: `QY${String(permit.number).padStart(7, '0')}${String(trip).padStart(3, '0')}`,
      permitNo: random.chance(0.03) ? null : permit.permitNo,
      carrierUscc: organizations.firm(carrier).uscc,
      plateNo: plateOf(900_000 + carrier * TRUCKS + random.int(0, 19)),
      loadedAt: moment(start),
      unloadedAt: random.chance(0.01) ? null : moment(start + random.int(1200, 3600)),
      volume: random.int(80, 200) / 10,
      disposalSite: random.pick(SITES),
    };
    yield { values, at, ...(early && values['permitNo'] !== null && { shows: ['ORPHAN'] }) };
  }
}

/** Trips of trucks with building waste. */
export const wasteHaul: RecordSource = {
  category: 'waste-haul',
  *records(district) {
    for (const period of district.fees.periods)
      for (const permit of district.fees.permits.of(period)) yield* trips(district, permit);
  },
};
