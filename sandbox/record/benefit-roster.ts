import { createBenefits, type Entitlement } from '../district/benefit.js';
import { DAY, isoDate, isoMonth, monthEnd, monthStart } from '../district/calendar.js';
import type { District } from '../district/district.js';
import { mix } from '../district/random.js';
import { registeredBirth } from '../district/registration.js';
import { constantsOf } from './constant.js';
import type { RecordSource, SourceRecord, Values } from './record.js';

const townshipOf = constantsOf('benefit-roster', 'townshipCode');
const AFTERNOON = 15 * 3600;

function entry(
  district: District,
  person: number,
  { item, from, amount, certNo, requisitionNo }: Entitlement,
): Values {
  const { population, places } = district;
  const household = population.householdOf(person);
  const community = places.communityOf('household', household);
  const head = population.headOf(household);
  const collects = head !== person && (mix(person, item.length) >>> 0) % 8 === 0;
  return {
    item,
    citizenId: population.citizenId(person),
    name: population.name(person),
    birthDate: isoDate(registeredBirth(district, person)),
    disabilityCertNo: certNo,
    requisitionNo,
    validFrom: isoMonth(from),
    validTo: null,
    monthlyAmount: amount,
    collectorId: collects ? population.citizenId(head) : null,
    townshipCode: townshipOf(community.township.code),
    communityCode: community.code,
  };
}

/**
 * A row is entered in the month before its first one, so that every monthly set tells it in time. An end follows the last
 * month; late applications are approved within their first month and are in the next set.
 */
function* versions(district: District, person: number, entitlement: Entitlement): Generator<SourceRecord> {
  const values = entry(district, person, entitlement);
  const { from, to, outcome } = entitlement;
  const earliest = district.from - 400;
  const jitter = (mix(person, from) >>> 0) % 9;
  const version = (status: string, day: number, more: Values = {}): SourceRecord => ({
    values: { ...values, status, statusDate: isoDate(Math.max(day, earliest)), ...more },
    at: Math.max(day, earliest) * DAY + AFTERNOON,
    protected: true,
  });
  const entered = monthStart(from) - 2 - jitter;
  if (outcome === 'LATE') {
    yield version('IN_PROGRESS', entered);
    yield version('APPROVED', monthStart(from) + 8 + jitter);
  } else yield version(outcome === 'PAID' ? 'APPROVED' : outcome, entered);
  if (to === null || (outcome !== 'PAID' && outcome !== 'LATE')) return;
  const stopped = Math.max(
    monthEnd(to) - jitter,
    monthStart(from) + 20,
    district.population.statusDay(person) + 2,
  );
  yield version('STOPPED', stopped, { validTo: isoMonth(to) });
}

/** Who gets the monthly benefits of civil affairs, or applied for them. */
export const benefitRoster: RecordSource = {
  category: 'benefit-roster',
  *records(district) {
    const benefits = createBenefits(district);
    for (let person = 0; person < district.population.size; person++)
      for (const entitlement of benefits.of(person)) yield* versions(district, person, entitlement);
  },
};
