import { ENTITY, type Firm, type Organizations } from './organization.js';
import { randomOf, type Random } from './random.js';

/** Roles in a firm: constants of the catalogue. */
export type Role =
  'SHAREHOLDER' | 'LEGAL_REP' | 'DIRECTOR' | 'SUPERVISOR' | 'MANAGER' | 'CONTROLLER' | 'FINANCE_CONTACT';

/** A person's number, a firm's number, or somebody with a foreign document. */
export type Party =
  | { readonly kind: 'PERSON'; readonly person: number }
  | { readonly kind: 'ENTERPRISE'; readonly firm: number }
  | { readonly kind: 'FOREIGNER' };

/** A role of one party in one firm; days are inclusive. */
export interface Holding {
  readonly holdingId: string;
  readonly firm: number;
  readonly role: Role;
  readonly party: Party;
  /** In millionths. */
  readonly share: number | null;
  /** Yuan. */
  readonly subscribed: number | null;
  /** Null: since the firm was founded. */
  readonly from: number | null;
  readonly to: number | null;
}

/** Who owns and runs the firms: plain households only, but for what officials declare. */
export interface Holdings {
  /** All roles in a firm, former ones included. */
  of(firm: number): Holding[];
  /** Persons who could link two bidders: legal representatives and whoever may own more than a tenth, at any time. */
  keyPersons(firm: number): number[];
}

interface Deps {
  readonly seed: number;
  readonly today: number;
  readonly until: number;
  readonly organizations: Organizations;
  /** Adults of plain households. */
  readonly owners: Uint32Array;
}

const MILLION = 1_000_000;

/** Splits the whole into parts of some percent each; the first is the greatest. */
function sharesOf(random: Random, count: number): number[] {
  if (count < 2) return count === 1 ? [MILLION] : [];
  const greatest = random.int(count === 2 ? 51 : 40, 80);
  const rest = 100 - greatest;
  const each = Math.max(1, Math.floor(rest / (count - 1)));
  const shares = Array.from({ length: count - 1 }, (_, at) =>
    at < count - 2 ? each : rest - each * (count - 2),
  );
  return [greatest, ...shares].map((percent) => percent * 10_000);
}

/** How many shareholders a firm of a kind has. */
function ownersOf(random: Random, kind: string): number {
  switch (kind) {
    case ENTITY.company:
      return random.chance(0.3) ? 1 : random.int(2, 3);
    case ENTITY.cooperative:
      return random.int(5, 8);
    case ENTITY.partnership:
      return 2;
    default:
      return 0;
  }
}

/** Draws the holders of every firm from its own stream. */
export function createHoldings({ seed, today, until, organizations, owners }: Deps): Holdings {
  const someone = (random: Random): Party => ({
    kind: 'PERSON',
    person: owners[random.int(0, owners.length - 1)] ?? 0,
  });

  /** A legal representative of the past, one after the base day, or the same one all along. */
  function representatives(
    random: Random,
    firm: Firm,
  ): { party: Party; from: number | null; to: number | null }[] {
    const present: Party = firm.foreignRep
      ? { kind: 'FOREIGNER' }
      : { kind: 'PERSON', person: firm.legalRep };
    if (firm.kind === ENTITY.soleTrader || firm.established > today - 800 || !random.chance(0.12))
      return [{ party: present, from: null, to: null }];
    const changed = random.int(firm.established + 100, today - 30);
    return [
      { party: someone(random), from: null, to: changed - 1 },
      { party: present, from: changed, to: null },
    ];
  }

  /** A shareholder is the representative, another person, or a firm with a minor part. */
  function shareholder(random: Random, firm: Firm, at: number, share: number): Party {
    if (at === 0 && !firm.foreignRep) return { kind: 'PERSON', person: firm.legalRep };
    if (at > 0 && share < MILLION / 2 && firm.kind === ENTITY.company && random.chance(0.08))
      return { kind: 'ENTERPRISE', firm: random.int(0, Math.max(0, organizations.firms - 1)) };
    return someone(random);
  }

  function of(index: number): Holding[] {
    const firm = organizations.firm(index);
    const random = randomOf(seed, 'holding', index);
    const holdings: Holding[] = [];
    const add = (role: Role, party: Party, more: Partial<Holding> = {}): void => {
      const holdingId = `CY${String(index).padStart(7, '0')}${String(holdings.length + 1).padStart(2, '0')}`;
      holdings.push({ holdingId, firm: index, role, party, share: null, subscribed: null, from: null, to: null, ...more }); // prettier-ignore
    };
    for (const { party, from, to } of representatives(random, firm)) add('LEGAL_REP', party, { from, to });
    const capital = firm.capital ?? 0;
    for (const [at, share] of sharesOf(random, ownersOf(random, firm.kind)).entries()) {
      // Some sold their part, and somebody may still do so.
      const sold =
        at > 0 && random.chance(0.06)
          ? random.int(Math.min(firm.established + 60, until - 2), until - 1)
          : null;
      add('SHAREHOLDER', shareholder(random, firm, at, share), {
        share,
        subscribed: Math.round((capital * share) / MILLION),
        to: sold,
      });
    }
    if (firm.kind === ENTITY.company) {
      add('DIRECTOR', firm.foreignRep ? someone(random) : { kind: 'PERSON', person: firm.legalRep });
      add('SUPERVISOR', someone(random));
      if (random.chance(0.4)) add('MANAGER', someone(random));
      if (random.chance(0.4) && !firm.foreignRep)
        add('CONTROLLER', { kind: 'PERSON', person: firm.legalRep });
      if (random.chance(0.4)) add('FINANCE_CONTACT', someone(random));
    }
    return holdings;
  }

  return {
    of,
    keyPersons: (firm) =>
      of(firm).flatMap(({ role, party, share }) =>
        party.kind === 'PERSON' &&
        (role === 'LEGAL_REP' || role === 'CONTROLLER' || (share ?? 0) > MILLION / 10)
          ? [party.person]
          : [],
      ),
  };
}
