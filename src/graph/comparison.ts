import type { Desk } from '../alert/desk.js';
import type { ComparisonVersion } from '../alert/version.js';
import type { ParameterValue } from '../analytics/comparison.js';
import type { Comparison } from '../analytics/library.js';
import type { DatedParameters, ParameterSet } from '../analytics/parameter.js';
import { z } from 'zod';
import { BadInput } from '../errors.js';
import type { Store } from '../store/store.js';
import type {
  BacktestReport,
  ComparisonReport,
  ComparisonRunReport,
  ComparisonVersionReport,
  DecisionCounts,
  ParameterReport,
} from './comparison-type.js';
import type { Row } from './page.js';
import { instant } from './projection.js';
import { list, sql, type Sql } from './sql.js';

/** A comparison without what is read only when asked for. */
export type ComparisonHead = Omit<ComparisonReport, 'versions' | 'lastRuns'>;

const MAX_RUNS = 100;

/** A parameter's value as text; the codes of a list are joined by commas. */
export function parameterText(value: ParameterValue): string {
  if ('integer' in value) return String(value.integer);
  if ('decimal' in value) return value.decimal;
  if ('date' in value) return value.date;
  return 'codes' in value ? value.codes.join(',') : value.text;
}

/** The parameters of a comparison under a version's changes. */
export function parameterReports(
  comparison: Pick<Comparison, 'parameters'>,
  dated: DatedParameters,
): ParameterReport[] {
  return Object.entries(comparison.parameters).map(([name, parameter]) => ({
    name,
    zh: parameter.zh,
    en: parameter.en,
    unit: parameter.unit ?? null,
    value: parameterText(parameter),
    changes: (dated[name] ?? []).map(({ value, validFrom }) => ({ value: parameterText(value), validFrom })),
  }));
}

/** The parameter values that an alert was found with. */
export function parametersInForce(
  comparison: Pick<Comparison, 'parameters'>,
  values: ParameterSet,
): ParameterReport[] {
  return Object.entries(values).flatMap(([name, value]) => {
    const declared = comparison.parameters[name];
    if (!declared) return [];
    const { zh, en, unit } = declared;
    return [{ name, zh, en, unit: unit ?? null, value: parameterText(value), changes: [] }];
  });
}

const NO_DECISIONS: DecisionCounts = { confirmed: 0, falsePositive: 0, dataError: 0, notAViolation: 0 };
const DECISION_FIELDS: Readonly<Record<string, keyof DecisionCounts>> = {
  CONFIRMED: 'confirmed',
  FALSE_POSITIVE: 'falsePositive',
  DATA_ERROR: 'dataError',
  NOT_A_VIOLATION: 'notAViolation',
};

const resultSchema = z.object({
  hits: z.number(),
  added: z.number(),
  removed: z.number(),
  altered: z.number(),
  months: z.array(z.object({ month: z.string(), hits: z.number(), live: z.number(), amount: z.string() })),
});

function backtestOf(row: Row): BacktestReport {
  return {
    at: instant(row['at']) ?? '',
    by: String(row['actor']),
    from: String(row['from_day']),
    to: String(row['to_day']),
    milliseconds: Number(row['milliseconds']),
    ...resultSchema.parse(JSON.parse(String(row['result']))),
  };
}

const reasonsSchema = z.array(z.object({ category: z.string(), code: z.string() }));

function runOf(row: Row): ComparisonRunReport {
  const reasons: unknown = row['reasons'] === null ? [] : JSON.parse(String(row['reasons']));
  const number = (name: string): number => Number(row[name] ?? 0);
  return {
    id: String(row['id']),
    asOf: String(row['as_of']),
    status: String(row['status']),
    cause: String(row['cause']),
    version: number('number'),
    startedAt: instant(row['started_at']) ?? '',
    milliseconds: number('milliseconds'),
    findings: number('findings'),
    raised: number('raised'),
    changed: number('changed'),
    reopened: number('reopened'),
    resolved: number('resolved'),
    suppressed: number('suppressed'),
    reasons: typeof reasons === 'string' ? [] : reasonsSchema.parse(reasons),
    code: typeof reasons === 'string' ? reasons : null,
  };
}

/** What the graph tells about comparisons, their versions and their runs. */
export function createComparisonReports({ desk, store }: { desk: Desk; store: Store }) {
  const query = ({ text, values }: Sql): Promise<Row[]> => store.query<Row>(text, values);

  function headOf(comparison: Comparison, live: DatedParameters): ComparisonHead {
    const { id, no, zh, en, serves, basis, severity, reads, notAlert } = comparison;
    return {
      id,
      no,
      zh,
      en,
      serves: [...serves],
      basis,
      severity: Object.entries(severity).map(([name, when]) => ({ severity: name, when })),
      reads: Object.entries(reads).map(([category, fields]) => ({ category, fields: [...fields] })),
      parameters: parameterReports(comparison, live),
      testedInFavour: [...notAlert],
    };
  }

  async function decisionsOf(ids: readonly number[]): Promise<Map<number, DecisionCounts>> {
    const rows = await query(sql`SELECT version, to_status, COUNT(*) AS n FROM alert_event
      WHERE version IN ${list(ids)} AND to_status IN ${list(Object.keys(DECISION_FIELDS))}
        AND (from_status IS NULL OR from_status <> to_status) GROUP BY version, to_status`);
    const counts = new Map<number, DecisionCounts>();
    for (const row of rows) {
      const name = DECISION_FIELDS[String(row['to_status'])];
      const version = Number(row['version']);
      if (name) counts.set(version, { ...(counts.get(version) ?? NO_DECISIONS), [name]: Number(row['n']) });
    }
    return counts;
  }

  async function backtestsOf(prints: readonly string[]): Promise<Map<string, BacktestReport[]>> {
    const rows = await query(sql`SELECT * FROM backtest WHERE print IN ${list(prints)} ORDER BY id DESC`);
    const byPrint = new Map<string, BacktestReport[]>();
    for (const row of rows) {
      const print = String(row['print']);
      byPrint.set(print, [...(byPrint.get(print) ?? []), backtestOf(row)]);
    }
    return byPrint;
  }

  async function describe(versions: readonly ComparisonVersion[]): Promise<ComparisonVersionReport[]> {
    if (versions.length === 0) return [];
    const decisions = await decisionsOf(versions.map(({ id }) => id));
    const backtests = await backtestsOf(versions.map(({ print }) => print));
    return versions.map((version) => {
      const counts = decisions.get(version.id) ?? NO_DECISIONS;
      const decided = Object.values(counts).reduce((total, count) => total + count, 0);
      return {
        id: String(version.id),
        number: version.number,
        print: version.print,
        status: version.status,
        createdAt: instant(version.createdAt) ?? '',
        createdBy: version.createdBy,
        activatedAt: instant(version.activatedAt ?? undefined),
        activatedBy: version.activatedBy,
        parameters: parameterReports(version.comparison, version.parameters),
        decisions: counts,
        confirmedRate: decided === 0 ? null : counts.confirmed / decided,
        backtests: backtests.get(version.print) ?? [],
      };
    });
  }

  return {
    /** The comparisons with these ids, all when there are none given. @throws NotFound `COMPARISON_UNKNOWN` */
    async read(ids: readonly string[] | null): Promise<ComparisonHead[]> {
      const { library, versions } = desk;
      const comparisons = ids ? ids.map((id) => library.get(id)) : library.comparisons;
      const live = new Map(
        (await versions.running()).map((version) => [version.module, version] as const).toReversed(),
      );
      return comparisons.map((comparison) => headOf(comparison, live.get(comparison.id)?.parameters ?? {}));
    },
    /** A comparison that may have been taken out of the release since: known from its version then. */
    headOf,
    describe,
    async versionsOf(module: string): Promise<ComparisonVersionReport[]> {
      return describe((await desk.versions.list(module)).toReversed());
    },
    async lastRuns(module: string, first: number): Promise<ComparisonRunReport[]> {
      if (first < 0 || first > MAX_RUNS)
        throw new BadInput('PAGE_SIZE', `first of lastRuns takes 0 to ${MAX_RUNS}`);
      const rows = await query(sql`SELECT r.*, v.number FROM comparison_run r
        JOIN comparison_version v ON v.id = r.version WHERE r.module = ${module} ORDER BY r.id DESC LIMIT ${first}`);
      return rows.map(runOf);
    },
  };
}

export type ComparisonReports = ReturnType<typeof createComparisonReports>;
