import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { comparisons } from '../../comparisons/index.js';
import { records } from '../../schema/index.js';
import { prepareSets } from '../../src/analytics/answer.js';
import { loadComparisons } from '../../src/analytics/library.js';
import { macroStatements } from '../../src/analytics/macro.js';
import { layoutOf, layoutStatements } from '../../src/analytics/replica/layout.js';
import { createCatalog } from '../../src/catalog/catalog.js';
import type { FieldValues } from './case-file.js';
import { createAliases, insertRows } from './case-row.js';

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

type Rows = readonly (readonly [category: string, fields: FieldValues])[];

/** What a statement over the derived sets answers for these rows; people are numbered A 1, B 2, C 3. */
async function asked(rows: Rows, sql: string): Promise<unknown[]> {
  const aliases = createAliases();
  for (const alias of ['A', 'B', 'C']) aliases.of(alias);
  const named = new Map(rows.map(([category, fields], at) => [`row${at}`, { category, fields }]));
  await connection.run('BEGIN TRANSACTION');
  try {
    await insertRows(connection, { layout, counting: comparisons.counting, aliases }, named);
    await prepareSets(connection, library, library.comparisons);
    return (await connection.runAndReadAll(sql)).getRowsJson();
  } finally {
    await connection.run('ROLLBACK');
  }
}

describe('D1, the death day', () => {
  const certificate: Rows[number] = ['death-certificate', { citizenId: 'A', deathAt: '2025-03-10T23:59:00' }];
  const cancelled = (deathDate: string): Rows[number] => [
    'death-cancellation',
    { citizenId: 'A', deathDate },
  ];
  const days = 'SELECT person_id::INT, day, gap_days::INT FROM death_day';
  const certain = 'SELECT person_id::INT, day FROM certain_death';

  test('is the earliest of the sources', async () => {
    const cremated: Rows[number] = ['cremation-record', { citizenId: 'A', deathDate: '2025-03-09' }];
    expect(await asked([certificate, cancelled('2025-03-11'), cremated], days)).toEqual([
      [1, '2025-03-09', 2],
    ]);
  });

  test('is certain when the sources lie 30 days apart, not when 31', async () => {
    expect(await asked([certificate, cancelled('2025-04-09')], certain)).toEqual([[1, '2025-03-10']]);
    expect(await asked([certificate, cancelled('2025-04-10')], certain)).toEqual([]);
  });

  test('is not taken from a certificate without a citizen id', async () => {
    const foreign: Rows = [
      ['death-certificate', { idKind: 'PASSPORT', citizenId: 'A' }],
      ['death-certificate', {}],
    ];
    expect(await asked(foreign, days)).toEqual([]);
  });
});

describe('D2, near kin', () => {
  const declared = (fields: FieldValues): Rows[number] => [
    'kin-declaration',
    { declarantId: 'A', relatedId: 'B', relation: 'SIBLING', ...fields },
  ];
  const act = (fields: FieldValues): Rows[number] => [
    'marriage-registration',
    {
      registrationNo: 'J1',
      registrationKind: 'MARRIAGE',
      husbandIdKind: 'CITIZEN',
      wifeIdKind: 'CITIZEN',
      husbandId: 'A',
      wifeId: 'B',
      registeredDate: '2010-05-01',
      ...fields,
    },
  ];
  const ended = (fields: FieldValues): Rows[number] =>
    act({
      registrationNo: 'L1',
      registrationKind: 'DIVORCE',
      dissolvedNo: 'J1',
      registeredDate: '2025-03-10',
      ...fields,
    });
  const kin = 'SELECT person_id::INT, kin_id::INT, valid_from, valid_to FROM near_kin ORDER BY ALL';
  const both = (from: string | null, to: string | null) => [
    [1, 2, from, to],
    [2, 1, from, to],
  ];

  test('counts in both directions, for the days declared', async () => {
    expect(await asked([declared({ validFrom: '2020-01-01' })], kin)).toEqual(both('2020-01-01', null));
  });

  test.each(['GRANDCHILD', 'GRANDPARENT', 'PARENT_IN_LAW', 'CHILD_IN_LAW', 'OTHER', 'SELF'])(
    '%s is no near kin',
    async (relation) => {
      expect(await asked([declared({ relation })], kin)).toEqual([]);
    },
  );

  test('needs the identifier of the relative', async () => {
    expect(await asked([declared({ relatedId: 'null' })], kin)).toEqual([]);
  });

  test('a marriage holds from its registration until the day before its divorce or annulment', async () => {
    expect(await asked([act({})], kin)).toEqual(both('2010-05-01', null));
    expect(await asked([act({}), ended({})], kin)).toEqual(both('2010-05-01', '2025-03-09'));
    expect(await asked([act({}), ended({ registrationKind: 'ANNULMENT' })], kin)).toEqual(
      both('2010-05-01', '2025-03-09'),
    );
  });

  test('re-issues and invalid acts are no acts, and end none', async () => {
    expect(await asked([act({ registrationKind: 'MARRIAGE_REISSUE' })], kin)).toEqual([]);
    expect(await asked([act({ valid: 'false' })], kin)).toEqual([]);
    expect(await asked([act({}), ended({ registrationKind: 'DIVORCE_REISSUE' })], kin)).toEqual(
      both('2010-05-01', null),
    );
    expect(await asked([act({}), ended({ valid: 'false' })], kin)).toEqual(both('2010-05-01', null));
  });

  test('a marriage with a foreigner is none', async () => {
    expect(await asked([act({ wifeIdKind: 'PASSPORT' })], kin)).toEqual([]);
  });
});

describe('D3, certificates in force', () => {
  const disability = 'SELECT valid_from, valid_to, lapse_day FROM disability_in_force';
  const given = (fields: FieldValues): Rows => [
    ['disability-certificate', { citizenId: 'A', validFrom: '2020-01-01', validTo: '2030-12-31', ...fields }],
  ];
  test.each([
    ['VALID', '2025-02-15', '2030-12-31', '2030-12-31', '2031-01-01'],
    ['CANCELLED', '2025-02-15', '2030-12-31', '2025-02-14', '2025-02-15'],
    ['FROZEN', '2025-02-15', 'null', '2025-02-14', '2025-02-15'],
    ['TRANSFERRED_OUT', '2031-02-15', '2030-12-31', '2030-12-31', '2031-01-01'],
    ['EXPIRED', '2025-02-15', '2030-12-31', '2030-12-31', '2031-01-01'],
    ['EXPIRED', '2025-02-15', 'null', '2025-02-14', '2025-02-15'],
  ])(
    'a disability certificate %s since %s, valid to %s, holds to %s',
    async (status, statusDate, validTo, last, lapse) => {
      expect(await asked(given({ status, statusDate, validTo }), disability)).toEqual([
        ['2020-01-01', last, lapse],
      ]);
    },
  );

  test('without the date of its status it was never in force', async () => {
    expect(await asked(given({ status: 'CANCELLED' }), disability)).toEqual([]);
    const enforcement: Rows = [['enforcement-certificate', { citizenId: 'A', status: 'REVOKED' }]];
    expect(await asked(enforcement, 'SELECT id FROM enforcement_in_force')).toEqual([]);
  });

  test('an enforcement certificate holds until the day before it was suspended', async () => {
    const rows: Rows = [
      [
        'enforcement-certificate',
        {
          citizenId: 'A',
          validFrom: '2020-01-01',
          validTo: '2030-12-31',
          status: 'SUSPENDED',
          statusDate: '2025-03-10',
        },
      ],
    ];
    expect(await asked(rows, 'SELECT valid_from, valid_to FROM enforcement_in_force')).toEqual([
      ['2020-01-01', '2025-03-09'],
    ]);
  });
});

describe('D4, the share of an owner', () => {
  const unit = (coOwnership: string, ...shares: string[]): Rows => [
    [
      'property-unit',
      {
        coOwnership,
        owners: shares.map((shareRatio, at) => ({
          ownerKind: 'PERSON',
          ownerId: 'ABC'.charAt(at),
          shareRatio,
        })),
      },
    ],
  ];
  const shares = 'SELECT person_id::INT, share FROM owner_share ORDER BY ALL';

  test('is the one on record, else 1 for a sole owner, else an equal part to 6 decimals', async () => {
    expect(await asked(unit('BY_SHARE', '0.125000'), shares)).toEqual([[1, '0.125000']]);
    expect(await asked(unit('SOLE', 'null'), shares)).toEqual([[1, '1.000000']]);
    expect(await asked(unit('JOINT', 'null', 'null', 'null'), shares)).toEqual([
      [1, '0.333333'],
      [2, '0.333333'],
      [3, '0.333333'],
    ]);
  });
});
