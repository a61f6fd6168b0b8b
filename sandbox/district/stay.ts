import { BED_HOLD_DAYS } from './bed-hold.js';
import { DAY } from './calendar.js';
import type { Institution } from './organization.js';
import { REGISTERED, type Population } from './population.js';
import { logNormal, poisson, randomOf, type Random } from './random.js';

/** One hospital stay. Times are local instants, amounts fen; `discharged` is null while it goes on. */
export interface Stay {
  readonly institution: Institution;
  readonly admitted: number;
  readonly discharged: number | null;
  readonly diagnosis: string;
  readonly death: boolean;
  readonly cancelled: boolean;
  readonly fees: {
    readonly total: number;
    readonly fund: number;
    readonly self: number;
    readonly aid: number;
  };
}

/** The hospital stays of every person. */
export interface Stays {
  /** In order of admission, never overlapping. */
  of(person: number): Stay[];
}

interface Deps {
  readonly seed: number;
  /** First day of the period, the base day, and the first day after the period. */
  readonly from: number;
  readonly today: number;
  readonly until: number;
  readonly population: Population;
  readonly hospitals: readonly [Institution, ...Institution[]];
  /** Stays of the whole period. */
  readonly volume: number;
  /** Where a person lives in a care home: stays are frequent, and some are in the home's own wing. */
  readonly wingOf: (
    person: number,
  ) => { readonly wing: Institution | null; readonly certain: boolean } | undefined;
}

const DIAGNOSES = ['I63.9', 'I25.1', 'J18.9', 'E11.9', 'I10', 'J44.1', 'K80.2', 'S72.0', 'C34.9', 'N18.9', 'M51.2', 'H25.9'] as const; // prettier-ignore

function frequency(age: number): number {
  if (age < 15) return 0.07;
  if (age < 45) return 0.06;
  if (age < 65) return 0.16;
  return age < 80 ? 0.42 : 0.6;
}

function feesOf(random: Random): Stay['fees'] {
  const total = Math.round(logNormal(random, 720_000, 0.8));
  const fund = Math.round(total * (0.5 + random.real() * 0.25));
  const aid = random.chance(0.05) ? Math.round((total - fund) * 0.4) : 0;
  return { total, fund, aid, self: total - fund - aid };
}

/** Sends people to hospital, older ones more often, so that the district reaches its volume. */
export function createStays(deps: Deps): Stays {
  const { population, from, today, until } = deps;
  const years = (until - from) / 365;
  let expected = 0;
  for (let person = 0; person < population.size; person++)
    if (population.isPresent(person, from)) expected += frequency(population.age(person, today)) * years;
  const scale = deps.volume / expected;

  function admissions(random: Random, person: number): number[] {
    const home = deps.wingOf(person);
    const yearly = home ? 0.8 : frequency(population.age(person, today)) * scale;
    const count = Math.max(poisson(random, yearly * years), home?.certain ? 2 : 0);
    return Array.from({ length: count }, () => random.int(from * DAY, until * DAY - 9 * 3600)).sort(
      (a, b) => a - b,
    );
  }

  function stayAt(random: Random, person: number, admitted: number): Stay {
    const lasts = Math.round(Math.min(BED_HOLD_DAYS, logNormal(random, 7, 0.6)) * DAY);
    const died = population.status(person) === REGISTERED.deceased;
    const deathAt = population.statusDay(person) * DAY + random.int(0, DAY - 1);
    const death = died && admitted + lasts >= deathAt;
    const discharged = death ? deathAt : admitted + lasts;
    const wing = deps.wingOf(person)?.wing;
    return {
      institution: wing && random.chance(0.25) ? wing : random.pick(deps.hospitals),
      admitted,
      discharged: discharged < until * DAY - 3600 ? discharged : null,
      diagnosis: random.pick(DIAGNOSES),
      death,
      cancelled: random.chance(0.005),
      fees: feesOf(random),
    };
  }

  return {
    of(person) {
      const random = randomOf(deps.seed, 'stay', person);
      const stays: Stay[] = [];
      for (const admitted of admissions(random, person)) {
        const last = stays.at(-1);
        if (last && (last.discharged === null || admitted <= last.discharged + DAY)) continue;
        if (population.isPresent(person, Math.floor(admitted / DAY)))
          stays.push(stayAt(random, person, admitted));
      }
      return stays;
    },
  };
}
