import { streams } from '../../connectors/index.js';
import { fieldReader } from '../../src/ingest/field-reader.js';
import { rowReader, type Findings } from '../../src/ingest/row-reader.js';

const ID = '190102195607150015';

/** How a stream of the hub reads one of its fields; `sibling` is the constant of the field that it depends on. */
function reading(stream: string, name: string, text: unknown, sibling: string | null = null) {
  const { category, mappings } = streams.find(({ id }) => id === stream) ?? {};
  const index = category?.fields.findIndex((field) => field.name === name) ?? -1;
  const [field, mapping] = [category?.fields[index], mappings?.[index]];
  if (!field || !mapping) throw new Error(`no field ${name} in ${stream}`);
  const { reason, value, changed } = fieldReader(field, mapping, { today: '2025-03-04', nulls: new Set() })(
    text,
    sibling,
  );
  return reason ?? { value, changed };
}

/** A list field alone, through the reader of rows. */
function listed(stream: string, name: string, elements: unknown) {
  const { category, mappings } = streams.find(({ id }) => id === stream) ?? {};
  const index = category?.fields.findIndex((field) => field.name === name) ?? -1;
  const shape = {
    fields: category?.fields.slice(index, index + 1) ?? [],
    mappings: mappings?.slice(index, index + 1) ?? [],
    key: [],
    list: null,
  };
  const findings: Findings = { raw: null, warnings: [] };
  const [value] = rowReader(shape, { today: '2025-03-04', nulls: new Set() })([elements], findings, '');
  return { value, raw: findings.raw };
}

test('AMOUNTSIGN: a refund is below zero whatever its sign, and a normal bill keeps its own', () => {
  const amount = (text: string, status: string) => reading('non-tax-bill', 'amount', text, status);
  expect(amount('50000', 'NORMAL')).toEqual({ value: '500.00', changed: false });
  expect(amount('50000', 'REFUND')).toEqual({ value: '-500.00', changed: true });
  expect(amount('-50000', 'REFUND')).toEqual({ value: '-500.00', changed: false });
  expect(amount('0', 'REFUND')).toEqual({ value: '0.00', changed: false });
});

test('AREAUNIT: an area given in mu becomes square metres, multiplied exactly and rounded half up once', () => {
  const area = (text: string, unit: string) => reading('parcel-right', 'measuredAreaSqm', text, unit);
  expect(area('10.005', 'SQM')).toEqual({ value: '10.01', changed: true });
  expect(area('10.00', 'MU')).toEqual({ value: '6666.70', changed: true });
  expect(area('0.0075', 'MU')).toEqual({ value: '5.00', changed: true });
  expect(area('zehn', 'MU')).toBe('NUMBER_INVALID');
});

test('WANSUFFIX: 万元 and 万 multiply an amount, one without a suffix is in yuan', () => {
  expect(reading('village-debt', 'principal', '12.5万元')).toEqual({ value: '125000.00', changed: true });
  expect(reading('village-debt', 'balance', '1,000万')).toEqual({ value: '10000000.00', changed: true });
  expect(reading('village-debt', 'balance', '1000.00')).toEqual({ value: '1000.00', changed: false });
  expect(reading('village-bank-flow', 'amount', '1万')).toBe('NUMBER_INVALID');
});

test('MASKED: an identifier masked at the source has a reason of its own where that is expected', () => {
  const masked = '190102********0015';
  expect(reading('service-ticket', 'reporterId', masked)).toBe('ID_MASKED');
  expect(reading('service-ticket', 'reporterId', '19010219')).toBe('ID_FORMAT');
  expect(reading('student-aid', 'citizenId', masked)).toBe('ID_FORMAT');
});

test('APOS: one leading apostrophe or back-tick is no part of the number', () => {
  for (const mark of ["'", '‘', '`'])
    expect(reading('student-aid', 'citizenId', mark + ID)).toEqual({ value: ID, changed: true });
  expect(reading('student-aid', 'citizenId', `''${ID}`)).toBe('ID_FORMAT');
});

test('LEADZERO: the digits are filled up to the length of the pattern, other texts are not', () => {
  expect(reading('coal-claim', 'householdNo', '417')).toEqual({ value: '000000417', changed: true });
  expect(reading('coal-claim', 'householdNo', '4x7')).toBe('PATTERN');
  expect(reading('household-resident', 'householdNo', '417')).toBe('PATTERN');
});

test('CERTSUFFIX: the suffix of a re-issue goes before the pattern is checked', () => {
  expect(reading('disability-certificate', 'certNo', `${ID}42B1`)).toEqual({
    value: `${ID}42`,
    changed: true,
  });
  expect(reading('disability-certificate', 'certNo', `${ID}42C1`)).toBe('PATTERN');
});

test('DATEEND: 长期 is an open end where open ends are expected', () => {
  expect(reading('disability-certificate', 'validTo', '长期')).toMatchObject({ value: null });
  expect(reading('disability-certificate', 'validFrom', '长期')).toBe('DATE_INVALID');
});

test('MACFORM: each form of an address is one, and the address of no device is left out of its list', () => {
  expect(
    listed('bid', 'uploadMacs', [['00-00-00-00-00-00'], ['aabbccddeeff'], ['AA:BB:CC:DD:EE:FF']]),
  ).toEqual({
    value: [['AA:BB:CC:DD:EE:FF'], ['AA:BB:CC:DD:EE:FF']],
    raw: { 'uploadMacs.1.value': 'aabbccddeeff' },
  });
  expect(() => listed('bid', 'uploadMacs', [['aabb']])).toThrow('FORMAT');
});
