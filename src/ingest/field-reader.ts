import { trimBlanks } from '../catalog/canonical/blank.js';
import { booleanReader, codeReader, standardCode } from '../catalog/canonical/code.js';
import { citizenIdReader } from '../catalog/canonical/citizen-id.js';
import { dateReader, spreadsheetDay, year, type DateType } from '../catalog/canonical/date.js';
import { documentNumber, plate } from '../catalog/canonical/document-number.js';
import { hash } from '../catalog/canonical/hash.js';
import { resolveReferences } from '../catalog/canonical/html.js';
import { mendGbkFont, mendMiddleDot } from '../catalog/canonical/name.js';
import { ip, mac } from '../catalog/canonical/network.js';
import {
  decimalReader,
  integer,
  mixedAmountReader,
  multipliedReader,
  negative,
} from '../catalog/canonical/number.js';
import { partyIdReader } from '../catalog/canonical/party-id.js';
import { ratio } from '../catalog/canonical/ratio.js';
import { asDeclared, fault, NOTHING, type Reading, type Reason } from '../catalog/canonical/reading.js';
import { MAX_STRING, MAX_TEXT, textReader } from '../catalog/canonical/text.js';
import { uscc } from '../catalog/canonical/uscc.js';
import type { Field, FieldType } from '../catalog/field.js';
import type { FieldMapping, FieldQuirk } from '../sources/stream.js';
import type { CanonicalValue } from './mapper.js';

/** Reads one delivered cell; `sibling` is the canonical value of the field that tells the kind of a party. */
export type FieldReader = (delivered: unknown, sibling: CanonicalValue) => Reading<CanonicalValue>;

/** What holds for all fields of a stream. */
export interface ReadingTerms {
  /** Day of the source's clock, `yyyy-MM-dd`. */
  readonly today: string;
  /** Words that mean null. */
  readonly nulls: ReadonlySet<string>;
}

type TextReader = (text: string, sibling: CanonicalValue) => Reading<CanonicalValue>;

/** The MAC address of no device. */
const NO_DEVICE = '00:00:00:00:00:00';

const has = (mapping: FieldMapping, quirk: FieldQuirk): boolean => mapping.quirks?.includes(quirk) ?? false;

function freeText(limit: number, mapping: FieldMapping): TextReader {
  return textReader(limit, has(mapping, 'HTML') ? [resolveReferences] : [], [
    ...(has(mapping, 'PUANAME') ? [mendGbkFont] : []),
    ...(has(mapping, 'MIDDOT') ? [mendMiddleDot] : []),
  ]);
}

function dates(type: DateType, mapping: FieldMapping): TextReader {
  return dateReader({
    type,
    ...(mapping.format !== undefined && { format: mapping.format }),
    altFormats: mapping.altFormats ?? [],
    zeros: has(mapping, 'DATEZERO'),
    openEnd: has(mapping, 'DATEEND'),
  });
}

function codes(field: Field, mapping: FieldMapping): TextReader {
  if (!field.codes) return standardCode;
  return codeReader(field.codes, mapping.label ? 'label' : 'code', has(mapping, 'CODETEXT'));
}

function decimals(field: Field, mapping: FieldMapping): TextReader {
  const form = { scale: field.scale ?? 2, unit: mapping.unit ?? field.unit ?? '' };
  const read = has(mapping, 'WANSUFFIX') ? mixedAmountReader(form.scale) : decimalReader(form);
  const { adjust } = mapping;
  if (!adjust) return read;
  const adjusted =
    'factor' in adjust
      ? multipliedReader(form, adjust.factor)
      : (text: string): Reading<string> => negative(read(text));
  return (text, sibling) => (sibling === adjust.constant ? adjusted(text) : read(text));
}

function macs(mapping: FieldMapping): TextReader {
  if (!has(mapping, 'MACFORM')) return mac;
  return (text) => {
    const reading = mac(text);
    return reading.value === NO_DEVICE ? NOTHING : reading;
  };
}

function parties(field: Field, today: string): TextReader {
  if (!field.kind) throw new Error(`${field.name} does not say which field tells its kind`);
  return partyIdReader(field.kind, today);
}

function textReaderOf(field: Field, mapping: FieldMapping, { today }: ReadingTerms): TextReader {
  switch (field.type) {
    case 'citizenId':
      return citizenIdReader(today);
    case 'uscc':
      return uscc;
    case 'partyId':
      return parties(field, today);
    case 'string':
      return freeText(MAX_STRING, mapping);
    case 'text':
      return freeText(MAX_TEXT, mapping);
    case 'docNo':
      return documentNumber;
    case 'plate':
      return plate;
    case 'hash':
      return hash;
    case 'ip':
      return ip;
    case 'mac':
      return macs(mapping);
    case 'integer':
      return integer;
    case 'decimal':
      return decimals(field, mapping);
    case 'ratio':
      return ratio;
    case 'boolean':
      return booleanReader(mapping.booleans ?? {});
    case 'date':
    case 'datetime':
    case 'month':
      return dates(field.type, mapping);
    case 'year':
      return year;
    case 'code':
      return codes(field, mapping);
    case 'list':
      throw new Error(`${field.name} is a list, which has no text`);
  }
}

const UNREADABLE: Readonly<Partial<Record<FieldType, Reason>>> = {
  citizenId: 'ID_FORMAT',
  uscc: 'USCC_FORMAT',
  docNo: 'PATTERN',
  plate: 'PATTERN',
  hash: 'HASH_INVALID',
  integer: 'NUMBER_INVALID',
  decimal: 'NUMBER_INVALID',
  ratio: 'NUMBER_INVALID',
  boolean: 'CODE_UNKNOWN',
  code: 'CODE_UNKNOWN',
  date: 'DATE_INVALID',
  datetime: 'DATE_INVALID',
  month: 'DATE_INVALID',
  year: 'DATE_INVALID',
};

const NUMERIC: ReadonlySet<FieldType> = new Set(['integer', 'decimal', 'ratio', 'year']);

/** JavaScript's scientific notation is its own, not the department's: the number is written out. */
function writtenOut(number: number): string {
  const text = String(number);
  if (!text.includes('e')) return text;
  return Number.isInteger(number) ? String(BigInt(number)) : number.toFixed(20);
}

/** A native number as text; null where digits that identify something may have been lost in it. */
function numberText(type: FieldType, number: number): string | null {
  if (!Number.isFinite(number) || type === 'citizenId') return null;
  if (NUMERIC.has(type)) return writtenOut(number);
  return Number.isInteger(number) && !Number.isSafeInteger(number) ? null : String(number);
}

function textOf(type: FieldType, delivered: unknown): string | null {
  if (typeof delivered === 'string') return delivered;
  if (typeof delivered === 'number') return numberText(type, delivered);
  return typeof delivered === 'bigint' || typeof delivered === 'boolean' ? String(delivered) : null;
}

/** Values that are what they are, without any text: JSON booleans, day numbers in spreadsheet cells. */
function nativeReader(
  field: Field,
  mapping: FieldMapping,
): (delivered: unknown) => Reading<CanonicalValue> | null {
  const { type } = field;
  if (type === 'boolean')
    return (delivered) => (typeof delivered === 'boolean' ? asDeclared(delivered) : null);
  if ((type === 'date' || type === 'datetime' || type === 'month') && has(mapping, 'EXCELSERIAL'))
    return (delivered) => (typeof delivered === 'number' ? spreadsheetDay(type, delivered) : null);
  return () => null;
}

function isNull(text: string, nulls: ReadonlySet<string>): boolean {
  const trimmed = trimBlanks(text);
  return trimmed === '' || (nulls.size > 0 && nulls.has(trimmed));
}

function matches(pattern: RegExp, { value }: Reading<CanonicalValue>): boolean {
  return typeof value === 'string'
    ? pattern.test(value)
    : typeof value !== 'number' || pattern.test(String(value));
}

type Mending = (text: string) => string;

const lengthOf = (pattern: RegExp | undefined): number =>
  Number(/^\^\\d\{(\d+)\}\$$/.exec(pattern?.source ?? '')?.[1] ?? 0);

/** What is done to the delivered text before it is read. */
function mendings(field: Field, mapping: FieldMapping): Mending[] {
  const length = lengthOf(field.pattern);
  return [
    ...(has(mapping, 'APOS') ? [(text: string): string => text.replace(/^['‘`]/, '')] : []),
    ...(has(mapping, 'LEADZERO')
      ? [(text: string): string => (/^\d+$/.test(text) ? text.padStart(length, '0') : text)]
      : []),
    ...(has(mapping, 'CERTSUFFIX')
      ? [(text: string): string => text.replace(/^(\s*\S{20})B\d+\s*$/i, '$1')]
      : []),
  ];
}

/** Reads the mended text; what was mended is worth keeping. */
function afterMending(before: readonly Mending[], read: TextReader): TextReader {
  if (before.length === 0) return read;
  return (text, sibling) => {
    const mendedText = before.reduce((value, mend) => mend(value), text);
    const reading = read(mendedText, sibling);
    return mendedText === text || reading.reason !== null ? reading : { ...reading, changed: true };
  };
}

/** An identifier that was masked at the source tells nobody. */
function unmasked(read: TextReader): TextReader {
  const masked = fault('ID_MASKED');
  return (text, sibling) => (text.includes('*') ? masked : read(text, sibling));
}

/** Compiles how one field of a stream is read: nulls, native values, the text (by its type unless `read` does it), the pattern. */
export function fieldReader(
  field: Field,
  mapping: FieldMapping,
  terms: ReadingTerms,
  byType: TextReader = textReaderOf(field, mapping, terms),
): FieldReader {
  const mended = afterMending(mendings(field, mapping), byType);
  const read = has(mapping, 'MASKED') ? unmasked(mended) : mended;
  const native = nativeReader(field, mapping);
  const unreadable = fault(UNREADABLE[field.type] ?? 'FORMAT');
  const { type, pattern } = field;
  return (delivered, sibling) => {
    if (delivered === null || delivered === undefined || delivered === '') return NOTHING;
    if (typeof delivered !== 'string') {
      const reading = native(delivered);
      if (reading) return reading;
    }
    const text = textOf(type, delivered);
    if (text === null) return unreadable;
    if (isNull(text, terms.nulls)) return NOTHING;
    const reading = read(text, sibling);
    return pattern && reading.reason === null && !matches(pattern, reading) ? fault('PATTERN') : reading;
  };
}
