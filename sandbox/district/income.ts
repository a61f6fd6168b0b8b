import type { District } from './district.js';
import { draw, mix, textHash } from './random.js';
import { standingOf } from './standing.js';

/** What the social insurance knows about somebody: wages, own contributions, or a pension. Yuan a month. */
export type Income =
  | { readonly kind: 'EMPLOYED'; readonly firm: number; readonly amount: number }
  | { readonly kind: 'FLEXIBLE'; readonly amount: number }
  | { readonly kind: 'PENSION'; readonly amount: number }
  | { readonly kind: 'RESIDENT_PENSION'; readonly amount: number };

/** Incomes of a district's residents. */
export interface Incomes {
  /** On the base day; null when the social insurance does not know of any. */
  of(person: number): Income | null;
}

const SALT = textHash('income');
const EMPLOYED = 0.47;
const FLEXIBLE = 0.54;
const PENSIONERS = 0.58;
/** Lower bounds of the bands of taxed incomes. */
const BANDS = [0, 600, 1500, 2500, 3600, 5600, 9000, 14_000, 22_000] as const;
const PENSION_AGE = { male: 60, female: 55 } as const;

/** Draws incomes. Who declares wages to the tax office is insured by the same firm; nobody of a poor household has a wage or a full pension. */
export function createIncomes(district: District): Incomes {
  const { seed, population, today, work, organizations } = district;
  const declared = new Map<number, number>();
  for (let employee = 0; employee < work.employees; employee++) {
    const last = work.employments(employee).at(-1);
    if (last) declared.set(last.person, employee);
  }

  function employed(person: number, chance: number): Income {
    const employee = declared.get(person);
    const job = employee === undefined ? undefined : work.employments(employee).at(-1);
    const band = job?.band ?? 2 + (Math.floor(chance * 1e5) % 6);
    const firm = (job && work.filers[job.filer]?.firm) ?? (mix(person, seed) >>> 0) % organizations.firms;
    return { kind: 'EMPLOYED', firm, amount: Math.max(4_200, BANDS[band] ?? 4_200) + (person % 90) * 10 };
  }

  return {
    of(person) {
      const age = population.age(person, today);
      if (age < 20) return null;
      const chance = draw(mix(mix(SALT, seed), person));
      const poor = standingOf(seed, population.householdOf(person)) === 'poor';
      if (age >= (population.isMale(person) ? PENSION_AGE.male : PENSION_AGE.female))
        return !poor && chance < PENSIONERS
          ? { kind: 'PENSION', amount: 2000 + Math.floor(chance * 6000) }
          : age >= 60
            ? { kind: 'RESIDENT_PENSION', amount: 110 + (person % 10) * 10 }
            : null;
      if (poor) return null;
      if (declared.has(person) || chance < EMPLOYED) return employed(person, chance);
      return chance < FLEXIBLE ? { kind: 'FLEXIBLE', amount: 4_200 } : null;
    },
  };
}
