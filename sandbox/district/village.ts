import type { Organizations } from './organization.js';
import type { Community, Places } from './place.js';
import type { Population } from './population.js';
import { standingOf, type Standing } from './standing.js';

/** One village collective (村集体经济组织), and who belongs to it. */
export interface Village {
  readonly index: number;
  readonly community: Community;
  /** Begins with N2. */
  readonly uscc: string;
  readonly name: string;
  /** Numbers of the households of its people. */
  readonly households: readonly number[];
}

/** Villages and country people of a district. */
export interface Villages {
  /** Collectives that keep books: a small district has fewer of them than communities. */
  readonly list: readonly [Village, ...Village[]];
  /** Numbers of all households in the communities of the rural townships. */
  readonly households: Uint32Array;
}

/** Residents behind one collective that keeps books. */
const RESIDENTS_A_VILLAGE = 7600;

interface Deps {
  readonly residents: number;
  readonly places: Places;
  readonly population: Population;
  readonly organizations: Organizations;
}

/** Finds the collectives and their people; the villages of a district are the same whoever asks. */
export function createVillages({ residents, places, population, organizations }: Deps): Villages {
  const rural = places.communities.filter(({ township }) => township.rural);
  const count = Math.max(1, Math.min(rural.length, Math.round(residents / RESIDENTS_A_VILLAGE)));
  const members: number[][] = Array.from({ length: count }, () => []);
  const at = new Map(rural.map(({ code }, index) => [code, index]));
  const households: number[] = [];
  for (let household = 0; household < population.households; household++) {
    const community = at.get(places.communityOf('household', household).code);
    if (community === undefined) continue;
    households.push(household);
    members[community % count]?.push(household);
  }
  const villageAt = (index: number, community: Community): Village => ({
    index,
    community,
    ...organizations.collective(community),
    households: members[index] ?? [],
  });
  const [first, ...others] = rural.slice(0, count);
  if (!first) throw new Error('a district needs a village');
  return {
    list: [villageAt(0, first), ...others.map((community, index) => villageAt(index + 1, community))],
    households: Uint32Array.from(households),
  };
}

/** So many rows of a district with a million residents are so many here; at least one. */
export const scaled = ({ residents }: { readonly residents: number }, rows: number): number =>
  Math.max(1, Math.round((residents * rows) / 1_000_000));

/** The n-th household of a standing among those of a village, counted from somewhere; the first of all if there is none. */
export function householdOf(seed: number, { households }: Village, standing: Standing, n: number): number {
  const size = households.length;
  for (let step = 0; step < size; step++) {
    const household = households[(n + step) % size] ?? 0;
    if (standingOf(seed, household) === standing) return household;
  }
  return households[0] ?? 0;
}

/** The cadre who signs a village's papers: the head of its first official household. */
export const signatoryOf = (
  { seed, population }: { readonly seed: number; readonly population: Population },
  village: Village,
): number => population.headOf(householdOf(seed, village, 'official', 0));

/**
 * Whether a household is surely lived in on a day, and for some weeks after it: two of its members are there, or nobody
 * of it has ever left, so that one missing row does not make it look empty.
 */
export function isLivedIn(population: Population, household: number, day: number): boolean {
  let [present, gone] = [0, 0];
  for (let person = population.headOf(household); person < population.headOf(household + 1); person++) {
    if (population.isPresent(person, day) && population.isPresent(person, day + AFTERWARDS)) present++;
    else if (population.birthDay(person) <= day) gone++;
  }
  return present > 1 || (present === 1 && gone === 0);
}

/** Death sources may differ by some weeks: whoever lives so many days later was alive by all of them. */
export const AFTERWARDS = 45;
