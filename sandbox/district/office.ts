import { agency, agencyUscc } from '../catalogue/code-list.js';
import { dayOf, isoDate } from './calendar.js';
import type { Organizations } from './organization.js';
import type { Community, Places } from './place.js';
import { REGISTERED, type Population } from './population.js';
import { randomOf, weighted } from './random.js';
import { standingOf } from './standing.js';

/** Kinds of staff: constants of the catalogue. */
export type StaffKind =
  'CIVIL_SERVANT' | 'INSTITUTION_STAFF' | 'CONTRACT_STAFF' | 'VILLAGE_CADRE' | 'COMMUNITY_CADRE';

/** One person in one post for one period; days are inclusive, `to` is null while it goes on. */
export interface Post {
  readonly postNo: string;
  readonly person: number;
  readonly unit: { readonly uscc: string; readonly name: string };
  readonly title: string;
  readonly staffKind: StaffKind;
  readonly leading: boolean;
  readonly community: Community | null;
  readonly from: number;
  readonly to: number | null;
  /** Yuan a month. */
  readonly pay: number | null;
  readonly fiscalPay: boolean;
}

/** An officer's certificate of enforcement. `status` is a constant of the catalogue; days are inclusive. */
export interface Certificate {
  readonly certNo: string;
  readonly person: number;
  /** Constant of the agency. */
  readonly agency: string;
  readonly ministry: boolean;
  readonly from: number;
  readonly to: number;
  readonly status: 'VALID' | 'SUSPENDED' | 'REVOKED' | 'CANCELLED';
  readonly statusDay: number | null;
}

/** An agency whose officers check and fine. */
export interface Enforcer {
  /** Code of the catalogue, its constant, organisation code and name. */
  readonly code: string;
  readonly constant: string;
  readonly uscc: string;
  readonly name: string;
}

/**
 * Who holds the public posts of the district. Everybody who ever holds one has a number; the officers with a certificate
 * come first, then the cadres of the communities. All of them live in official households (`standingOf`), at most two in one.
 */
export interface Offices {
  readonly holders: number;
  readonly officers: number;
  /** Person of the n-th holder. */
  person(holder: number): number;
  /** Posts of the n-th holder, one after the other. */
  posts(holder: number): Post[];
  certificate(officer: number): Certificate;
  /** Agencies that check and fine; each has two officers at least. */
  readonly enforcers: readonly [Enforcer, ...Enforcer[]];
  /** Two officers of an enforcer whose certificates are in force all the time. */
  team(enforcer: number, turn: number): [number, number];
  /** Persons who are cadres of a community (its number among the communities), at some time. */
  cadres(community: number): number[];
  /** Whether somebody ever holds a post. */
  holds(person: number): boolean;
}

interface Deps {
  readonly seed: number;
  readonly residents: number;
  readonly from: number;
  readonly today: number;
  readonly until: number;
  readonly places: Places;
  readonly population: Population;
  readonly organizations: Organizations;
  /** People of working age. */
  readonly adults: Uint32Array;
}

const ENFORCING = ['SJ', 'XF', 'YJ', 'HB', 'CG', 'WJ', 'NY', 'ZJ', 'JD001', 'JD002', 'JD101', 'JD102'] as const; // prettier-ignore
const HOLDERS = 0.036;
const OFFICERS = 0.003;
const CADRES = 0.12;
const CHANGED_POST = 0.28;

const staffKind = weighted<StaffKind>([
  ['CIVIL_SERVANT', 28],
  ['INSTITUTION_STAFF', 50],
  ['CONTRACT_STAFF', 22],
]);
const TITLES: Readonly<Record<StaffKind, readonly [string, ...string[]]>> = {
  CIVIL_SERVANT: ['一级科员', '四级主任科员', '二级主任科员', '一级主任科员', '综合科科长', '办公室副主任'],
  INSTITUTION_STAFF: ['教师', '医师', '护师', '助理工程师', '管理岗八级', '工程师', '主任'],
  CONTRACT_STAFF: ['辅助岗', '窗口受理员', '驾驶员', '网格员'],
  VILLAGE_CADRE: ['村党支部书记、村委会主任', '村委会委员', '村务监督委员会主任', '村会计'],
  COMMUNITY_CADRE: ['社区党委书记、居委会主任', '居委会副主任', '居委会委员'],
};
const STATUSES = ['SUSPENDED', 'REVOKED', 'CANCELLED'] as const;

/** One adult of every official household first, then those who are the second there. */
function findHolders({ seed, residents, population, adults }: Deps): Uint32Array {
  const first: number[] = [];
  const second: number[] = [];
  let household = -1;
  let seen = 0;
  for (const person of adults) {
    const own = population.householdOf(person);
    seen = own === household ? seen + 1 : 0;
    household = own;
    if (seen < 2 && standingOf(seed, own) === 'official') (seen === 0 ? first : second).push(person);
  }
  return Uint32Array.from([...first, ...second].slice(0, Math.max(30, Math.round(residents * HOLDERS))));
}

function enforcerOf(code: string): Enforcer {
  const [constant = '', name = ''] = agency[code] ?? [];
  return { code, constant, name, uscc: agencyUscc[code] ?? '' };
}

/** Fills the posts of the district. */
export function createOffices(deps: Deps): Offices {
  const { seed, residents, from, today, until, places, population, organizations } = deps;
  const persons = findHolders(deps);
  const holders = persons.length;
  const officers = Math.min(Math.max(12, Math.round(residents * OFFICERS)), Math.floor(holders / 4) * 2);
  const agencies = Math.max(1, Math.min(ENFORCING.length, Math.floor(officers / 2)));
  const enforcers = ENFORCING.slice(0, agencies).map(enforcerOf);
  const [firstEnforcer = enforcerOf('SJ'), ...otherEnforcers] = enforcers;
  const communities = places.communities.length;
  const seats = Math.min(
    holders - officers,
    communities * Math.max(1, Math.round((holders * CADRES) / communities)),
  );
  const all = Object.keys(agency);
  const known = new Uint8Array(population.size);
  for (const person of persons) known[person] = 1;

  const personOf = (holder: number): number => persons[holder] ?? persons[0] ?? 0;

  function kindOf(holder: number): StaffKind {
    if (holder < officers) return 'CIVIL_SERVANT';
    const community =
      holder < officers + seats ? places.communities[(holder - officers) % communities] : undefined;
    if (community) return community.township.rural ? 'VILLAGE_CADRE' : 'COMMUNITY_CADRE';
    return staffKind(randomOf(seed, 'staff', holder));
  }

  function unitOf(holder: number, kind: StaffKind, community: Community | null): Post['unit'] {
    if (community) return organizations.collective(community);
    if (holder < officers) return enforcers[holder % agencies] ?? firstEnforcer;
    const random = randomOf(seed, 'unit of a post', holder);
    if (kind === 'INSTITUTION_STAFF' && random.chance(0.5)) return random.pick(organizations.hospitals);
    return enforcerOf(all[random.int(0, all.length - 1)] ?? 'CZ');
  }

  /** The last day on which somebody can hold a post: before death, a move, or the 60th birthday. */
  function lastDay(person: number): number | null {
    const changed = population.statusDay(person);
    const leaves = changed > 0 && population.status(person) !== REGISTERED.normal ? changed - 1 : until;
    const born = isoDate(population.birthDay(person));
    const retires = dayOf(`${Number(born.slice(0, 4)) + 60}${born.slice(4, 8)}01`);
    const last = Math.min(leaves, Math.max(retires, today + 1));
    return last >= until ? null : last;
  }

  function posts(holder: number): Post[] {
    const random = randomOf(seed, 'post', holder);
    const person = personOf(holder);
    const kind = kindOf(holder);
    const seat = kind === 'VILLAGE_CADRE' || kind === 'COMMUNITY_CADRE';
    const community = seat ? (places.communities[(holder - officers) % communities] ?? null) : null;
    const adult = population.birthDay(person) + 22 * 365;
    const to = lastDay(person);
    const latest = Math.min(to ?? today, today) - 30;
    const start = Math.max(adult, latest - random.int(60, 4500));
    const base = { person, staffKind: kind, community, fiscalPay: kind === 'CIVIL_SERVANT' || kind === 'INSTITUTION_STAFF' }; // prettier-ignore
    const numbered = (at: number) => `RZ${String(holder).padStart(7, '0')}${at}`;
    const leading = seat ? random.chance(0.4) : random.chance(0.08);
    const pay = random.chance(0.05) ? null : random.int(seat ? 25 : 40, seat ? 45 : 140) * 100;
    const unit = unitOf(holder, kind, community);
    const title = random.pick(TITLES[kind]);
    const changes = holder >= officers && random.chance(CHANGED_POST);
    const change = random.int(
      start + 30,
      Math.max(start + 31, random.chance(0.25) ? until - 40 : today - 60),
    );
    const first = { ...base, postNo: numbered(1), unit, title, leading, pay, from: start };
    if (!changes || change >= (to ?? until) - 1) return [{ ...first, to }];
    const next = { ...base, postNo: numbered(2), unit, title: random.pick(TITLES[kind]), leading, pay };
    return [
      { ...first, to: change - 1 },
      { ...next, from: change, to },
    ];
  }

  // Those whose certificates are in force all the time come first within an agency.
  const sizeOf = (enforcer: number): number => Math.floor((officers - enforcer - 1) / agencies) + 1;
  const steadyOf = (enforcer: number): number => Math.max(2, Math.floor(sizeOf(enforcer) * 0.85));

  function certificate(officer: number): Certificate {
    const random = randomOf(seed, 'certificate', officer);
    const enforcer = officer % agencies;
    const steady = Math.floor(officer / agencies) < steadyOf(enforcer);
    const since = steady ? from - random.int(200, 640) : random.int(from - 1500, until - 200);
    const ends = !steady && random.chance(0.6);
    return {
      certNo: `190102${String(100_001 + officer)}`,
      person: personOf(officer),
      agency: (enforcers[enforcer] ?? firstEnforcer).constant,
      ministry: random.chance(0.1),
      from: since,
      to: since + 1825,
      status: ends ? random.pick(STATUSES) : 'VALID',
      statusDay: ends ? random.int(since + 30, since + 190) : null,
    };
  }

  return {
    holders,
    officers,
    person: personOf,
    posts,
    certificate,
    enforcers: [firstEnforcer, ...otherEnforcers],
    team(enforcer, turn) {
      const steady = steadyOf(enforcer);
      const first = turn % steady;
      const second = (first + 1 + (turn % (steady - 1 || 1))) % steady;
      return [
        enforcer + first * agencies,
        enforcer + (second === first ? (first + 1) % steady : second) * agencies,
      ];
    },
    cadres(community) {
      const found: number[] = [];
      for (let seat = community; seat < seats; seat += communities) found.push(personOf(officers + seat));
      return found;
    },
    holds: (person) => known[person] === 1,
  };
}
