import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { comparisons } from '../../comparisons/index.js';
import { records } from '../../schema/index.js';
import { bindings } from '../../src/analytics/answer.js';
import type { ComparisonDeclaration } from '../../src/analytics/comparison.js';
import { bareStatement, loadComparisons } from '../../src/analytics/library.js';
import { macroStatements } from '../../src/analytics/macro.js';
import { layoutOf, layoutStatements, type ReplicaTable } from '../../src/analytics/replica/layout.js';
import { createCatalog } from '../../src/catalog/catalog.js';
import { constantsIn, parseQuestion, rawDateArithmetic } from './question-lint.js';

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

const RESULT = ['RED', 'YELLOW', 'BLUE', 'SERVICE'];

/** How a comparison names a field among those that it reads; a list of plain values by its own name. */
const pathOf = ({ list }: ReplicaTable, field: string): string =>
  list ? (list.plain ? list.name : `${list.name}.${field}`) : field;

/** Constants that a question may compare with: those of the code lists that it reads. */
function known(reads: Readonly<Record<string, readonly string[]>>): Set<string> {
  const paths = new Set(
    Object.entries(reads).flatMap(([id, fields]) => fields.map((name) => `${id}.${name}`)),
  );
  const codes = layout.tables.flatMap((table) =>
    table.columns.flatMap(({ stored }) => {
      const read = stored && paths.has(`${table.category.id}.${pathOf(table, stored.field.name)}`);
      return read ? Object.values(stored.field.codes?.codes ?? {}) : [];
    }),
  );
  return new Set([...RESULT, ...codes.map(([constant]) => constant)]);
}

/** The tables that a comparison reads, as views with its declared columns only. */
function declaredViews(reads: Readonly<Record<string, readonly string[]>>): string[] {
  const view = (table: ReplicaTable, fields: readonly string[]): string | null => {
    const columns = table.columns.filter(({ stored }) =>
      stored ? fields.includes(pathOf(table, stored.field.name)) : true,
    );
    if (table.list && columns.length <= 2) return null;
    const names = columns.map(({ name }) => `"${name}"`).join(', ');
    return `CREATE TEMP VIEW ${table.name} AS SELECT ${names} FROM all_${table.name}`;
  };
  return Object.entries(reads).flatMap(([id, fields]) =>
    layout.of(id).flatMap((table) => view(table, fields) ?? []),
  );
}

interface Reader {
  readonly id: string;
  readonly reads: Readonly<Record<string, readonly string[]>>;
  readonly sql: string;
  readonly parameters: ComparisonDeclaration['parameters'];
}

const derived = await Promise.all(
  comparisons.derivedSets.map(async ({ name, reads }): Promise<Reader> => {
    const file = join(comparisons.folder, 'derived', `${name.replaceAll('_', '-')}.sql`);
    return { id: name, reads, sql: bareStatement(await readFile(file, 'utf8')), parameters: {} };
  }),
);
const questions = library.comparisons.map(({ id, reads, question, parameters }): Reader => ({
  id,
  reads,
  sql: question,
  parameters,
}));

describe.each([...questions, ...derived])('the statement of $id', ({ reads, sql, parameters }) => {
  test('takes date arithmetic from the macros only', async () => {
    expect(rawDateArithmetic(await parseQuestion(connection, sql))).toEqual([]);
  });

  test('compares codes with constants of the lists that it reads', async () => {
    const constants = known(reads);
    const tree = await parseQuestion(connection, sql);
    expect(constantsIn(tree).filter((constant) => !constants.has(constant))).toEqual([]);
  });

  test('touches no table, no column and no parameter that it does not declare', async () => {
    await connection.run('BEGIN TRANSACTION');
    try {
      for (const { statement } of library.counted) await connection.run(statement);
      for (const set of derived) await connection.run(`CREATE TEMP TABLE ${set.id} AS ${set.sql}`);
      for (const { name } of library.counted) await connection.run(`DROP VIEW ${name}`);
      for (const { name } of layout.tables) await connection.run(`ALTER TABLE ${name} RENAME TO all_${name}`);
      for (const view of declaredViews(reads)) await connection.run(view);
      for (const { name, statement } of library.counted)
        if (sql.includes(name)) await connection.run(statement);
      const statement = await connection.prepare(sql);
      const used = Array.from({ length: statement.parameterCount }, (_, at) =>
        statement.parameterName(at + 1),
      );
      expect(Object.keys(bindings('2025-12-31', parameters).values)).toEqual(expect.arrayContaining(used));
    } finally {
      await connection.run('ROLLBACK');
    }
  });
});

test('raw date arithmetic is recognised', async () => {
  const raw = [
    "SELECT date_diff('day', a, b) FROM t",
    'SELECT claim_from + 1 FROM t',
    'SELECT $as_of - valid_to FROM t',
    'SELECT a + INTERVAL 1 DAY FROM t',
    'SELECT CAST(t.settled_at AS DATE) FROM t',
    'SELECT month(d) FROM t',
  ];
  for (const sql of raw) expect(rawDateArithmetic(await parseQuestion(connection, sql))).not.toEqual([]);
  const clean = "SELECT a + b, add_days(d, 1), DATE '2025-03-01', hospital_days - held_days FROM t";
  expect(rawDateArithmetic(await parseQuestion(connection, clean))).toEqual([]);
});
