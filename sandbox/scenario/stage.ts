import type { RecordSpec } from '../catalogue/spec.js';
import { DAY, dayOf, isoDate, isoMonth, monthOf } from '../district/calendar.js';
import { citizenId, uscc } from '../district/identifier.js';
import { personName, surnameOf } from '../district/name.js';
import { randomOf, type Random } from '../district/random.js';
import type { SourceRecord, Values } from '../record/record.js';
import { neutralValue } from './neutral.js';
import type { OrganizationKind, PersonOptions, Scenario, Stage } from './scenario.js';

/** What was played: rows by record kind, and what a correct comparison makes of them. */
export interface Played {
  /** In the order of keys, the versions of one key together. */
  rows(category: string): readonly SourceRecord[];
  readonly alerts: readonly {
    readonly module: string;
    readonly subjects: readonly string[];
    readonly period: string;
    readonly severity: string;
    readonly amount: string;
  }[];
  readonly traps: readonly {
    readonly module: string;
    readonly name: string;
    readonly subjects: readonly string[];
  }[];
}

/** The district as far as scenarios need it. */
export interface StageDeps {
  readonly seed: number;
  readonly residents: number;
  /** Base day, `yyyy-MM-dd`. */
  readonly asof: string;
  readonly catalogue: readonly RecordSpec[];
}

/** Numbers of a birth day that the background leaves free begin here. */
const FIRST_SEQUENCE = 801;
const LAST_SEQUENCE = 999;
const RESIDENTS_A_COPY = 50_000;
/** Rows are in every delivery of a department before the base day, the yearly ones too. */
const HANDED_OVER = 380;

const PREFIX: Readonly<Record<OrganizationKind, string>> = {
  company: '91',
  'sole-trader': '92',
  home: '52',
  collective: 'N2',
  agency: '11',
  institution: '12',
};

interface Cast {
  person(born: string | undefined, sex: PersonOptions['sex']): { id: string; born: string; name: string };
  organization(kind: OrganizationKind): string;
  serial(): number;
}

/** Hands out people, organizations and numbers that nobody else has. */
function createCast(seed: number): Cast {
  const taken = new Map<string, number>();
  let persons = 0;
  let organizations = 0;
  let serial = 0;
  return {
    person(given, sex = 'FEMALE') {
      const born = given ?? isoDate(dayOf('1960-01-01') + (persons % 9000));
      const slot = `${born} ${sex}`;
      const count = taken.get(slot) ?? 0;
      taken.set(slot, count + 1);
      const sequence = FIRST_SEQUENCE + count * 2 + (sex === 'MALE' ? 0 : 1);
      if (sequence > LAST_SEQUENCE) throw new Error(`too many people are born on ${born}: spread them`);
      const random = randomOf(seed, 'planted person', persons++);
      const name = personName(random, surnameOf(seed, 'planted surname', persons), sex === 'MALE', 'plain');
      return { id: citizenId(dayOf(born), sequence), born, name };
    },
    organization: (kind) => uscc(PREFIX[kind], `MX${String(++organizations).padStart(6, '0')}`),
    serial: () => ++serial,
  };
}

interface Book {
  readonly rows: Map<string, { key: string; record: SourceRecord }[]>;
  readonly alerts: Played['alerts'][number][];
  readonly traps: Played['traps'][number][];
}

const sorted = (subjects: readonly string[]): string[] => subjects.toSorted();

function createStage(deps: StageDeps, cast: Cast, book: Book, module: string): Stage {
  const base = dayOf(deps.asof);
  const day = (days: number): string => isoDate(base + days);
  const month = (months: number): string => isoMonth(monthOf(base) + months);
  const random: Random = randomOf(deps.seed, `scenario ${module}`);
  const neutral = {
    day: day(-100),
    person: () => cast.person(undefined, undefined).id,
    organization: () => cast.organization('company'),
    serial: cast.serial,
  };

  function whole(spec: RecordSpec, given: Values): Values {
    const known = new Set(spec.fields.map(({ as }) => as));
    const unknown = Object.keys(given).filter((name) => !known.has(name));
    if (unknown.length > 0) throw new Error(`${module}: ${spec.id} has no ${unknown.join(', ')}`);
    const values: Record<string, Values[string]> = { ...given };
    // Kinds of parties come before the parties, whatever the order of the columns.
    const order = spec.fields.toSorted((a, b) => Number(a.type === 'partyId') - Number(b.type === 'partyId'));
    for (const field of order) {
      if (values[field.as] !== undefined) continue;
      values[field.as] = field.nullable ? null : neutralValue(field, values, spec.fields, neutral);
    }
    return values;
  }

  const stage: Stage = {
    asOf: deps.asof,
    random,
    copies: Math.max(1, Math.round(deps.residents / RESIDENTS_A_COPY)),
    day,
    month,
    person(options = {}) {
      const { id, born, name } = cast.person(options.born, options.sex);
      if (options.resident !== false)
        stage.add('household-resident', {
          citizenId: id,
          name,
          sex: options.sex ?? 'FEMALE',
          birthDate: born,
          householdNo: String(900_000_000 + cast.serial()),
          relationToHead: 'SELF',
          divisionCode: '190102',
          communityCode: '190102001001',
          address: '云汀区春和街道东柳里1号楼1门101',
          ...options.values,
        });
      return id;
    },
    organization: (kind = 'company') => cast.organization(kind),
    serial: (prefix = '') => prefix + String(90_000_000 + cast.serial()),
    add(category, given, at) {
      const spec = deps.catalogue.find(({ id }) => id === category);
      if (!spec) throw new Error(`${module}: there is no category ${category}`);
      const values = whole(spec, given);
      const key = spec.key.map((name) => String(values[name])).join('|');
      const record = {
        values,
        at: (at === undefined ? base - HANDED_OVER : dayOf(at)) * DAY + 10 * 3600,
        protected: true as const,
      };
      const rows = book.rows.get(category) ?? [];
      book.rows.set(category, rows);
      rows.push({ key, record });
    },
    expect: ({ subjects, period, severity, amount }) =>
      void book.alerts.push({ module, subjects: sorted(subjects), period, severity, amount }),
    trap: (name, subjects) => void book.traps.push({ module, name, subjects: sorted(subjects) }),
  };
  return stage;
}

/** Plays the scenarios of a district: the same ones for the same seed, size and base day. */
export function play(scenarios: readonly Scenario[], deps: StageDeps): Played {
  const cast = createCast(deps.seed);
  const book: Book = { rows: new Map(), alerts: [], traps: [] };
  for (const scenario of scenarios) scenario.plant(createStage(deps, cast, book, scenario.module));
  for (const rows of book.rows.values())
    rows.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.record.at - b.record.at));
  return {
    rows: (category) => (book.rows.get(category) ?? []).map(({ record }) => record),
    alerts: book.alerts,
    traps: book.traps,
  };
}
