import { HORIZON } from './calendar.js';
import type { Organizations } from './organization.js';
import type { Population } from './population.js';
import { mix, randomOf, textHash, weighted, type Random } from './random.js';
import { standingOf } from './standing.js';

/** One owner of one vehicle for one period; days are inclusive. */
export interface Ownership {
  readonly owner:
    | { readonly kind: 'PERSON'; readonly person: number }
    | { readonly kind: 'ENTERPRISE'; readonly firm: number };
  readonly from: number;
  readonly to: number | null;
  /** How it ended: by a transfer, or with the vehicle. */
  readonly scrapped: boolean;
}

/** A vehicle and its owners, one after the other. */
export interface Vehicle {
  readonly vehicleNo: string;
  readonly plateKind: string;
  readonly plateNo: string;
  readonly vehicleClass: string;
  readonly useNature: string;
  readonly adapted: boolean;
  readonly displacement: number | null;
  readonly registered: number;
  readonly owners: readonly Ownership[];
  readonly letters: string;
}

/** Vehicles of the district; the poor have none. */
export interface Vehicles {
  readonly count: number;
  vehicle(index: number): Vehicle;
}

interface Deps {
  readonly seed: number;
  readonly residents: number;
  readonly today: number;
  readonly until: number;
  readonly population: Population;
  readonly organizations: Organizations;
}

const YEARLY_STOCK = 0.35;
const TRANSFERRED = 0.16;
// Kind of plate, class, use, litres.
type Model = readonly [plateKind: string, vehicleClass: string, useNature: string, ml: number | null];
const modelOf = weighted<Model>([
  [['SMALL', 'K33', 'PRIVATE', 1498], 46],
  [['SMALL', 'K32', 'PRIVATE', 1998], 10],
  [['SMALL_NEV', 'K33', 'PRIVATE', null], 18],
  [['SMALL', 'K39', 'TAXI', 1598], 1],
  [['LARGE', 'K11', 'COACH', 6700], 1],
  [['SMALL', 'H31', 'GOODS', 2700], 6],
  [['LARGE', 'H11', 'GOODS', 7700], 3],
  [['MOTORCYCLE', 'M21', 'PRIVATE', 149], 9],
  [['AGRICULTURAL', 'N11', 'PRIVATE', 1500], 2],
  [['AGRICULTURAL', 'T11', 'PRIVATE', 2200], 2],
  [['TRAILER', 'H14', 'GOODS', null], 1],
]);
const DIGITS = '0123456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** The plate of the n-th vehicle, or of the n-th truck of building waste and the like. */
export function plateOf(index: number, electric = false): string {
  let text = '';
  for (let left = index, at = 0; at < 4; at++, left = Math.floor(left / DIGITS.length))
    text = DIGITS.charAt(left % DIGITS.length) + text;
  return `示A${electric ? 'D' : ''}${Math.floor(index / DIGITS.length ** 4) % 10}${text}`;
}

/** Draws every vehicle from its own stream. */
export function createVehicles(deps: Deps): Vehicles {
  const { seed, residents, today, until, population, organizations } = deps;
  const days = 5500;
  // Ownerships that begin after the base day, and second ones, are part of the stock but for the former.
  const count = Math.round((residents * YEARLY_STOCK) / (1 + TRANSFERRED) / (days / (days + HORIZON)));
  const salt = mix(textHash('plate'), seed) >>> 0;

  function ownerOf(random: Random, on: number): Ownership['owner'] {
    if (random.chance(0.12)) return { kind: 'ENTERPRISE', firm: random.int(0, organizations.firms - 1) };
    for (;;) {
      const person = random.int(0, population.size - 1);
      const age = population.age(person, on);
      const able = age >= 20 && age < 78 && population.isPresent(person, on);
      if (able && standingOf(seed, population.householdOf(person)) !== 'poor')
        return { kind: 'PERSON', person };
    }
  }

  return {
    count,
    vehicle(index) {
      const random = randomOf(seed, 'vehicle', index);
      const [plateKind, vehicleClass, useNature, displacement] = modelOf(random);
      const registered = until - 1 - random.int(0, days + HORIZON - 1);
      const moved = random.chance(TRANSFERRED * 1.2) ? registered + random.int(200, 3500) : null;
      const ends = random.chance(0.08) ? (moved ?? registered) + random.int(2000, 5000) : null;
      const known = (day: number | null): number | null => (day === null || day >= until ? null : day);
      const [second, end] = [known(moved), known(ends)];
      const first: Ownership = {
        owner: ownerOf(random, Math.max(registered, today - 1500)),
        from: registered,
        to: second === null ? end : second - 1,
        scrapped: second === null && end !== null,
      };
      const later = second === null ? [] : [{ owner: ownerOf(random, Math.max(second, today - 1500)), from: second, to: end, scrapped: end !== null }]; // prettier-ignore
      const electric = plateKind.endsWith('NEV');
      return {
        vehicleNo: `190102${String(index).padStart(8, '0')}`,
        plateKind,
        plateNo: plateOf((salt % 100_000) * 7 + index, electric),
        vehicleClass,
        useNature: first.owner.kind === 'ENTERPRISE' && random.chance(0.1) ? 'LEASE' : useNature,
        adapted: vehicleClass.startsWith('K') && random.chance(0.004),
        displacement,
        registered,
        owners: [first, ...later],
        letters: random.chance(0.06) ? 'Q' : random.chance(0.05) ? 'G' : 'A',
      };
    },
  };
}
