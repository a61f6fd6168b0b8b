import { columnName, type Category } from '../catalog/category.js';
import type { Field } from '../catalog/field.js';

/** How a column's value is stored, the same in both dialects. */
export type ColumnType =
  | 'id' // BIGINT
  | 'integer' // BIGINT
  | 'scaled' // BIGINT: an exact decimal times 10^scale
  | 'boolean' // 0 or 1
  | 'date' // yyyy-MM-dd
  | 'instant' // UTC, yyyy-MM-dd HH:mm:ss
  | 'ascii' // VARCHAR of codes, months and the like
  | 'string' // VARCHAR(500)
  | 'text'
  | 'hash' // BINARY(16)
  | 'sealed'; // encrypted bytes

/** One stored column of a category's field. */
export interface StoredColumn {
  readonly name: string;
  readonly type: ColumnType;
  readonly field: Field;
  /** What the column holds of an identifier field: the subject's surrogate, or (`other`) its sealed text. */
  readonly part: 'value' | 'person' | 'organization' | 'other';
}

const TYPES: Partial<Record<Field['type'], ColumnType>> = {
  integer: 'integer',
  year: 'integer',
  decimal: 'scaled',
  ratio: 'scaled',
  boolean: 'boolean',
  date: 'date',
  datetime: 'instant',
  month: 'ascii',
  hash: 'ascii',
  ip: 'ascii',
  mac: 'ascii',
  code: 'ascii',
  text: 'text',
};

const withoutSuffix = (name: string): string => columnName(name.replace(/(Id|Uscc)$/, ''));

function columnsOfField(field: Field): StoredColumn[] {
  const column = (name: string, type: ColumnType, part: StoredColumn['part']): StoredColumn => ({
    name,
    type,
    field,
    part,
  });
  switch (field.type) {
    case 'list':
      return [];
    case 'citizenId':
      return [
        column(field.name === 'citizenId' ? 'person_id' : `${withoutSuffix(field.name)}_id`, 'id', 'person'),
      ];
    case 'uscc':
      return [
        column(
          field.name === 'uscc' ? 'organization_id' : `${withoutSuffix(field.name)}_id`,
          'id',
          'organization',
        ),
      ];
    case 'partyId':
      return [
        column(`${withoutSuffix(field.name)}_person_id`, 'id', 'person'),
        column(`${withoutSuffix(field.name)}_organization_id`, 'id', 'organization'),
        column(`${withoutSuffix(field.name)}_other`, 'sealed', 'other'),
      ];
    default:
      return [column(columnName(field.name), TYPES[field.type] ?? 'string', 'value')];
  }
}

/** The stored columns of fields, in their order; a list has none, its elements stand in a child table. */
export function columnsOf(fields: readonly Field[]): StoredColumn[] {
  return fields.flatMap(columnsOfField);
}

/** Columns that every category table has before its own. */
export const TECHNICAL_COLUMNS = [
  { name: 'id', type: 'id' }, // surrogate, primary key
  { name: 'key_hash', type: 'hash' }, // keyed hash of the canonical key, unique
  { name: 'delivered_hash', type: 'hash' }, // of the row as delivered: equal means nothing to do
  { name: 'content_hash', type: 'hash' }, // of the canonical values: equal means no new version
  { name: 'version', type: 'integer' }, // order of versions, see sources/source.ts
  { name: 'batch', type: 'id' }, // batch that last changed the row, indexed: the change feed
  { name: 'delivery', type: 'id' }, // delivery that brought this version
  { name: 'position', type: 'ascii' }, // and where in it
  { name: 'raw', type: 'sealed' }, // delivered text of the values that normalisation changed
] as const satisfies readonly { name: string; type: ColumnType }[];

/** Table of a list field's elements: `parent_id`, `ordinal` (from 0) and the element's columns. */
export function childTable(category: Category, list: Field): string {
  return `${category.table}_${columnName(list.name)}`;
}

/** Compiles how a field's canonical values become stored ones, for columns of part `value`. */
export function encoder(field: Field): (value: string | number | boolean) => string | number | bigint {
  switch (field.type) {
    case 'boolean':
      return (value) => (value ? 1 : 0);
    case 'decimal':
    case 'ratio':
      return (value) => scaled(String(value));
    case 'datetime':
      return (value) => utcOf(String(value));
    default:
      return (value) => (typeof value === 'boolean' ? Number(value) : value);
  }
}

const [MINUS, POINT, ZERO] = [45, 46, 48];

/** An exact decimal without its point; digits that a number cannot hold for sure as a bigint. */
function scaled(decimal: string): number | bigint {
  if (decimal.length > 15) {
    const digits = decimal.replace('.', '');
    return digits.length > 15 ? BigInt(digits) : Number(digits);
  }
  const negative = decimal.charCodeAt(0) === MINUS;
  let number = 0;
  for (let at = negative ? 1 : 0; at < decimal.length; at += 1) {
    const code = decimal.charCodeAt(at);
    if (code !== POINT) number = number * 10 + code - ZERO;
  }
  return negative ? -number : number;
}

const HOURS = Array.from({ length: 16 }, (_, hour) => ` ${String(hour).padStart(2, '0')}`);

/** `yyyy-MM-ddTHH:mm:ss+08:00` -> `yyyy-MM-dd HH:mm:ss` UTC; from 8 o'clock on the day is the same. */
function utcOf(local: string): string {
  const hour = (local.charCodeAt(11) - 48) * 10 + local.charCodeAt(12) - 48 - 8;
  const hours = HOURS[hour];
  if (hours === undefined || !local.endsWith('+08:00'))
    return new Date(local).toISOString().slice(0, 19).replace('T', ' ');
  return local.slice(0, 10) + hours + local.slice(13, 19);
}

const SHANGHAI_MS = 8 * 3_600_000;

/** Stored value -> canonical value (`yyyy-MM-ddTHH:mm:ss+08:00`, exact decimal text, true/false). */
export function decode(field: Field, stored: string | number | bigint): string | number | boolean {
  switch (field.type) {
    case 'boolean':
      return Number(stored) === 1;
    case 'decimal':
    case 'ratio':
      return unscale(stored, field.scale ?? 2);
    case 'datetime': {
      const local = new Date(Date.parse(`${String(stored).replace(' ', 'T')}Z`) + SHANGHAI_MS);
      return `${local.toISOString().slice(0, 19)}+08:00`;
    }
    default:
      return typeof stored === 'bigint' ? Number(stored) : stored;
  }
}

function unscale(stored: string | number | bigint, scale: number): string {
  const digits = String(stored)
    .replace('-', '')
    .padStart(scale + 1, '0');
  const text = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
  return String(stored).startsWith('-') ? `-${text}` : text;
}
