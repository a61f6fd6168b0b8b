import { hospitalDays } from '../district/bed-day.js';
import { createCanteens, SETS, type Canteen, type Canteens } from '../district/canteen.js';
import { DAY } from '../district/calendar.js';
import { createDayText, type DayText } from '../district/day-text.js';
import type { District } from '../district/district.js';
import { draw, mix, textHash } from '../district/random.js';
import { constantsOf } from './constant.js';
import type { RecordSource, SourceRecord } from './record.js';

const townshipOf = constantsOf('canteen-meal', 'townshipCode');
const DINERS = 0.0412;
const LEAST_AGE = 62;
const A_DAY = 0.235;
const SALT = textHash('diner');
/** Hour at which each set is served. */
const HOURS = [7, 11, 11, 17, 17, 9] as const;
const SERVICES = ['DINE_IN', 'DINE_IN', 'TAKE_AWAY', 'DELIVERED'] as const;
/** Of 1,000 meals: eaten by guests, fetched by a relative, paid back. */
const [GUEST, FETCHED, REFUNDED] = [12, 30, 8];

interface Diner {
  readonly person: number;
  readonly canteen: number;
  readonly at: Canteen;
  readonly township: string;
  readonly citizenId: string;
  readonly name: string;
  readonly hospital: ReadonlySet<number>;
  readonly relative: string | null;
}

interface Deps {
  readonly district: District;
  readonly canteens: Canteens;
  readonly text: DayText;
}

function dinerOf({ district, canteens }: Deps, person: number): Diner {
  const { population } = district;
  const household = population.householdOf(person);
  const canteen = (mix(household, district.seed) >>> 0) % canteens.list.length;
  const at = canteens.list[canteen] ?? canteens.list[0];
  const head = population.headOf(household);
  return {
    person,
    canteen,
    at,
    township: townshipOf(at.community.township.code),
    citizenId: population.citizenId(person),
    name: population.name(person),
    hospital: hospitalDays(district, person),
    relative: head === person ? null : population.citizenId(head),
  };
}

function* order({ canteens, text }: Deps, diner: Diner, day: number, set: number): Generator<SourceRecord> {
  const price = canteens.priceOn(diner.canteen, set, day);
  const hash = mix(mix(diner.person, day), set) >>> 0;
  const [setCode, , meal] = SETS[set] ?? SETS[0];
  const chance = hash % 1000;
  const inHospital = diner.hospital.has(day);
  // During a hospital stay only a relative comes, and only now and then.
  const fetched = diner.relative !== null && (inHospital || chance >= 1000 - FETCHED) && meal !== null;
  if (!price || (inHospital && (!fetched || chance >= 100))) return;
  const second = (HOURS[set] ?? 11) * 3600 + ((hash >>> 10) % 5400);
  const guest = !inHospital && chance < GUEST && meal !== null;
  // A guest may be without a card at all.
  const card = !(guest && chance % 3 === 0);
  const values = {
    canteenCode: diner.at.code,
    canteenName: diner.at.name,
    operatorUscc: diner.at.operator,
    townshipCode: diner.township,
    citizenId: card ? diner.citizenId : null,
    name: card ? diner.name : null,
    orderNo: `DD${text.compact(day)}${String(diner.person).padStart(7, '0')}${set}`,
    servedAt: text.moment(day, second),
    serviceKind:
      meal === null ? 'HOME_CARE' : fetched ? 'TAKE_AWAY' : (SERVICES[(hash >>> 4) % 4] ?? 'DINE_IN'),
    mealKind: meal,
    setCode,
    quantity: 1,
    unitPrice: price.price,
    amount: price.price,
    subsidy: guest ? 0 : price.subsidy,
    guest,
    collectorId: fetched ? diner.relative : null,
    payStatus: 'PAID',
  };
  const at = day * DAY + second + 120;
  yield { values, at };
  if (chance >= 500 && chance < 500 + REFUNDED)
    yield { values: { ...values, payStatus: 'REFUNDED' }, at: at + 3600 + ((hash >>> 6) % 80_000) };
}

function* meals(deps: Deps, diner: Diner, from: number, last: number): Generator<SourceRecord> {
  const { population } = deps.district;
  const left = population.statusDay(diner.person);
  const end = left === 0 ? last : Math.min(last, left - 1);
  const salt = mix(SALT, diner.person);
  for (let day = from; day <= end; day++) {
    const hash = mix(salt, day);
    if (draw(hash) >= A_DAY) continue;
    const chance = (hash >>> 0) % 100;
    if (chance < 8) yield* order(deps, diner, day, 0);
    yield* order(deps, diner, day, chance < 60 ? 1 : 2);
    if (chance % 10 < 1) yield* order(deps, diner, day, 3 + (chance % 2));
    if (chance === 99) yield* order(deps, diner, day, 5);
  }
}

/**
 * Orders of the canteens for older people. Nobody who ever lives in a care home is among the diners, and nobody eats more
 * than three times a day.
 */
export const canteenMeal: RecordSource = {
  category: 'canteen-meal',
  *records(district, since = 0) {
    const { population, seed, moment } = district;
    const deps = { district, canteens: createCanteens(district), text: createDayText() };
    const housed = new Set(district.residences.map(({ person }) => person));
    const first = Math.max(district.from, since === 0 ? 0 : Math.floor(since / DAY) - 2);
    const last = Math.min(Math.floor(moment / DAY), district.until - 1);
    for (let person = 0; person < population.size; person++) {
      if (
        draw(mix(mix(SALT, seed), person)) >= DINERS ||
        population.age(person, district.from) < LEAST_AGE - 2
      )
        continue;
      if (housed.has(person)) continue;
      yield* meals(deps, dinerOf(deps, person), first, last);
    }
  },
};
