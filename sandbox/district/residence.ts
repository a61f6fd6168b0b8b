import type { Home } from './organization.js';
import type { Population } from './population.js';
import { randomOf, shuffled } from './random.js';

/** One person's time in one care home. Days are inclusive; `to` is null while it goes on. */
export interface Residence {
  readonly home: number;
  readonly person: number;
  readonly bed: string;
  readonly from: number;
  readonly to: number | null;
  /** Need of care, a value of the catalogue. */
  readonly grade: '0' | '1' | '2' | '3' | '4';
}

interface Deps {
  readonly seed: number;
  readonly from: number;
  readonly today: number;
  readonly until: number;
  readonly population: Population;
  readonly elders: Uint32Array;
  readonly homes: readonly Home[];
  /** Who moves in first: the first residents lead into the other departments. */
  readonly isPoor: (person: number) => boolean;
  /** Beds that are occupied nearly always. */
  readonly slots: number;
}

/** So many of the first residents are poor. */
const FIRST = 4;
const GRADES = ['0', '1', '1', '2', '2', '3', '3', '4'] as const;

/** Fills the beds of the care homes: one resident after the other, nobody in two beds. */
export function createResidences(deps: Deps): Residence[] {
  const { population, elders, homes, until } = deps;
  const drawn = Array.from(shuffled(randomOf(deps.seed, 'elders'), elders.length));
  const isFirst = (at: number): boolean => deps.isPoor(elders[at] ?? 0);
  const first = new Set(drawn.filter(isFirst).slice(0, FIRST));
  const order = [...first, ...drawn.filter((at) => !first.has(at))];
  const residences: Residence[] = [];
  let next = 0;

  /** The next elder who is here on a day; undefined when all of them are taken. */
  function nextElder(day: number): number | undefined {
    while (next < order.length) {
      const person = elders[order[next++] ?? 0];
      if (person !== undefined && population.isPresent(person, day)) return person;
    }
    return undefined;
  }

  for (let slot = 0; slot < deps.slots; slot++) {
    const random = randomOf(deps.seed, 'bed', slot);
    const home = Math.floor((slot * homes.length) / deps.slots);
    let from = deps.from - random.int(0, 400);
    while (from < until) {
      // The first bed of each home has had one resident all along: a small district has a full history too.
      const first = slot === 0 || Math.floor(((slot - 1) * homes.length) / deps.slots) !== home;
      const person = nextElder(from);
      if (person === undefined) return residences;
      const leaves = from + random.int(20, 1100);
      const last = population.isPresent(person, until) ? until : population.statusDay(person) - 1;
      const to = Math.min(first && last === until ? until : leaves, last);
      const grade = random.pick(GRADES);
      const bed = `${'ABCD'.charAt(slot % 4)}-${101 + (slot % 60)}`;
      if (to >= deps.from)
        residences.push({
          home,
          person,
          bed,
          from: Math.max(from, deps.from),
          to: to >= until ? null : to,
          grade,
        });
      from = Math.max(from, to) + random.int(2, 20);
    }
  }
  return residences;
}
