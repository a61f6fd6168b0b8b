import { attribute, category, CategoryRecord, party } from '../../src/catalog/category.js';
import { codeList } from '../../src/catalog/field.js';
import { createMapper } from '../../src/ingest/create-mapper.js';
import type { RawRow } from '../../src/sources/source.js';
import { stream } from '../../src/sources/stream.js';
import { verdictOf } from './fixture.js';

const documentKind = codeList('DocumentKind', { '1': ['PERSON', '自然人'], '2': ['ENTERPRISE', '单位'] });

class Item {
  @attribute.string({ zh: '项目', sensitivity: 'internal' }) label!: string;
  @attribute.decimal({ zh: '金额', sensitivity: 'internal', nullable: true }) price!: string | null;
}

@category({
  id: 'trial',
  no: '0',
  department: 'trial',
  zh: '试',
  en: 'Trial',
  row: 'one trial',
  key: ['holderId', 'no'],
})
class Trial extends CategoryRecord {
  @party({
    zh: '持有人',
    sensitivity: 'personal',
    kind: { field: 'holderKind', person: ['PERSON'], organization: ['ENTERPRISE'] },
  })
  holderId!: string;
  @attribute.code({ zh: '类型', sensitivity: 'internal', codes: documentKind }) holderKind!: string;
  @attribute.integer({ zh: '序号', sensitivity: 'internal' }) no!: number;
  @attribute.docNo({ zh: '编号', sensitivity: 'internal', nullable: true, pattern: /^[A-Z]{2}\d+$/ }) paper!:
    string | null;
  @attribute.decimal({ zh: '金额', sensitivity: 'internal', nullable: true, unit: 'yuan' }) amount!:
    string | null;
  @attribute.boolean({ zh: '是否', sensitivity: 'internal', nullable: true }) valid!: boolean | null;
  @attribute.list({ zh: '明细', sensitivity: 'internal', of: Item }) items!: Item[];
}

const trial = stream({
  category: Trial,
  source: { kind: 'api', path: '/trial', paging: 'cursor', pageSize: 100 },
  nulls: ['无'],
  mode: 'delta',
  cron: '0 1 * * *',
  freshness: { warn: '30h', fail: '54h' },
  fields: {
    holderId: 'holderId',
    holderKind: 'holderKind',
    no: 'no',
    paper: 'paper',
    amount: 'amount',
    valid: 'valid',
    items: { name: 'items', of: { label: 'label', price: 'price' } },
  },
});
const mapper = createMapper(trial, '2025-03-04');

const ID = '190102195607150015';
const row = (...values: unknown[]): RawRow => ({ values, position: '1', version: 1, deleted: false });
const deletion = (...values: unknown[]): RawRow => ({ ...row(...values), deleted: true });

test('values come in the order of the fields, the kind of a party may stand behind it', () => {
  expect(mapper.map(row(ID, '1', '7', 'AB1', '1.5', true, [['a', '2']]))).toEqual({
    values: [{ to: 'person', text: ID }, 'PERSON', 7, 'AB1', '1.50', true, [['a', '2.00']]],
    raw: null,
    warnings: [],
  });
});

test('native numbers and booleans of JSON are taken as they are', () => {
  const { values, raw } = mapper.map(row(ID, 1, 7, null, 12.000000000000002, false, []));
  expect(values.slice(1)).toEqual(['PERSON', 7, null, '12.00', false, []]);
  expect(raw).toEqual({ amount: '12.000000000000002' });
  expect(mapper.map(row(ID, 1, 7, null, 1e-7, false, [])).values[4]).toBe('0.00');
});

test('a fault in a nullable field costs the value, is counted, and its text is kept', () => {
  expect(mapper.map(row(ID, '1', 7, 'nonsense', '一百', '?', []))).toMatchObject({
    values: [{}, 'PERSON', 7, null, null, null, []],
    raw: { paper: 'nonsense', amount: '一百', valid: '?' },
    warnings: ['PATTERN', 'NUMBER_INVALID', 'CODE_UNKNOWN'],
  });
});

test('objects where a single value belongs are a fault of that value', () => {
  expect(mapper.map(row(ID, '1', 7, { a: 1 }, null, null, []))).toMatchObject({
    raw: { paper: '{"a":1}' },
    warnings: ['PATTERN'],
  });
});

test.each([
  ['CODE_UNKNOWN holderKind', [ID, '3', 7, null, null, null, []]],
  ['NULL_NOT_ALLOWED holderKind', [ID, ' ', 7, null, null, null, []]],
  ['KEY_NULL no', [ID, '1', '无', null, null, null, []]],
  ['ID_CHECK holderId', ['190102195607150016', '1', 7, null, null, null, []]],
  ['NULL_NOT_ALLOWED items', [ID, '1', 7, null, null, null, null]],
  ['FORMAT items', [ID, '1', 7, null, null, null, 'a']],
  [
    'NULL_NOT_ALLOWED items.label',
    [
      ID,
      '1',
      7,
      null,
      null,
      null,
      [
        ['a', null],
        [null, '1'],
      ],
    ],
  ],
  ['NUMBER_INVALID items.price', [ID, '1', 7, null, null, null, [['a', 'x']]]],
])('%s rejects the row', (verdict, values) => {
  expect(verdictOf(() => mapper.map(row(...values)))).toBe(verdict);
});

test('the message of a rejection does not hold the value', () => {
  expect(() => mapper.map(row('190102195607150016', '1', 7, null, null, null, []))).toThrow(
    /^row rejected: ID_CHECK in holderId$/,
  );
});

test('a row that could not be split is rejected with its reason', () => {
  const unsplit: RawRow = { ...row(), fault: { reason: 'COLUMN_COUNT', raw: 'a,b' } };
  expect(verdictOf(() => mapper.key(unsplit))).toBe('COLUMN_COUNT null');
  expect(verdictOf(() => mapper.map(unsplit))).toBe('COLUMN_COUNT null');
});

test('a key is that of its canonical values, and a row whose other fields are at fault still has it', () => {
  expect(mapper.key(row('190102560715001', '1', '0,007'))).toBe(mapper.key(row(ID, '1', 7, 'nonsense')));
  expect(mapper.key(row(ID, '1', 8))).not.toBe(mapper.key(row(ID, '1', 7)));
});

test('the parts of a key cannot run into each other', () => {
  const other = (text: string, no: number) => mapper.key(deletion(text, null, no));
  expect(other('A","1', 1)).not.toBe(other('A', 1));
  expect(other('A1', 2)).not.toBe(other('A', 12));
});

test('a deletion finds its row although it does not say what its identifier is', () => {
  for (const text of [ID, '190102560715001'])
    expect(mapper.key(deletion(text, null, 7))).toBe(mapper.key(row(ID, '1', 7)));
  expect(mapper.key(deletion('91190102ma000000e0', null, 7))).toBe(
    mapper.key(row('91190102MA000000E0', '2', 7)),
  );
});

test('a key at fault names the reason', () => {
  expect(verdictOf(() => mapper.key(row(null, '1', 7)))).toBe('KEY_NULL holderId');
  expect(verdictOf(() => mapper.key(row(ID, '1', 'x')))).toBe('NUMBER_INVALID no');
  expect(verdictOf(() => mapper.key(row('x', '1', 7)))).toBe('ID_FORMAT holderId');
});
