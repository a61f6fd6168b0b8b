import { dayOf, HORIZON, instantOf, localOf, DAY } from './calendar.js';
import { createDeclarations, type Declarations } from './declaration.js';
import { createFees, type Fees } from './fee.js';
import { createHoldings, type Holdings } from './holding.js';
import { createInspections, type Inspections } from './inspection.js';
import { createOffices, type Offices } from './office.js';
import { createOrganizations, type Organizations } from './organization.js';
import { createPlaces, type Places } from './place.js';
import { createPopulation, select, type Population } from './population.js';
import { createProperties, type Properties } from './property.js';
import { createResidences, type Residence } from './residence.js';
import { standingOf } from './standing.js';
import { createStays, type Stays } from './stay.js';
import { createVillages, type Villages } from './village.js';
import { createTenders, type Tenders } from './tender.js';
import { createVehicles, type Vehicles } from './vehicle.js';
import { createWelfare, type Welfare } from './welfare.js';
import { createWork, type Work } from './work.js';

/** What a district is made from. */
export interface DistrictOptions {
  readonly residents: number;
  readonly seed: number;
  /** The base day, `yyyy-MM-dd`: everything is drawn with respect to it, also what happens later. */
  readonly asof: string;
  /** Years of history. */
  readonly years: number;
  /** The present moment. */
  readonly now: Date;
}

/** A whole district: who lives there, which organizations there are, and what happens between them. */
export interface District extends DistrictOptions {
  /** First day of the history, the base day, and the horizon: the day before which everything is drawn. */
  readonly from: number;
  readonly today: number;
  readonly until: number;
  /** Present moment, local. Nothing may depend on it but where to stop. */
  readonly moment: number;
  readonly places: Places;
  readonly population: Population;
  readonly organizations: Organizations;
  readonly residences: readonly Residence[];
  readonly stays: Stays;
  readonly work: Work;
  readonly properties: Properties;
  readonly welfare: Welfare;
  readonly villages: Villages;
  readonly offices: Offices;
  readonly declarations: Declarations;
  readonly holdings: Holdings;
  readonly inspections: Inspections;
  readonly fees: Fees;
  readonly tenders: Tenders;
  readonly vehicles: Vehicles;
  /** Adults of plain households: firms and their like are theirs. */
  readonly owners: Uint32Array;
}

/** The least number of residents that shows something of every kind. */
export const SMALLEST = 200;

/** The present moment of a day: 08:00, or the machine's time when that day is today. */
export function presentMoment(asof: string, machine: Date): Date {
  const today = dayOf(asof);
  return Math.floor(localOf(machine) / DAY) === today ? machine : instantOf(today * DAY + 8 * 3600);
}

/** Gives names that departments spell in their own ways to somebody, however small the district is. */
function nameSomebody(population: Population, residences: readonly Residence[], today: number): void {
  const shortest = residences.reduce<Residence | undefined>((least, at) => {
    const days = (residence: Residence) => (residence.to ?? today) - residence.from;
    return least && days(least) <= days(at) ? least : at;
  }, undefined);
  if (shortest) population.rename(shortest.person, 'rare');
  population.rename(11, population.nameKind(11) === 'plain' ? 'dotted' : population.nameKind(11));
  for (let person = 0; person < population.size; person++)
    if (population.age(person, today) < 12) return population.rename(person, 'pua');
}

/** Makes the district of a seed. @throws Error when the options cannot be met */
export function createDistrict(options: DistrictOptions): District {
  const { seed, residents, years } = options;
  if (!Number.isInteger(residents) || residents < SMALLEST)
    throw new Error(`residents must be a whole number of at least ${SMALLEST}`);
  const today = dayOf(options.asof);
  const from = today - years * 365;
  const until = today + HORIZON;
  const places = createPlaces(seed, residents);
  const population = createPopulation(seed, residents, today);
  const adults = select(
    population,
    (person) =>
      population.isPresent(person, today) &&
      population.age(person, today) >= 22 &&
      population.age(person, today) < 60,
  );
  // The poor have no wages, and neither officials nor they have firms.
  const earners = adults.filter((person) => standingOf(seed, population.householdOf(person)) !== 'poor');
  const owners = adults.filter((person) => standingOf(seed, population.householdOf(person)) === 'plain');
  const elders = select(
    population,
    (person) => population.isPresent(person, from) && population.age(person, today) >= 68,
  );
  const slots = Math.max(8, Math.round(residents * 0.00603));
  const organizations = createOrganizations(
    { seed, residents, today, until, places, population, adults: owners },
    slots,
  );
  const residences = createResidences({
    seed,
    from,
    today,
    until,
    population,
    elders,
    slots,
    isPoor: (person) => standingOf(seed, population.householdOf(person)) === 'poor',
    homes: organizations.homes,
  });
  nameSomebody(population, residences, today);
  const homeOf = new Map(
    residences.map((at, index) => [at.person, { home: at.home, certain: index < 3 }] as const),
  );
  const stays = createStays({
    seed,
    from,
    today,
    until,
    population,
    hospitals: organizations.hospitals,
    volume: (residents * 0.18 * (until - from)) / 365,
    wingOf(person) {
      const lives = homeOf.get(person);
      return lives && { wing: organizations.homes[lives.home]?.wing ?? null, certain: lives.certain };
    },
  });
  const shared = { seed, residents, from, today, until, places, population, organizations, adults };
  const offices = createOffices(shared);
  const holdings = createHoldings({ ...shared, owners });
  return {
    ...options,
    from,
    today,
    until,
    moment: localOf(options.now),
    places,
    population,
    organizations,
    residences,
    stays,
    work: createWork({ seed, residents, from, until, adults: earners, organizations }),
    properties: createProperties({ seed, today, until, places, population, organizations }),
    welfare: createWelfare({ seed, residents, today, until, population, residences }),
    villages: createVillages({ residents, places, population, organizations }),
    offices,
    declarations: createDeclarations({ ...shared, offices }),
    holdings,
    inspections: createInspections({ ...shared, offices }),
    fees: createFees({ ...shared, offices }),
    tenders: createTenders({ ...shared, holdings }),
    vehicles: createVehicles(shared),
    owners,
  };
}
