import { dayOf, partsOf } from './calendar.js';
import type { Offices } from './office.js';
import { RELATION } from './household.js';
import type { Organizations } from './organization.js';
import type { Population } from './population.js';
import { randomOf } from './random.js';

/** One line of an official's declaration: a relative, or an interest of a relative or of the official. */
export interface DeclaredLine {
  readonly lineNo: number;
  /** Null: a relative without a citizen id. */
  readonly related: number | null;
  /** Constant of the catalogue: what the relative is to the official. */
  readonly relation: string;
  readonly from: number | null;
  readonly to: number | null;
  readonly interest: 'NONE' | 'SHAREHOLDING' | 'POST' | 'CONTRACT' | 'EMPLOYMENT';
  readonly firm: number | null;
  /** In millionths. */
  readonly share: number | null;
}

/** What officials declare to the discipline inspection once a year, in January and February. */
export interface Declarations {
  /** Numbers of the holders of posts who declare. */
  declarants(): Iterable<number>;
  lines(holder: number): DeclaredLine[];
  /** Days of the declarations of a holder, in order, up to the horizon; at least one before the base day. */
  days(holder: number): number[];
}

interface Deps {
  readonly seed: number;
  readonly residents: number;
  readonly from: number;
  readonly today: number;
  readonly until: number;
  readonly population: Population;
  readonly organizations: Organizations;
  readonly offices: Offices;
}

const LINES = 0.02;
const USUAL_LINES = 2.2;

/** What somebody of a household is to another member of it; both are relations to the head. */
function relationBetween(own: number, other: number): string {
  const { self, spouse, son, daughter, grandchild, parent, inLaw } = RELATION;
  const head = own === self;
  if (head || own === spouse) {
    if (other === (head ? spouse : self)) return 'SPOUSE';
    if (other === son) return 'SON';
    if (other === daughter) return 'DAUGHTER';
    if (other === grandchild) return 'GRANDCHILD';
    if (other === parent) return head ? 'PARENT' : 'PARENT_IN_LAW';
    if (other === inLaw) return head ? 'PARENT_IN_LAW' : 'PARENT';
    return 'CHILD_IN_LAW';
  }
  if (own === son || own === daughter) {
    if (other === self || other === spouse) return 'PARENT';
    if (other === son || other === daughter) return 'SIBLING';
    if (other === parent || other === inLaw) return 'GRANDPARENT';
  }
  return 'OTHER';
}

/**
 * Kin are members of the official's own household, so that nobody outside official households is near kin of an official.
 * Officers and cadres declare no interests but contracts.
 */
export function createDeclarations(deps: Deps): Declarations {
  const { seed, residents, from, today, until, population, organizations, offices } = deps;
  const wanted = Math.max(24, Math.round(residents * LINES));
  const stride = Math.max(1, Math.floor((offices.holders * USUAL_LINES) / wanted));

  function interestOf(
    holder: number,
    random: ReturnType<typeof randomOf>,
  ): Pick<DeclaredLine, 'interest' | 'firm' | 'share'> {
    const none = { interest: 'NONE' as const, firm: null, share: null };
    const [post] = offices.posts(holder);
    const firm = random.int(0, organizations.firms - 1);
    const chance = random.real();
    if (!post || chance > 0.14) return none;
    if (holder < offices.officers || post.community) return chance < 0.03 ? { interest: 'CONTRACT', firm, share: null } : none; // prettier-ignore
    if (chance < 0.05) return { interest: 'SHAREHOLDING', firm, share: random.int(1, 10) * 10_000 };
    if (chance < 0.08) return { interest: 'POST', firm, share: null };
    return { interest: chance < 0.12 ? 'EMPLOYMENT' : 'CONTRACT', firm, share: null };
  }

  function lines(holder: number): DeclaredLine[] {
    const random = randomOf(seed, 'declaration', holder);
    const person = offices.person(holder);
    const own = population.relation(person);
    const household = population.householdOf(person);
    const found: DeclaredLine[] = [];
    const add = (line: Omit<DeclaredLine, 'lineNo'>): void =>
      void found.push({ lineNo: found.length + 1, ...line });
    const none = { from: null, to: null, interest: 'NONE', firm: null, share: null } as const;
    for (let member = population.headOf(household); member < population.headOf(household + 1); member++) {
      if (member === person || !population.isPresent(member, today)) continue;
      const relation = relationBetween(own, population.relation(member));
      const since = relation === 'SPOUSE' ? today - random.int(800, 6000) : null;
      const grown = population.age(member, today) >= 22;
      add({ related: member, relation, to: null, ...(grown ? interestOf(holder, random) : { interest: 'NONE', firm: null, share: null }), from: since }); // prettier-ignore
    }
    const chance = random.real();
    if (chance < 0.25) add({ ...none, related: null, relation: 'SIBLING' });
    if (chance > 0.95) {
      const ended = today - random.int(400, 1500);
      add({ ...none, related: null, relation: 'SPOUSE', from: ended - random.int(400, 3000), to: ended });
    }
    if (found.length === 0 || random.chance(0.1))
      add({ related: person, relation: 'SELF', from: null, to: null, ...interestOf(holder, random) });
    return found;
  }

  return {
    *declarants() {
      let rows = 0;
      for (let holder = 0; rows < wanted && holder < offices.holders; holder += stride) {
        yield holder;
        rows += lines(holder).length;
      }
    },
    lines,
    days(holder) {
      const days: number[] = [];
      for (let { year } = partsOf(from); ; year++) {
        const day = dayOf(`${year}-01-05`) + ((holder * 37) % 46);
        if (day >= until) return days;
        if (year > partsOf(from).year || day < today) days.push(day);
      }
    },
  };
}
