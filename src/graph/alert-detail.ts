import { z } from 'zod';
import { sees } from '../access/mask.js';
import type { Caller } from '../access/policy.js';
import type { Desk } from '../alert/desk.js';
import type { Fact } from '../analytics/finding.js';
import type { ParameterSet } from '../analytics/parameter.js';
import type { Store } from '../store/store.js';
import type { Vault } from '../store/vault.js';
import type { AlertDifference, AlertEvent, AlertFact, AlertInput } from './alert-type.js';
import { parametersInForce, type ComparisonReports } from './comparison.js';
import { createBatches, type GraphContext } from './context.js';
import type { createEvidenceReader } from './alert-evidence.js';
import type { Row } from './page.js';
import { instant, KEY } from './projection.js';
import { list, sql, type Sql } from './sql.js';
import type { FieldResolve } from './type-class.js';

const PLAIN_FACT = /^-?\d{1,9}(\.\d{1,6})?$|^-?\d{10,16}\.\d{1,6}$|^(true|false)$/;

/** A fact as text. What is neither number nor test may tell about a person: a date of death, a diagnosis, a code. */
function factText(caller: Caller, fact: Fact): string | null {
  if (fact === null) return null;
  const text = typeof fact === 'object' ? JSON.stringify(fact) : String(fact);
  return PLAIN_FACT.test(text) || sees(caller, 'sensitive') ? text : '***';
}

const factsOf = (caller: Caller, facts: Readonly<Record<string, Fact>>): AlertFact[] =>
  Object.entries(facts).map(([name, fact]) => ({ name, value: factText(caller, fact) }));

/** Names in a difference that tell nothing about a person. */
const PLAIN = new Set(['severity', 'amount', 'judgedDate', 'evidence']);

function differenceOf(
  caller: Caller,
  difference: Readonly<Record<string, readonly [Fact, Fact]>>,
): AlertDifference[] {
  return Object.entries(difference).map(([name, [before, after]]) => {
    const text = (fact: Fact): string | null =>
      PLAIN.has(name) && fact !== null ? String(fact) : factText(caller, fact);
    return { name, before: text(before), after: text(after) };
  });
}

const inputsSchema = z.array(
  z.object({ category: z.string(), watermark: z.string().nullable(), quarantined: z.number() }),
);

interface Deps {
  readonly store: Store;
  readonly vault: Vault;
  readonly desk: Desk;
  readonly reports: ComparisonReports;
  readonly evidence: ReturnType<typeof createEvidenceReader>;
}

/** Resolvers of the fields of an alert that are no columns of its table; read for all alerts of a place at once. */
export function alertResolvers(deps: Deps): Readonly<Record<string, FieldResolve>> {
  const { store, vault, desk, reports } = deps;
  const query = ({ text, values }: Sql): Promise<Row[]> => store.query<Row>(text, values);

  function opened<Value>(sealed: Row[string] | undefined, otherwise: Value): Value {
    if (!(sealed instanceof Uint8Array)) return otherwise;
    const value: Value = JSON.parse(vault.open(sealed));
    return value;
  }

  /** A field that is made of the alerts' own rows. */
  function fromRows<Value>(make: (caller: Caller, rows: readonly (Row | undefined)[]) => Promise<Value[]>) {
    const batched = createBatches<Value>();
    const resolve: FieldResolve = (root, _args, context: GraphContext, info) =>
      batched(context, info, Number(root[KEY]), () => async (keys) => {
        const rows = await query(sql`SELECT a.id, a.version, a.facts, a.parameters, r.inputs FROM alert a
          LEFT JOIN comparison_run r ON r.id = a.last_changed_run WHERE a.id IN ${list(keys)}`);
        const byId = new Map(rows.map((row) => [Number(row['id']), row]));
        return make(
          context.caller,
          keys.map((key) => byId.get(key)),
        );
      });
    return resolve;
  }

  async function versionsOf(rows: readonly (Row | undefined)[]) {
    const ids = [...new Set(rows.map((row) => Number(row?.['version'] ?? 0)))];
    const versions = new Map((await desk.versions.byIds(ids)).map((version) => [version.id, version]));
    return rows.map((row) => versions.get(Number(row?.['version'] ?? 0)) ?? null);
  }

  const events = createBatches<AlertEvent[]>();
  const evidence = createBatches<unknown>();

  function eventOf(caller: Caller, row: Row): AlertEvent {
    const reason = row['reason'];
    return {
      at: instant(row['at']) ?? '',
      by: String(row['actor']),
      from: typeof row['from_status'] === 'string' ? row['from_status'] : null,
      to: String(row['to_status']),
      reason: reason instanceof Uint8Array && sees(caller, 'personal') ? vault.open(reason) : null,
      difference: differenceOf(caller, opened(row['difference'], {})),
    };
  }

  return {
    comparison: fromRows(async (_caller, rows) =>
      (await versionsOf(rows)).map((version) =>
        version ? reports.headOf(version.comparison, version.parameters) : null,
      ),
    ),
    version: fromRows(async (_caller, rows) => {
      const versions = await versionsOf(rows);
      const distinct = [...new Map(versions.flatMap((each) => (each ? [[each.id, each]] : []))).values()];
      const described = new Map((await reports.describe(distinct)).map((each) => [each.id, each]));
      return versions.map((version) => described.get(String(version?.id)) ?? null);
    }),
    parameters: fromRows(async (_caller, rows) =>
      (await versionsOf(rows)).map((version, index) => {
        const values: ParameterSet = JSON.parse(String(rows[index]?.['parameters'] ?? '{}'));
        return version ? parametersInForce(version.comparison, values) : [];
      }),
    ),
    testedInFavour: fromRows(async (_caller, rows) =>
      (await versionsOf(rows)).map((version) => version?.comparison.notAlert ?? []),
    ),
    facts: fromRows(async (caller, rows) =>
      rows.map((row) => factsOf(caller, opened<Readonly<Record<string, Fact>>>(row?.['facts'], {}))),
    ),
    freshness: fromRows(async (_caller, rows) =>
      rows.map((row): AlertInput[] =>
        inputsSchema
          .parse(JSON.parse(String(row?.['inputs'] ?? '[]')))
          .map((input) => ({ ...input, watermark: instant(input.watermark ?? undefined) })),
      ),
    ),
    evidence: (root, args, context, info) =>
      evidence(
        context,
        info,
        Number(root[KEY]),
        () => (keys) => deps.evidence(context.caller, keys, args['replaced'] === true),
      ),
    events: (root, _args, context, info) =>
      events(context, info, Number(root[KEY]), () => async (keys) => {
        const rows = await query(sql`SELECT * FROM alert_event WHERE alert IN ${list(keys)} ORDER BY id`);
        return keys.map((key) =>
          rows.filter((row) => Number(row['alert']) === key).map((row) => eventOf(context.caller, row)),
        );
      }),
  };
}
