import { DATE, type DuckDBConnection, type DuckDBType, type DuckDBValue } from '@duckdb/node-api';
import { FatalError } from '../errors.js';
import type { Severity } from './comparison.js';
import { fingerprintOf, toFact, type Evidence, type Fact, type Finding } from './finding.js';
import type { Comparison, ComparisonLibrary } from './library.js';
import { bound, dayValue, epochsOf, parameterName, type DatedParameters, type Epoch } from './parameter.js';

/** Makes the temporary sets that the comparisons read, once for all of them, on this connection. */
export async function prepareSets(
  connection: DuckDBConnection,
  library: Pick<ComparisonLibrary, 'counted'>,
  comparisons: readonly Comparison[],
): Promise<void> {
  for (const { statement } of library.counted) await connection.run(statement);
  const sets = new Map(comparisons.flatMap(({ derived }) => derived.map((set) => [set.name, set.statement])));
  for (const statement of sets.values()) await connection.run(statement);
}

/** Values and types of a question's parameters, by name. */
export function bindings(asOf: string, parameters: Epoch['parameters']) {
  const values: Record<string, DuckDBValue> = { as_of: dayValue(asOf) };
  const types: Record<string, DuckDBType> = { as_of: DATE };
  for (const [name, value] of Object.entries(parameters)) {
    const [bindable, type] = bound(value);
    values[parameterName(name)] = bindable;
    types[parameterName(name)] = type;
  }
  return { values, types };
}

/** What a question's result must be, column by column. */
const SHAPE: Readonly<Record<string, RegExp>> = {
  subjects: /^VARCHAR\[\]$/,
  period: /^VARCHAR$/,
  judged_date: /^DATE$/,
  severity: /^VARCHAR$/,
  amount: /^DECIMAL\(/,
  evidence: /^STRUCT\("?category"? VARCHAR, "?id"? BIGINT\)\[\]$/,
  facts: /^(STRUCT|MAP)\(/,
};

const SEVERITIES: ReadonlySet<string> = new Set<Severity>(['RED', 'YELLOW', 'BLUE', 'SERVICE']);
const isSeverity = (text: string): text is Severity => SEVERITIES.has(text);

const fault = (id: string, what: string): FatalError =>
  new FatalError('QUESTION_FAULT', `the question of ${id} ${what}: correct ${id}/question.sql`);

function checkShape(id: string, names: readonly string[], types: readonly DuckDBType[]): void {
  names.forEach((name, at) => {
    const type = String(types[at]);
    if (!SHAPE[name]?.test(type)) throw fault(id, `gives ${name} as ${type}`);
  });
}

type Row = Readonly<Record<string, Fact>>;

function isEvidence(fact: Fact): fact is Evidence & Record<string, Fact> {
  return typeof fact === 'object' && fact !== null && 'category' in fact && 'id' in fact;
}

const texts = (fact: Fact | undefined): string[] => (Array.isArray(fact) ? fact.map(String) : []);

function findingOf(id: string, row: Row, parameters: Epoch['parameters']): Finding {
  const subjects = texts(row.subjects).toSorted();
  const period = String(row.period);
  const severity = String(row.severity);
  if (subjects.length === 0 || subjects.includes('null') || row.period === null)
    throw fault(id, 'gives a row without subjects or period');
  if (!isSeverity(severity)) throw fault(id, 'gives a severity that is none');
  const { facts } = row;
  return {
    fingerprint: fingerprintOf(id, subjects, period),
    subjects,
    period,
    judgedDate: String(row.judged_date),
    severity,
    amount: String(row.amount),
    evidence: Array.isArray(row.evidence) ? row.evidence.filter(isEvidence) : [],
    facts: typeof facts === 'object' && facts !== null && !Array.isArray(facts) ? { ...facts } : {},
    parameters,
  };
}

async function answerEpoch(
  connection: DuckDBConnection,
  comparison: Comparison,
  asOf: string,
  epoch: Epoch,
): Promise<Finding[]> {
  const { id, question } = comparison;
  const statement = await connection.prepare(
    `SELECT list_sort(subjects) AS subjects, period, judged_date, severity,
       CAST(amount AS DECIMAL(18,2)) AS amount, list_sort(list_distinct(evidence)) AS evidence, facts
     FROM (${question}\n) WHERE judged_date >= DATE '${epoch.from}' AND judged_date < DATE '${epoch.to}'`,
  );
  const { values, types } = bindings(asOf, epoch.parameters);
  const used = Array.from({ length: statement.parameterCount }, (_, at) => statement.parameterName(at + 1));
  const unknown = used.filter((name) => !(name in values));
  if (unknown.length > 0)
    throw fault(id, `names parameters that it does not declare (${unknown.join(', ')})`);
  const pick = <Value>(all: Record<string, Value>) =>
    Object.fromEntries(Object.entries(all).filter(([name]) => used.includes(name)));
  statement.bind(pick(values), pick(types));
  const reader = await statement.runAndReadAll();
  checkShape(id, reader.columnNames(), reader.columnTypes());
  return reader
    .getRowObjects()
    .map((row) =>
      findingOf(
        id,
        Object.fromEntries(Object.entries(row).map(([name, value]) => [name, toFact(value)])),
        epoch.parameters,
      ),
    );
}

/**
 * Asks one question, once for each epoch of its parameters; `prepareSets` was called on the connection.
 * Where two epochs find the same alert, the later judged date stands. Errors are DuckDB's own.
 * @throws FatalError `QUESTION_FAULT` when the result is not of its form or finds an alert twice
 */
export async function answer(
  connection: DuckDBConnection,
  comparison: Comparison,
  asOf: string,
  dated: DatedParameters = {},
): Promise<Finding[]> {
  const found = new Map<string, Finding>();
  for (const epoch of epochsOf(comparison.parameters, dated)) {
    const findings = await answerEpoch(connection, comparison, asOf, epoch);
    const distinct = new Map(findings.map((finding) => [finding.fingerprint, finding]));
    if (distinct.size !== findings.length) throw fault(comparison.id, 'finds one alert in several rows');
    for (const [fingerprint, finding] of distinct) found.set(fingerprint, finding);
  }
  return [...found.values()];
}
