import { readFile } from 'node:fs/promises';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import fc from 'fast-check';
import { DATE_MACROS, macroStatements, RESULT_MACROS } from '../../src/analytics/macro.js';

let instance: DuckDBInstance;
let connection: DuckDBConnection;
beforeAll(async () => {
  instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  connection = await instance.connect();
  for (const statement of macroStatements()) await connection.run(statement);
});
afterAll(() => {
  connection.closeSync();
  instance.closeSync();
});

/** An expression's value as JSON; `'2025-03-01'::d` is short for a date. */
async function value(expression: string): Promise<unknown> {
  const sql = `SELECT ${expression.replace(/'(\d{4}-\d\d-\d\d)'(?!::)/g, "DATE '$1'")} AS v`;
  return (await connection.runAndReadAll(sql)).getRowsJson()[0]?.[0];
}

test.each([
  ["days_between('2025-03-01', '2025-03-31')", '30'],
  ["days_in('2025-03-01', '2025-03-31')", '31'],
  ["add_days('2025-02-28', 1)", '2025-03-01'],
  ["add_months('2025-01-31', 1)", '2025-02-28'],
  ["add_months('2025-03-31', -1)", '2025-02-28'],
  ["add_years('2024-02-29', 1)", '2025-02-28'],
  ["reaches_age('1945-05-01', 80)", '2025-05-01'],
  ["month_start('2025-03-31')", '2025-03-01'],
  ["month_end('2024-02-01')", '2024-02-29'],
  ["month_text('2025-03-31')", '2025-03'],
  ["day_text('2025-03-31')", '2025-03-31'],
  ["months_in('2025-01-01', '2025-03-01')", '3'],
  ["year_day(2025, '07-31')", '2025-07-31'],
  ["is_weekday('2025-03-14')", true],
  ["is_weekday('2025-03-15')", false],
  ["in_force('2025-03-10', NULL, NULL)", true],
  ["in_force('2025-03-10', '2025-03-10', '2025-03-10')", true],
  ["in_force('2025-03-10', '2025-03-11', NULL)", false],
  ["in_force('2025-03-10', NULL, '2025-03-09')", false],
  ["overlap('2025-03-01', '2025-03-10', '2025-03-10', NULL)", true],
  ["overlap('2025-03-01', '2025-03-10', '2025-03-11', NULL)", false],
  ["each_day('2025-02-27', '2025-03-01')", ['2025-02-27', '2025-02-28', '2025-03-01']],
  ["each_day('2025-03-02', '2025-03-01')", []],
  ["each_month('2025-01-31', '2025-03-01')", ['2025-01-01', '2025-02-01', '2025-03-01']],
  ["first_days('2025-01-10', '2025-04-30', '2025-12-31')", ['2025-02-01', '2025-03-01', '2025-04-01']],
  ["first_days('2025-02-01', '2025-02-28', '2025-12-31')", ['2025-02-01']],
  ["first_days('2025-02-02', '2025-02-28', '2025-12-31')", []],
  ["first_days('2025-01-01', NULL, '2025-02-28')", ['2025-01-01', '2025-02-01']],
  ["full_hospital_day('2025-03-05', TIMESTAMP '2025-03-05 09:00:00', NULL, '2025-12-31')", false],
  ["full_hospital_day('2025-12-31', TIMESTAMP '2025-03-05 09:00:00', NULL, '2025-12-31')", true],
  [
    "full_hospital_day('2025-03-07', TIMESTAMP '2025-03-05 09:00:00', TIMESTAMP '2025-03-07 08:00:00', '2025-12-31')",
    false,
  ],
  ["last_full_day(TIMESTAMP '2025-03-07 08:00:00', '2025-12-31')", '2025-03-06'],
  ["highest_severity('BLUE')", 'BLUE'],
  ["one_of('A', ['A', 'B'])", true],
  ['party_key(NULL, 7)', 'organization:7'],
  ["evidence('inpatient-stay', 7)", { category: 'inpatient-stay', id: '7' }],
  ['share(310.00, 9, 31)', '90.00'],
  ['share(0.01, 1, 2)', '0.01'],
  ['share(1051.00, 340.0017, 7006.7017)', '51.00'],
  ['share(5.00, 3, 0)', '0.00'],
])('%s is %p', async (expression, expected) => {
  expect(await value(expression)).toEqual(expected);
});

test('a share is exact and rounded half up, whatever the figures', async () => {
  const figures = fc.tuple(fc.bigInt(0n, 10n ** 12n), fc.bigInt(0n, 10n ** 9n), fc.bigInt(1n, 10n ** 9n));
  await fc.assert(
    fc.asyncProperty(figures, async ([cents, part, whole]) => {
      const exact = (2n * cents * part + whole) / (2n * whole);
      const text = `${exact / 100n}.${String(exact % 100n).padStart(2, '0')}`;
      fc.pre(exact < 10n ** 17n);
      expect(await value(`share(CAST(${cents} AS DECIMAL(18,0)) * 0.01, ${part}, ${whole})`)).toBe(text);
    }),
    { numRuns: 200 },
  );
});

test('every macro stands in the guide as it is', async () => {
  const guide = (await readFile('docs/adding-a-comparison.md', 'utf8')).replace(/ +/g, ' ');
  const rows = [...DATE_MACROS, ...RESULT_MACROS].map(
    ({ signature, gives }) => `| \`${signature}\` | ${gives} |`,
  );
  expect(rows.filter((row) => !guide.includes(row))).toEqual([]);
});
