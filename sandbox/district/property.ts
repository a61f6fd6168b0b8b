import { DAY } from './calendar.js';
import type { Organizations } from './organization.js';
import type { Places } from './place.js';
import { RELATION } from './household.js';
import type { Population } from './population.js';
import { randomOf, weighted, type Random } from './random.js';
import { standingOf } from './standing.js';

/** An owner: a person's number, or an organization. `share` is set when they own by shares. */
export type Owner =
  | { readonly kind: '1'; readonly person: number; readonly share: number | null }
  | { readonly kind: '2'; readonly uscc: string; readonly name: string; readonly share: number | null };

/** One registered right on one unit. Times are local instants; `ended` is null while it is in force. */
export interface Right {
  readonly unitNo: string;
  readonly address: string;
  readonly usage: string;
  /** Square metres; null for rights without a building. */
  readonly area: number | null;
  readonly kind: '100' | '200' | '300';
  readonly acquisition: string;
  readonly registered: number;
  readonly ended: number | null;
  readonly coOwnership: '0' | '1' | '2';
  readonly owners: readonly Owner[];
}

/** Real estate of the district. */
export interface Properties {
  /** The rights on the n-th unit, the present one last. */
  rightsOn(unit: number): Right[];
}

interface Deps {
  readonly seed: number;
  readonly today: number;
  readonly until: number;
  readonly places: Places;
  readonly population: Population;
  readonly organizations: Organizations;
}

const usageOf = weighted<string>([
  ['10', 79],
  ['11', 1],
  ['50', 9],
  ['30', 4],
  ['31', 3],
  ['20', 2],
  ['90', 1],
  ['99', 1],
]);
const acquisitionOf = weighted<string>([
  ['1', 70],
  ['2', 8],
  ['3', 5],
  ['4', 9],
  ['5', 4],
  ['9', 4],
]);

/** Draws every unit's rights from its own stream. The first unit belongs to the first care home. */
export function createProperties({
  seed,
  today,
  until,
  places,
  population,
  organizations,
}: Deps): Properties {
  const [firstHome] = organizations.homes;

  function organization(random: Random, unit: number): Owner {
    if (unit === 0) return { kind: '2', uscc: firstHome.uscc, name: firstHome.name, share: null };
    const community = random.pick(places.communities);
    if (community.township.rural && random.chance(0.3))
      return { kind: '2', ...organizations.collective(community), share: null };
    const { uscc, name } = organizations.firm(random.int(0, organizations.firms - 1));
    return { kind: '2', uscc, name, share: null };
  }

  /** A household's head, often with the spouse. */
  function family(random: Random): { owners: Owner[]; coOwnership: Right['coOwnership'] } {
    let household = random.int(0, population.households - 1);
    while (standingOf(seed, household) === 'poor') household = random.int(0, population.households - 1);
    const head = population.headOf(household);
    const spouse = head + 1;
    const married =
      spouse < population.headOf(household + 1) && population.relation(spouse) === RELATION.spouse;
    if (!married || random.chance(0.3))
      return { owners: [{ kind: '1', person: head, share: null }], coOwnership: '0' };
    const byShare = random.chance(0.35);
    const share = byShare ? random.int(1, 9) / 10 : null;
    const rest = share === null ? null : Math.round((1 - share) * 10) / 10;
    return {
      owners: [
        { kind: '1', person: head, share },
        { kind: '1', person: spouse, share: rest },
      ],
      coOwnership: byShare ? '2' : '1',
    };
  }

  const ownership = (random: Random, unit: number, usage: string) =>
    unit === 0 || (usage > '11' && usage !== '50' && random.chance(0.7))
      ? { owners: [organization(random, unit)], coOwnership: '0' as const }
      : family(random);

  return {
    rightsOn(unit) {
      const random = randomOf(seed, 'unit', unit);
      const community = places.communityOf('unit', Math.floor(unit / 40));
      const usage = unit === 0 ? '99' : usageOf(random);
      const area = usage === '90' ? null : Math.round((usage === '10' ? 45 + random.real() * 110 : 12 + random.real() * 400) * 100) / 100; // prettier-ignore
      const days = random.int(1, unit === 0 ? 7500 : 7900);
      const registered = (unit === 0 ? today - days : until - days) * DAY + random.int(9 * 3600, 17 * 3600);
      const moved = unit > 0 && random.chance(0.3) ? (until - random.int(1, Math.max(1, days - 1))) * DAY + random.int(9 * 3600, 16 * 3600) : null; // prettier-ignore
      const shared = {
        unitNo: `190102${community.code.slice(6)}GB${String(Math.floor(unit / 39_960) + 1).padStart(5, '0')}F${String(unit % 39_960).padStart(8, '0')}`,
        address: places.addressIn(community, 'unit', unit),
        usage,
        area,
      };
      const first: Right = {
        ...shared,
        ...ownership(random, unit, usage),
        kind: random.chance(0.5) ? '100' : '200',
        acquisition: random.chance(0.2) ? '6' : acquisitionOf(random),
        registered,
        ended: moved,
      };
      if (moved === null) return [first];
      const second: Right = {
        ...shared,
        ...ownership(random, unit, usage),
        kind: '200',
        acquisition: acquisitionOf(random),
        registered: moved,
        ended: null,
      };
      return [first, second];
    },
  };
}
