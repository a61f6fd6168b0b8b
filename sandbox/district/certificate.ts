import type { District } from './district.js';
import { REGISTERED } from './population.js';
import { draw, mix, randomOf, textHash, weighted } from './random.js';
import { standingOf } from './standing.js';

/** Why a certificate ended. */
export type Lapse = 'EXPIRED' | 'CANCELLED' | 'FROZEN' | 'TRANSFERRED_OUT';

/** A disability certificate: one person has one at most. Days. */
export interface DisabilityCertificate {
  readonly certNo: string;
  /** 1-7 and 1-4, as in the certificate's number. */
  readonly kind: number;
  readonly grade: number;
  /** First day of the validity that it has now, and its last one; null without an end. */
  readonly validFrom: number;
  readonly validTo: number | null;
  /** A renewal overwrote an earlier validity, which had not ended yet. */
  readonly renewed: { readonly validFrom: number; readonly validTo: number } | null;
  /** First day of all on which it was in force. */
  readonly from: number;
  readonly lapse: { readonly how: Lapse; readonly day: number } | null;
  /** First day on which it is in force no longer. */
  readonly end: number;
}

const YEARS = 3652;
const SHARE = 0.0395;
const SHARE_POOR = 0.079;
const SALT = textHash('disability');

const kindOf = weighted<number>([[1, 11], [2, 14], [3, 2], [4, 48], [5, 9], [6, 11], [7, 5]]); // prettier-ignore
const gradeOf = weighted<number>([[1, 15], [2, 30], [3, 25], [4, 30]]); // prettier-ignore

function lapseOf(
  { population, from, today, until }: District,
  person: number,
  validFrom: number,
  { chance, offset }: { chance: number; offset: number },
): DisabilityCertificate['lapse'] {
  const status = population.status(person);
  if (status === REGISTERED.deceased)
    return { how: 'CANCELLED', day: population.statusDay(person) + 5 + (offset % 35) };
  if (status !== REGISTERED.normal)
    return { how: 'TRANSFERRED_OUT', day: population.statusDay(person) + 2 + (offset % 20) };
  const earliest = Math.max(from + 40, validFrom + 60);
  const day = earliest + (offset % Math.max(1, until - earliest));
  if (day >= until || validFrom > today) return null;
  if (chance < 0.03) return { how: 'CANCELLED', day };
  if (chance < 0.045) return { how: 'FROZEN', day };
  return chance < 0.08 ? { how: 'EXPIRED', day } : null;
}

/** The disability certificate of a person; null for nearly everybody. */
export function certificateOf(district: District, person: number): DisabilityCertificate | null {
  const { seed, population, from, today, until } = district;
  const left = population.statusDay(person);
  if (left !== 0 && left < from + 60) return null;
  const chance = draw(mix(mix(SALT, seed), person));
  if (chance >= SHARE_POOR || population.age(person, today) < 3) return null;
  if (chance >= SHARE && standingOf(seed, population.householdOf(person)) !== 'poor') return null;
  const random = randomOf(seed, 'disability', person);
  const [kind, grade] = [kindOf(random), gradeOf(random)];
  const validFrom = Math.max(today - random.int(-300, 3500), population.birthDay(person) + 200);
  const known =
    validFrom > from && validFrom < until && random.chance(0.6) && population.age(person, today) >= 16;
  const previousTo = validFrom + random.int(45, 90);
  const renewed = known ? { validFrom: previousTo - YEARS, validTo: previousTo } : null;
  const lapse = lapseOf(district, person, validFrom, { chance: random.real(), offset: random.int(0, 5000) });
  if (lapse && lapse.day <= validFrom + 30) return null;
  const expires = lapse?.how === 'EXPIRED' ? lapse.day - 1 : validFrom + YEARS;
  const validTo = lapse?.how !== 'EXPIRED' && random.chance(0.15) ? null : expires;
  return {
    certNo: `${population.citizenId(person)}${kind}${grade}`,
    kind,
    grade,
    validFrom,
    validTo,
    renewed,
    from: renewed?.validFrom ?? validFrom,
    lapse,
    end: Math.min(lapse?.day ?? Infinity, (validTo ?? Infinity) + 1),
  };
}
