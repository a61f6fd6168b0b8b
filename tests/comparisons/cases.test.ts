import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { comparisons } from '../../comparisons/index.js';
import { records } from '../../schema/index.js';
import { answer, prepareSets } from '../../src/analytics/answer.js';
import type { ParameterValue } from '../../src/analytics/comparison.js';
import type { Finding } from '../../src/analytics/finding.js';
import { loadComparisons, type Comparison } from '../../src/analytics/library.js';
import { macroStatements } from '../../src/analytics/macro.js';
import type { DatedParameters } from '../../src/analytics/parameter.js';
import { layoutOf, layoutStatements } from '../../src/analytics/replica/layout.js';
import { createCatalog } from '../../src/catalog/catalog.js';
import { readCases, type Case, type ExpectedAlert } from './case-file.js';
import { createAliases, insertRows, type Aliases } from './case-row.js';

const catalog = createCatalog(records);
const library = await loadComparisons({ ...comparisons, catalog });
const layout = layoutOf(catalog, library.read);

let instance: DuckDBInstance;
let connection: DuckDBConnection;

beforeAll(async () => {
  instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  connection = await instance.connect();
  for (const statement of [...layoutStatements(layout), ...macroStatements()])
    await connection.run(statement);
});
afterAll(() => {
  connection.closeSync();
  instance.closeSync();
});

/** A text of the file as a value of the parameter's type. */
function typed(module: Comparison, name: string, text: string | string[]): ParameterValue {
  const declared = module.parameters[name];
  if (!declared) throw new Error(`${module.id} has no parameter ${name}`);
  if (Array.isArray(text)) return { codes: text };
  if ('integer' in declared) return { integer: Number(text) };
  if ('decimal' in declared) return { decimal: text };
  return 'date' in declared ? { date: text } : { text };
}

function datedOf(module: Comparison, parameters: Case['parameters']): DatedParameters {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, values]) => [
      name,
      values.map(({ value, validFrom }) => ({ value: typed(module, name, value), validFrom })),
    ]),
  );
}

/** The case's rows alone in the replica, one run of the module, and nothing left behind. */
async function findingsOf(module: Comparison, example: Case, aliases: Aliases): Promise<Finding[]> {
  await connection.run('BEGIN TRANSACTION');
  try {
    await insertRows(connection, { layout, counting: comparisons.counting, aliases }, example.rows);
    await prepareSets(connection, library, [module]);
    return await answer(connection, module, example.asOf, datedOf(module, example.parameters));
  } finally {
    await connection.run('ROLLBACK');
  }
}

/** A finding reduced to what the expected alert speaks of. */
function comparable(finding: Finding, expected: ExpectedAlert | undefined): Record<string, unknown> {
  const categories = new Set(finding.evidence.map(({ category }) => category));
  return {
    subjects: finding.subjects,
    period: finding.period,
    severity: finding.severity,
    amount: finding.amount,
    ...(expected?.judgedDate !== undefined && { judgedDate: finding.judgedDate }),
    ...(expected?.evidence && { evidence: expected.evidence.filter((category) => categories.has(category)) }),
  };
}

const sorted = <Alert extends { subjects?: unknown; period?: unknown }>(alerts: Alert[]): Alert[] =>
  alerts.toSorted((a, b) =>
    `${String(a.subjects)}|${String(a.period)}`.localeCompare(`${String(b.subjects)}|${String(b.period)}`),
  );

for (const module of library.comparisons) {
  const cases = await readCases(join(comparisons.folder, module.id, 'cases.yaml'));
  describe(`${module.no} ${module.id}`, () => {
    test.each(cases.map((example) => [example.it, example] as const))('%s', async (_, example) => {
      const aliases = createAliases();
      const findings = await findingsOf(module, example, aliases);
      const expected = sorted(
        example.alerts.map((alert) => ({
          ...alert,
          subjects: (alert.subjects ?? []).map((key) => aliases.subject(key)).toSorted(),
        })),
      );
      const found = sorted(findings).map((finding, at) => comparable(finding, expected[at]));
      expect(found).toEqual(expected);
    });
  });
}
