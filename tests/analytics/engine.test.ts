import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createComparisonEngine, type Evaluation } from '../../src/analytics/engine.js';
import { comparison, type ComparisonDeclaration } from '../../src/analytics/comparison.js';
import { fingerprintOf } from '../../src/analytics/finding.js';
import { reasonsAgainst, type InputState } from '../../src/analytics/input.js';
import { loadComparisons, type ComparisonLibrary } from '../../src/analytics/library.js';
import type { DatedParameters } from '../../src/analytics/parameter.js';
import { openReplicaDatabase, type ReplicaDatabase } from '../../src/analytics/replica/database.js';
import { layoutOf } from '../../src/analytics/replica/layout.js';
import { freshFolder, type FreshFolder } from '../support/fresh.js';
import { oddCatalog } from './odd-record.js';

const fresh: InputState = { loaded: true, ageMs: 0, failMs: 3_600_000, keys: 1000, quarantined: 0 };
const inputs = new Map([['odd-record', fresh]]);

const declare = (id: string, more: Partial<ComparisonDeclaration> = {}): ComparisonDeclaration =>
  comparison({
    id,
    no: 'T1',
    zh: '测试',
    en: 'Test',
    serves: ['test-department'],
    severity: { RED: 'always' },
    basis: null,
    reads: { 'odd-record': ['recordNo', 'date', 'amount', 'active'] },
    parameters: { atLeast: { decimal: '10.00', zh: '至少', en: 'least amount' } },
    notAlert: [],
    ...more,
  });

const QUESTION = `
  -- Which active records reach the amount?
  SELECT [subject_key('record', record_no)] AS subjects, '-' AS period, date AS judged_date, 'RED' AS severity,
         amount, [evidence('odd-record', id)] AS evidence, {least: $at_least, as_of: $as_of, n: 1} AS facts
  FROM counted_odd_record WHERE amount >= $at_least;`;

describe('the comparison engine', () => {
  let folder: FreshFolder;
  let database: ReplicaDatabase;
  beforeAll(async () => {
    folder = await freshFolder();
    const layout = layoutOf(oddCatalog, new Set());
    database = await openReplicaDatabase({ file: ':memory:', folder: join(folder.path, 'passing'), layout });
    const connection = await database.connect();
    for (const [id, amount, active] of [
      [1, '10.00', true],
      [2, '9.99', true],
      [3, '50.00', false],
    ])
      await connection.run(
        `INSERT INTO odd_record (id, record_no, date, amount, active) VALUES (${id}, 'R${id}', '2025-03-0${id}', ${amount}, ${active})`,
      );
    connection.closeSync();
  });
  afterAll(async () => {
    await database.close();
    await folder.remove();
  });

  async function libraryOf(
    questions: Readonly<Record<string, string>>,
    more: Partial<ComparisonDeclaration> = {},
  ): Promise<ComparisonLibrary> {
    for (const [id, sql] of Object.entries(questions)) {
      await mkdir(join(folder.path, id), { recursive: true });
      await writeFile(join(folder.path, id, 'question.sql'), sql);
    }
    return loadComparisons({
      catalog: oddCatalog,
      declarations: Object.keys(questions).map((id) => declare(id, more)),
      derivedSets: [],
      counting: { 'odd-record': { active: [true] } },
      folder: folder.path,
    });
  }

  async function evaluate(
    library: ComparisonLibrary,
    given: {
      inputs?: ReadonlyMap<string, InputState>;
      parameters?: ReadonlyMap<string, DatedParameters>;
      asOf?: string;
    } = {},
  ): Promise<Evaluation[]> {
    const engine = createComparisonEngine({ database, library });
    const found: Evaluation[] = [];
    for await (const each of engine.run({
      comparisons: library.comparisons,
      asOf: '2025-12-31',
      inputs,
      ...given,
    }))
      found.push(each);
    return found;
  }

  const summary = (evaluation: Evaluation | undefined): unknown => {
    if (!evaluation) return undefined;
    if (evaluation.status === 'EVALUATED')
      return evaluation.findings.map(({ subjects, amount }) => [subjects, amount]);
    return evaluation.status === 'FAILED' ? evaluation.error.code : evaluation.reasons;
  };

  test('gives each finding with its fingerprint, evidence, figures and the parameters in force', async () => {
    const [evaluation] = await evaluate(await libraryOf({ plain: QUESTION }));
    expect(evaluation).toMatchObject({
      status: 'EVALUATED',
      findings: [
        {
          fingerprint: fingerprintOf('plain', ['record:R1'], '-'),
          subjects: ['record:R1'],
          period: '-',
          judgedDate: '2025-03-01',
          severity: 'RED',
          amount: '10.00',
          evidence: [{ category: 'odd-record', id: 1 }],
          facts: { least: '10.00', as_of: '2025-12-31', n: 1 },
          parameters: { atLeast: { decimal: '10.00' } },
        },
      ],
    });
  });

  test('applies the value in force on the judged date', async () => {
    const library = await libraryOf({ plain: QUESTION });
    const withValue = (validFrom: string) =>
      evaluate(library, {
        parameters: new Map([['plain', { atLeast: [{ value: { decimal: '9.99' }, validFrom }] }]]),
      });
    expect((await withValue('2025-03-02')).map(summary)).toEqual([
      [
        [['record:R1'], '10.00'],
        [['record:R2'], '9.99'],
      ],
    ]);
    expect((await withValue('2025-03-03')).map(summary)).toEqual([[[['record:R1'], '10.00']]]);
  });

  test('applies a value of the future to what is judged in the future', async () => {
    const library = await libraryOf({
      plain: QUESTION.replace('date AS judged_date', "DATE '2026-01-01' AS judged_date"),
    });
    const [evaluation] = await evaluate(library, {
      parameters: new Map([
        ['plain', { atLeast: [{ value: { decimal: '9.99' }, validFrom: '2026-01-01' }] }],
      ]),
    });
    expect(summary(evaluation)).toHaveLength(2);
  });

  test('refuses an as-of date that is none', async () => {
    const [evaluation] = await evaluate(await libraryOf({ plain: QUESTION }), { asOf: '31.12.2025' });
    expect(summary(evaluation)).toBe('DATE_INVALID');
  });

  test('does not ask a question whose inputs cannot be relied on', async () => {
    const library = await libraryOf({ plain: QUESTION });
    const [missing] = await evaluate(library, { inputs: new Map() });
    expect(missing).toMatchObject({
      status: 'CANNOT_EVALUATE',
      reasons: [{ category: 'odd-record', code: 'NEVER_LOADED' }],
    });
  });

  test.each([
    ['at its limit of age', { ageMs: 3_600_000 }, []],
    ['past its limit of age', { ageMs: 3_600_001 }, ['STALE']],
    ['of unknown age', { ageMs: null }, ['STALE']],
    ['with 49 of 60 keys in quarantine', { keys: 60, quarantined: 49 }, []],
    ['with exactly 5 % of its keys in quarantine', { keys: 1000, quarantined: 50 }, []],
    ['with more than 5 % of its keys in quarantine', { keys: 1019, quarantined: 51 }, ['INCOMPLETE']],
    ['empty but fresh', { keys: 0 }, []],
  ])('an input %s', (_, state, codes) => {
    const categories = ['odd-record'];
    const reasons = reasonsAgainst({ categories }, new Map([['odd-record', { ...fresh, ...state }]]));
    expect(reasons.map(({ code }) => code)).toEqual(codes);
  });

  test('a comparison may ask for fresher data than the stream promises', () => {
    const at = (ageMs: number) =>
      reasonsAgainst(
        { categories: ['odd-record'], maxAge: { 'odd-record': '1h' } },
        new Map([['odd-record', { ...fresh, failMs: 86_400_000, ageMs }]]),
      );
    expect([at(3_600_000), at(3_600_001)].map((reasons) => reasons.length)).toEqual([0, 1]);
  });

  test('a question at fault is refused with the reason, and the others run', async () => {
    const found = await evaluate(
      await libraryOf({
        twice: QUESTION.replace("subject_key('record', record_no)", "'item:X'").replace(
          'amount >= $at_least',
          'true',
        ),
        untyped: QUESTION.replace("'RED' AS", '1 AS'),
        strange: QUESTION.replace("'RED' AS", "'PINK' AS"),
        undeclared: QUESTION.replace('amount >= $at_least', 'amount >= $other'),
        crash: QUESTION.replace('amount >= $at_least', "CAST('x' || record_no AS INTEGER) > 0"),
        incomplete: QUESTION.replace("'-' AS period, ", ''),
        plain: QUESTION,
      }),
    );
    expect(found.map(({ comparison: { id }, ...rest }) => [id, rest.status])).toEqual([
      ['twice', 'FAILED'],
      ['untyped', 'FAILED'],
      ['strange', 'FAILED'],
      ['undeclared', 'FAILED'],
      ['crash', 'FAILED'],
      ['incomplete', 'FAILED'],
      ['plain', 'EVALUATED'],
    ]);
    const messages = found.flatMap((each) => (each.status === 'FAILED' ? [each.error.message] : []));
    expect(messages.join('\n')).not.toMatch(/R1|SELECT/);
    expect(messages[0]).toContain('finds one alert in several rows');
  });

  test('a reader of an unknown field is refused at load', async () => {
    await expect(
      libraryOf({ plain: QUESTION }, { reads: { 'odd-record': ['recordNo', 'owners.nothing'] } }),
    ).rejects.toMatchObject({
      code: 'COMPARISON_READS_UNKNOWN',
    });
  });

  test('the print of a comparison changes with its question and its parameters only', async () => {
    const print = async (question: string, more?: Partial<ComparisonDeclaration>) =>
      (await libraryOf({ plain: question }, more)).get('plain').print;
    const first = await print(QUESTION);
    expect(await print(`-- a comment\n${QUESTION}`)).toBe(first);
    expect(await print(QUESTION.replace('>=', '>'))).not.toBe(first);
    expect(
      await print(QUESTION, {
        parameters: { atLeast: { decimal: '11.00', zh: '至少', en: 'least amount' } },
      }),
    ).not.toBe(first);
  });
});

test('a fingerprint does not depend on the order of the subjects', () => {
  expect(fingerprintOf('m', ['person:2', 'organization:1'], '2025-03')).toBe(
    fingerprintOf('m', ['organization:1', 'person:2'], '2025-03'),
  );
});
