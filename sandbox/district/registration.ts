import type { District } from './district.js';
import { randomOf } from './random.js';

/** A correction of a birth date in the register of residents: the day of the decision, and days by which it is earlier. */
export interface Correction {
  readonly day: number;
  readonly earlier: number;
}

/** One person in a thousand proved an earlier birth date than the digits of the citizen id tell. */
export function correctionOf(seed: number, today: number, person: number): Correction | null {
  const random = randomOf(seed, 'correction of birth', person);
  return random.chance(0.001) ? { day: today - random.int(400, 3000), earlier: random.int(20, 700) } : null;
}

/** The day of birth that the register tells, corrections included: that by which ages are judged. */
export function registeredBirth({ seed, today, population }: District, person: number): number {
  return population.birthDay(person) - (correctionOf(seed, today, person)?.earlier ?? 0);
}
