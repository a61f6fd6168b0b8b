import { compactDate, DAY } from '../district/calendar.js';
import { createDayText, type DayText } from '../district/day-text.js';
import type { District } from '../district/district.js';
import type { Institution } from '../district/organization.js';
import { draw, mix, randomOf, textHash } from '../district/random.js';
import type { Stay } from '../district/stay.js';
import { constantsOf } from './constant.js';
import type { RecordSource, SourceRecord } from './record.js';

const townshipOf = constantsOf('outpatient-purchase', 'institutionTownship');
/** Purchases of one person in a year. */
const FREQUENCY: readonly (readonly [age: number, yearly: number])[] = [[15, 5], [45, 4.6], [65, 10.4], [80, 23], [200, 27]]; // prettier-ignore
const SALT = textHash('purchase');
/** No purchase so close to a hospital stay but those that the stay explains. */
const MARGIN = 8 * 3600;
const PHARMACIES_A_HOSPITAL = 4;
/** Of 1,000 purchases: terminals whose clock is wrong, those that know how wrong it is to the second, fetched, refunded. */
const [WRONG_CLOCK, CLOCK_KNOWN, FETCHED, REFUNDED] = [2, 400, 12, 5];
const CLOCK = ['CLOCK'];
const PHARMACY = '云汀大药房';

interface Place {
  readonly institutionCode: string;
  readonly institutionName: string;
  readonly institutionTownship: string | null;
}

interface Deps {
  readonly district: District;
  readonly text: DayText;
  readonly hospitals: readonly Place[];
  readonly pharmacies: readonly [Place, ...Place[]];
}

const hospitalPlace = ({ code, name, township }: Institution): Place => ({
  institutionCode: code,
  institutionName: name,
  institutionTownship: township && townshipOf(township),
});

function pharmacyOf({ places }: District, at: number): Place {
  const { township, name } = places.communityOf('pharmacy', at);
  return {
    institutionCode: `P1901020${String(at + 1).padStart(4, '0')}`,
    institutionName: `${PHARMACY}${name}店`,
    institutionTownship: townshipOf(township.code),
  };
}

function pharmaciesOf(district: District): [Place, ...Place[]] {
  const count = district.organizations.hospitals.length * PHARMACIES_A_HOSPITAL;
  return [
    pharmacyOf(district, 0),
    ...Array.from({ length: count - 1 }, (_, at) => pharmacyOf(district, at + 1)),
  ];
}

function yearlyOf(age: number): number {
  return FREQUENCY.find(([limit]) => age < limit)?.[1] ?? 0;
}

/** The stay that a time is in or too close to. */
const stayAround = (stays: readonly Stay[], time: number): Stay | undefined =>
  stays.find(
    ({ admitted, discharged }) =>
      time > admitted - MARGIN && (discharged === null || time < discharged + MARGIN),
  );

interface Visitor {
  readonly citizenId: string;
  readonly name: string;
  readonly number: string;
  readonly person: number;
  readonly stays: readonly Stay[];
  readonly relative: string | null;
}

function visitorOf({ population, stays }: District, person: number): Visitor {
  const head = population.headOf(population.householdOf(person));
  return {
    citizenId: population.citizenId(person),
    name: population.name(person),
    number: String(person).padStart(7, '0'),
    person,
    stays: stays.of(person),
    relative: head === person ? null : population.citizenId(head),
  };
}

/** Seconds by which the terminal's clock is wrong; null when nobody looked. */
function clockOffset(hash: number): number | null {
  const chance = hash % 1000;
  const seconds = (hash >>> 10) % 5340;
  if (chance < WRONG_CLOCK) return (61 + seconds) * (hash % 2 === 0 ? 1 : -1);
  return chance < CLOCK_KNOWN ? (seconds % 121) - 60 : null;
}

interface Explained {
  readonly visitNo: string | null;
  readonly collectorId: string | null;
}

/** What makes a purchase during a stay lawful: an examination that the ward ordered, or a relative who fetched medicine. */
function explained({ number, relative }: Visitor, stay: Stay, chance: number): Explained | null {
  if (chance < 25)
    return { visitNo: `ZY${compactDate(Math.floor(stay.admitted / DAY))}${number}`, collectorId: null };
  return chance < 60 && relative !== null ? { visitNo: null, collectorId: relative } : null;
}

function* purchase(deps: Deps, visitor: Visitor, time: number, hash: number): Generator<SourceRecord> {
  const chance = (hash >>> 3) % 1000;
  const stay = visitor.stays.length > 0 ? stayAround(visitor.stays, time) : undefined;
  const reason = stay && explained(visitor, stay, chance);
  if (stay && !reason) return;
  const day = Math.floor(time / DAY);
  const own = mix(visitor.person, 7) >>> 0;
  const [second, third] = [mix(hash, 2) >>> 0, mix(hash, 3) >>> 0];
  const pharmacy = reason ? reason.collectorId !== null : second % 10 < 4;
  const places = pharmacy ? deps.pharmacies : deps.hospitals;
  const place = places[((second >>> 8) % 10 < 7 ? own : third) % places.length] ?? deps.pharmacies[0];
  const fetched = reason ? reason.collectorId : chance >= 1000 - FETCHED ? visitor.relative : null;
  const fee = 2000 + Math.round(26_000 * draw(third) ** 2);
  const fund = pharmacy ? 0 : Math.round((fee * (30 + ((third >>> 5) % 40))) / 100);
  const offset = clockOffset(mix(hash, 4) >>> 0);
  const kind = (second >>> 14) % 10;
  const values = {
    settlementNo: `JS${deps.text.compact(day)}${visitor.number}${String(Math.floor((time % DAY) / 900)).padStart(2, '0')}`,
    citizenId: visitor.citizenId,
    name: visitor.name,
    institutionCode: place.institutionCode,
    institutionName: place.institutionName,
    institutionTownship: place.institutionTownship,
    visitKind: reason?.visitNo ? 'REFERRAL_EXAM' : pharmacy ? 'PHARMACY' : kind === 0 ? 'EMERGENCY' : kind < 4 ? 'CHRONIC' : 'OUTPATIENT', // prettier-ignore
    settledAt: deps.text.moment(day, time % DAY),
    clockOffsetSec: offset,
    totalFee: fee / 100,
    fundPaid: fund / 100,
    selfPaid: (fee - fund) / 100,
    referralVisitNo: reason?.visitNo ?? null,
    collectorId: fetched,
    refunded: false,
  };
  const at = time + 300 + (own % 1200);
  yield offset !== null && Math.abs(offset) > 60 ? { values, at, shows: CLOCK } : { values, at };
  if (chance >= 500 && chance < 500 + REFUNDED)
    yield { values: { ...values, refunded: true }, at: at + 7200 + (own % 100_000) };
}

/** Purchases of one person: a walk through the days with pauses of random length, always the same one. */
function* purchases(deps: Deps, person: number, since: number, until: number): Generator<SourceRecord> {
  const { population, from, today, seed } = deps.district;
  const random = randomOf(seed, 'outpatient', person);
  const salt = mix(SALT, seed);
  const pause = 365 / yearlyOf(population.age(person, today));
  const left = population.statusDay(person);
  const end = left === 0 ? until : Math.min(until, left * DAY);
  let visitor: Visitor | null = null;
  let day = Math.max(from, population.birthDay(person) + 1) - 1;
  for (;;) {
    day += 1 + Math.floor(-Math.log(1 - random.real()) * pause);
    const time = day * DAY + 8 * 3600 + random.int(0, 42_000);
    if (time >= end) return;
    if (time < since) continue;
    visitor ??= visitorOf(deps.district, person);
    yield* purchase(deps, visitor, time, mix(mix(salt, person), day) >>> 0);
  }
}

/** Purchases at clinics, hospitals and pharmacies on the health insurance. */
export const outpatientPurchase: RecordSource = {
  category: 'outpatient-purchase',
  *records(district, since = 0) {
    const { population, from, until, moment } = district;
    const deps = {
      district,
      text: createDayText(),
      hospitals: district.organizations.hospitals.map(hospitalPlace),
      pharmacies: pharmaciesOf(district),
    };
    for (let person = 0; person < population.size; person++) {
      const left = population.statusDay(person);
      if (left === 0 || left > from)
        yield* purchases(deps, person, since - 4 * DAY, Math.min(until * DAY, moment));
    }
  },
};
