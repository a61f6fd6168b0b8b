import { RELATION } from './household.js';
import type { Population } from './population.js';
import { randomOf, shuffled } from './random.js';
import { standingOf } from './standing.js';
import type { Residence } from './residence.js';

/** A family under one approval of assistance. Days; amounts in yuan. */
export interface Assistance {
  readonly number: number;
  readonly kind: '1' | '2' | '3' | '4';
  readonly members: readonly [number, ...number[]];
  readonly income: number;
  readonly standard: number;
  readonly amount: number;
  /** Number of the care home that a destitute person lives in. */
  readonly home: number | null;
  readonly atHome: boolean;
  readonly from: number;
  readonly to: number | null;
  readonly stopReason: string | null;
  readonly approved: number;
}

/** A family's contract on a public rental home (`1`) or rent subsidy (`2`). */
export interface Rental {
  readonly number: number;
  readonly kind: '1' | '2';
  readonly members: readonly [number, ...number[]];
  readonly area: number | null;
  readonly from: number;
  readonly to: number;
  readonly amount: number;
}

/** Families that get assistance or public housing. */
export interface Welfare {
  assistance(): Iterable<Assistance>;
  rentals(): Iterable<Rental>;
}

interface Deps {
  readonly seed: number;
  readonly residents: number;
  readonly today: number;
  readonly until: number;
  readonly population: Population;
  readonly residences: readonly Residence[];
}

const STANDARD = 1450;

/** Chooses the families. Those of the first residents of the first care home are among them. */
export function createWelfare({ seed, residents, today, until, population, residences }: Deps): Welfare {
  function family(household: number): [number, ...number[]] | undefined {
    const head = population.headOf(household);
    if (!population.isPresent(head, today) || population.age(head, today) < 18) return undefined;
    if (standingOf(seed, household) !== 'poor') return undefined;
    const others: number[] = [];
    for (let person = head + 1; person < population.headOf(household + 1); person++)
      if (population.isPresent(person, today)) others.push(person);
    return [head, ...others.slice(0, 5)];
  }

  function approval(
    number: number,
    members: readonly [number, ...number[]],
    home: number | null,
  ): Assistance {
    const random = randomOf(seed, 'assistance', number);
    const chance = random.real();
    const single = members.length === 1 && population.age(members[0], today) >= 60;
    const kind =
      home !== null || (single && chance < 0.7) ? '2' : chance < 0.66 ? '1' : chance < 0.84 ? '3' : '4';
    const income = Math.round(random.real() * STANDARD * (kind === '4' ? 1.4 : 0.9) * 100) / 100;
    // A few of them are approved after the base day.
    const approved = number <= 10 ? today - random.int(60, 2000) : until - random.int(1, 2400);
    const from = approved + random.int(1, 20);
    const ended = kind === '3' || random.chance(0.2);
    const to = ended ? Math.min(until, from + (kind === '3' ? 30 : random.int(30, 900))) : null;
    return {
      number,
      kind,
      members: home !== null || kind === '2' ? [members[0]] : members,
      income,
      standard: STANDARD,
      amount:
        kind === '3'
          ? random.int(8, 60) * 100
          : Math.max(100, Math.round((STANDARD - income) * members.length)),
      home,
      atHome: kind === '2' && home === null,
      from,
      to,
      stopReason: ended && kind !== '3' ? random.pick(['01', '02', '05', '06', '09']) : null,
      approved,
    };
  }

  function rental(number: number, members: readonly [number, ...number[]], certain: boolean): Rental {
    const random = randomOf(seed, 'rental', number);
    const from = certain ? today - random.int(200, 900) : until - random.int(1, 3000);
    const term = certain ? 1095 : random.int(2, 5) * 365;
    const to = Math.max(from + term, today - 600);
    const kind = random.chance(0.6) ? '1' : '2';
    const amount = kind === '1' ? random.int(180, 900) : random.int(300, 1500);
    const area = kind === '1' ? Math.round((28 + random.real() * 35) * 100) / 100 : null;
    return { number, kind, members, area, from, to, amount };
  }

  const order = (topic: string) => shuffled(randomOf(seed, topic), population.households);
  const housed = [...new Set(residences.slice(0, 3).map((at) => population.householdOf(at.person)))];
  const enough = (rows: number, least: number) => Math.max(least, Math.round(residents * rows));

  return {
    *assistance() {
      // Some are approved after the base day, and some contracts begin then.
      const wanted = enough(0.03, 10);
      let rows = 0;
      let number = 1;
      const poor = residences.filter(
        (at) =>
          standingOf(seed, population.householdOf(at.person)) === 'poor' &&
          population.isPresent(at.person, today),
      );
      const present = poor.filter((_, index) => index % 5 === 0);
      for (const residence of present) {
        yield approval(number++, [residence.person], residence.home);
        rows++;
      }
      // Nobody who ever lives in a home gets an allowance for care at home.
      const taken = new Set(residences.map((at) => population.householdOf(at.person)));
      for (const household of order('assisted households')) {
        if (rows >= wanted) return;
        const members = taken.has(household) ? undefined : family(household);
        if (!members) continue;
        const next = approval(number++, members, null);
        yield next;
        rows += next.members.length;
      }
    },
    *rentals() {
      const wanted = enough(0.0172, 12);
      let rows = 0;
      let number = 1;
      for (const [at, household] of [...housed, ...order('rental households')].entries()) {
        if (rows >= wanted) return;
        const certain = at < housed.length;
        if (!certain && housed.includes(household)) continue;
        const members = family(household);
        if (!members) continue;
        yield rental(number++, members, certain);
        rows += members.length;
      }
    },
  };
}

/** The relation of a member to the applicant, who is the head of the household. */
export function relationToApplicant(population: Population, applicant: number, person: number): number {
  return applicant === person ? RELATION.self : population.relation(person);
}
