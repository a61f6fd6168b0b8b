import type { District } from './district.js';
import { draw, mix, randomOf, textHash, weighted } from './random.js';

/** An assessment for the long-term-care insurance. Days. */
export interface LongTermCare {
  readonly assessmentNo: string;
  readonly grade: 'NONE' | 'MILD' | 'MODERATE' | 'SEVERE_1' | 'SEVERE_2' | 'SEVERE_3';
  readonly concluded: number;
  readonly validTo: number | null;
  /** The benefit runs to the end once it was granted. */
  readonly benefitFrom: number | null;
  readonly kind: 'INSTITUTION' | 'HOME' | 'FAMILY' | null;
}

const SHARE = 0.0228;
const SALT = textHash('long-term care');
const gradeOf = weighted<LongTermCare['grade']>([['NONE', 8], ['MILD', 14], ['MODERATE', 22], ['SEVERE_1', 24], ['SEVERE_2', 18], ['SEVERE_3', 14]]); // prettier-ignore

/** Somebody's assessment; null for nearly everybody. Only older people are assessed. */
export function longTermCareOf(district: District, person: number): LongTermCare | null {
  const { seed, population, from, today } = district;
  if (draw(mix(mix(SALT, seed), person)) >= SHARE || population.age(person, today) < 62) return null;
  const left = population.statusDay(person);
  if (left !== 0 && left < from) return null;
  const random = randomOf(seed, 'long-term care', person);
  const concluded = today - random.int(-350, 1400);
  if (left !== 0 && left <= concluded + 20) return null;
  const grade = gradeOf(random);
  const granted = grade.startsWith('SEVERE');
  return {
    assessmentNo: `CH${String(person).padStart(8, '0')}`,
    grade,
    concluded,
    validTo: random.chance(0.6) ? null : concluded + 730,
    benefitFrom: granted ? concluded + random.int(1, 25) : null,
    kind: granted ? random.pick(['INSTITUTION', 'HOME', 'FAMILY']) : null,
  };
}
