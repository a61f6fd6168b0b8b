import type { FieldSpec, QuirkSpec, RecordSpec } from '../catalogue/spec.js';
import { draw, mix, textHash } from '../district/random.js';
import type { SourceRecord, Value, Values } from '../record/record.js';
import type { Rule, Spot } from './quirk/rule.js';
import { rules } from './quirk/rules.js';

/** Which rows of one record kind show which quirk. */
export interface PlantedQuirk {
  readonly category: string;
  readonly quirk: string;
  readonly outcome: QuirkSpec['outcome'];
  readonly rows: number;
  /** Keys of these rows, canonical, parts joined by `|`: all of those that are set aside, else the first 1,000. */
  readonly keys: readonly string[];
}

/** What a planter has to remember to spell the same key alike the next time, by quirk. */
export interface PlanterState {
  readonly [quirk: string]: { readonly certain: string | null; readonly threshold: number };
}

/** A value that a row spells in its own way. */
export interface Hit {
  /** Position of the field among those of the record kind. */
  readonly index: number;
  /** Inside a list: position of the element and delivered name of its field. */
  readonly element: { readonly at: number; readonly name: string } | null;
  readonly rule: Rule;
  readonly spot: Spot;
}

/** A row after planting. */
export interface Planted {
  readonly key: string;
  readonly hash: number;
  /** What the row now says. */
  readonly values: Values;
  readonly hits: readonly Hit[];
  /** The row will be set aside by whoever checks it. */
  readonly quarantined: boolean;
}

/** Decides which rows show which quirks, the same ones for the same seed, and keeps account of them. */
export interface Planter {
  plant(record: SourceRecord): Planted;
  /** Whether a row shows a quirk that concerns it as a whole (DUPKEY, REVIVE). */
  picks(quirk: string, key: string): boolean;
  /** Notes a quirk of a delivery, or that a row shows for a reason of its own. */
  note(quirk: string, key?: string): void;
  state(): PlanterState;
  planted(): PlantedQuirk[];
}

interface Target {
  readonly index: number;
  readonly field: FieldSpec;
  /** Name of the list that the field is in. */
  readonly list: string | null;
  readonly party: (values: Values) => Spot['party'];
}

interface Plan {
  readonly quirk: QuirkSpec;
  readonly rule: Rule | null;
  readonly targets: readonly Target[];
  readonly salt: number;
  /** Protected rows never show it. */
  readonly spoils: boolean;
  threshold: number;
  candidates: number;
  certain: string | null;
  last: string;
  rows: number;
  readonly keys: string[];
}

const CERTAIN = 3;
const KEPT = 1_000;
const SAMPLE = 2_000;
/** Of the whole row: whoever has the rows asks for them. */
const ROW_QUIRKS = new Set(['DUPKEY', 'REVIVE']);

/** The key of a row: canonical values joined by `|`. */
export function keyOf({ key }: RecordSpec): (values: Values) => string {
  const [first = '', ...others] = key;
  return (values) => others.reduce((text, name) => `${text}|${String(values[name])}`, String(values[first]));
}

function partyOf(field: FieldSpec, siblings: readonly FieldSpec[]): Target['party'] {
  if (field.type === 'citizenId' || field.type === 'uscc') {
    const { type } = field;
    return () => type;
  }
  const { kind } = field;
  if (!kind) return () => null;
  const codes = siblings.find(({ as }) => as === kind.field)?.codes ?? {};
  const constants = (of: readonly string[] = []) =>
    new Set<Value>(of.map((code) => codes[code]?.[0] ?? code));
  const [persons, organizations] = [constants(kind.citizenId), constants(kind.uscc)];
  return (values) => {
    const given = values[kind.field] ?? null;
    return persons.has(given) ? 'citizenId' : organizations.has(given) ? 'uscc' : null;
  };
}

function targetOf({ fields }: RecordSpec, path: string): Target[] {
  const [outer = '', inner] = path.split('.');
  const index = fields.findIndex(({ as }) => as === outer);
  const field = fields[index];
  if (!field) return [];
  if (inner === undefined) return [{ index, field, list: null, party: partyOf(field, fields) }];
  const member = field.of?.find(({ as }) => as === inner);
  return member ? [{ index, field: member, list: outer, party: partyOf(member, field.of ?? []) }] : [];
}

/** Share of rows; a share of the rows that could show it (`10% of …`) is not scaled up to all rows. */
function rateOf({ rate, rateText }: QuirkSpec): { rate: number; ofCandidates: boolean } {
  if (rate !== null) return { rate, ofCandidates: rate === 1 };
  const share = /^([\d.]+)%/.exec(rateText ?? '')?.[1];
  return { rate: share === undefined ? 1 : Number(share) / 100, ofCandidates: true };
}

function planOf(spec: RecordSpec, quirk: QuirkSpec, seed: number): Plan[] {
  const rule = rules[quirk.id] ?? null;
  if (!rule && !ROW_QUIRKS.has(quirk.id)) return [];
  return [
    {
      quirk,
      rule,
      targets: rule ? quirk.fields.flatMap((path) => targetOf(spec, path)) : [],
      salt: mix(textHash(`${spec.id} ${quirk.id}`), seed),
      spoils:
        quirk.outcome === 'quarantine' ||
        quirk.outcome === 'setNull' ||
        rule?.fact !== undefined ||
        quirk.id === 'REVIVE',
      threshold: rateOf(quirk).rate,
      candidates: 0,
      certain: null,
      last: '',
      rows: 0,
      keys: [],
    },
  ];
}

/** What spoils a row comes first, then what is rare: a value shows one quirk at a time. */
const byPrecedence = (a: Plan, b: Plan): number =>
  Number(b.quirk.outcome === 'quarantine') - Number(a.quirk.outcome === 'quarantine') ||
  a.threshold - b.threshold;

/** The first element of a list, or the row itself. */
function spotOf(spec: RecordSpec, target: Target, values: Values, hash: number): Spot | null {
  const { field, list } = target;
  if (list === null)
    return { spec, field, value: values[field.as] ?? null, values, hash, party: target.party(values) };
  const elements = values[list];
  const element: Values | undefined = Array.isArray(elements) ? elements[0] : undefined;
  return element
    ? { spec, field, value: element[field.as] ?? null, values: element, hash, party: target.party(element) }
    : null;
}

function withFact(
  values: Values,
  { list, field }: Target,
  { rule, spot }: { rule: Rule; spot: Spot },
): Values {
  const fact = rule.fact?.(spot) ?? null;
  if (list === null) return { ...values, ...rule.sets, [field.as]: fact };
  const elements = values[list];
  const [, ...others] = Array.isArray(elements) ? elements : [];
  return { ...values, [list]: [{ ...spot.values, [field.as]: fact }, ...others] };
}

/**
 * Makes the planter of one record kind. Rates are shares of all rows: `sample` (the first of its rows) tells how many
 * could show a quirk at all; a given `state` takes its place.
 */
export function createPlanter(
  spec: RecordSpec,
  seed: number,
  from: { readonly sample: Iterable<SourceRecord> } | { readonly state: PlanterState },
): Planter {
  const plans = spec.quirks.flatMap((quirk) => planOf(spec, quirk, seed)).sort(byPrecedence);
  const shown = new Map<string, { rows: number; keys: string[] }>();
  const key = keyOf(spec);
  const keys = new Set(spec.key);

  function calibrate(sample: Iterable<SourceRecord>): void {
    const counts = plans.map(() => 0);
    let rows = 0;
    for (const { values, deleted } of sample) {
      if (deleted) continue;
      const hash = textHash(key(values));
      plans.forEach(({ targets, rule }, at) => {
        const possible = targets.some((target) => {
          const spot = spotOf(spec, target, values, hash);
          return spot !== null && rule?.applies(spot);
        });
        if (possible) counts[at] = (counts[at] ?? 0) + 1;
      });
      if (++rows === SAMPLE) break;
    }
    plans.forEach((plan, at) => {
      const share = (counts[at] ?? 0) / rows;
      if (plan.rule && share > 0 && !rateOf(plan.quirk).ofCandidates)
        plan.threshold = Math.min(1, plan.threshold / share);
    });
  }

  function restore(state: PlanterState): void {
    // Nobody is certain any more: a row that was spelled without a quirk stays without it.
    for (const plan of plans) Object.assign(plan, { ...state[plan.quirk.id], candidates: CERTAIN });
  }

  if ('state' in from) restore(from.state);
  else calibrate(from.sample);

  function decide(plan: Plan, name: string, hash: number): boolean {
    if (plan.candidates < CERTAIN && plan.last !== name) {
      plan.candidates++;
      plan.last = name;
      if (plan.candidates === CERTAIN) plan.certain = name;
    }
    return plan.certain === name || draw(mix(plan.salt, hash)) < plan.threshold;
  }

  function record(plan: Plan, name: string): void {
    plan.rows++;
    if (plan.quirk.outcome === 'quarantine' || plan.keys.length < KEPT) plan.keys.push(name);
  }

  function note(quirk: string, name?: string): void {
    const entry = shown.get(quirk) ?? { rows: 0, keys: [] };
    shown.set(quirk, entry);
    entry.rows++;
    if (name !== undefined && entry.keys.length < KEPT) entry.keys.push(name);
  }

  return {
    plant(source) {
      const name = key(source.values);
      const hash = textHash(name);
      for (const quirk of source.shows ?? []) note(quirk, name);
      let values = source.values;
      let quarantined = false;
      const hits: Hit[] = [];
      for (const plan of plans) {
        const { rule } = plan;
        if (!rule || (plan.spoils && source.protected)) continue;
        const targets = source.deleted
          ? plan.targets.filter(({ field }) => keys.has(field.as))
          : plan.targets;
        if (
          plan.candidates >= CERTAIN &&
          plan.certain !== name &&
          draw(mix(plan.salt, hash)) >= plan.threshold
        )
          continue;
        const possible = targets.flatMap((target) => {
          const spot = spotOf(spec, target, values, hash);
          const free = !hits.some((hit) => hit.spot.field === target.field);
          return spot && free && rule.applies(spot) ? [{ target, spot, rule }] : [];
        });
        if (possible.length === 0 || !decide(plan, name, hash)) continue;
        if (!source.deleted) record(plan, name);
        if (plan.quirk.outcome === 'quarantine') quarantined = true;
        for (const { target, spot } of possible) {
          if (rule.fact) values = withFact(values, target, { rule, spot });
          const element = target.list === null ? null : { at: 0, name: target.field.name };
          hits.push({ index: target.index, element, rule, spot });
        }
      }
      return { key: name, hash, values, hits, quarantined };
    },
    picks(quirk, name) {
      const plan = plans.find((candidate) => candidate.quirk.id === quirk);
      if (!plan || !decide(plan, name, textHash(name))) return false;
      record(plan, name);
      return true;
    },
    note,
    state: () =>
      Object.fromEntries(plans.map(({ quirk, certain, threshold }) => [quirk.id, { certain, threshold }])),
    planted() {
      const outcomeOf = (id: string) => spec.quirks.find((quirk) => quirk.id === id)?.outcome ?? 'accept';
      const entry = (quirk: string, rows: number, keys: readonly string[]): PlantedQuirk => ({
        category: spec.id,
        quirk,
        outcome: outcomeOf(quirk),
        rows,
        keys,
      });
      return [
        ...plans.filter(({ rows }) => rows > 0).map(({ quirk, rows, keys }) => entry(quirk.id, rows, keys)),
        ...[...shown].map(([quirk, { rows, keys }]) => entry(quirk, rows, keys)),
      ];
    },
  };
}
