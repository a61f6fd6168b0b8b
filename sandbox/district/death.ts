import { compactDate } from './calendar.js';
import type { District } from './district.js';
import { REGISTERED } from './population.js';
import { randomOf } from './random.js';

/** How somebody's death came to the departments. Days. */
export interface Death {
  readonly person: number;
  readonly day: number;
  /** Seconds after midnight. */
  readonly clock: number;
  /** Number of the medical certificate; null when somebody died at home and the village vouched for it. */
  readonly certificateNo: string | null;
  readonly issued: number;
  readonly cremated: number | null;
  readonly cancelled: number;
  /** A relative of the same household, who told the authorities. */
  readonly relative: number | null;
}

/** Deaths of so many days before the history began were registered in it. */
const LATE_CANCELLATIONS = 45;

function relativeOf({ population }: District, person: number, day: number): number | null {
  const household = population.householdOf(person);
  for (let other = population.headOf(household); other < population.headOf(household + 1); other++)
    if (other !== person && population.isPresent(other, day + 60) && population.age(other, day) >= 18)
      return other;
  return null;
}

/** The death of a person in the time that the district covers; null when there is none. */
export function deathOf(district: District, person: number): Death | null {
  const { population, from } = district;
  const day = population.statusDay(person);
  if (population.status(person) !== REGISTERED.deceased || day < from - LATE_CANCELLATIONS) return null;
  const random = randomOf(district.seed, 'death', person);
  const certified = random.chance(0.975);
  const issued = day + random.int(0, 2);
  const cremated = random.chance(0.935) ? issued + random.int(1, 3) : null;
  return {
    person,
    day,
    clock: random.int(0, 1439) * 60,
    certificateNo: certified ? `SW${compactDate(day)}${String(person).padStart(7, '0')}` : null,
    issued,
    cremated,
    cancelled: Math.max(issued, cremated ?? 0) + random.int(1, 30),
    relative: relativeOf(district, person, day),
  };
}

/** All deaths, in the order of the persons. */
export function* deaths(district: District): Generator<Death> {
  for (let person = 0; person < district.population.size; person++) {
    const death = deathOf(district, person);
    if (death) yield death;
  }
}
