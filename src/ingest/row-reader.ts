import { compatible } from '../catalog/canonical/blank.js';
import { hasPrivateUse } from '../catalog/canonical/text.js';
import type { Field } from '../catalog/field.js';
import { RejectedRow } from '../errors.js';
import { elementMappings, type FieldMapping } from '../sources/stream.js';
import { fieldReader, type FieldReader, type ReadingTerms } from './field-reader.js';
import type { CanonicalValue } from './mapper.js';

/** What a row collects besides its values. */
export interface Findings {
  raw: Record<string, string> | null;
  readonly warnings: string[];
}

/** Turns the delivered values of a row (or element) into canonical ones; `path` goes before the names of raw texts. @throws RejectedRow */
export type RowReader = (delivered: readonly unknown[], findings: Findings, path: string) => CanonicalValue[];

/** The fields that are read together: those of a category, or of a list's elements. */
export interface RowShape {
  readonly fields: readonly Field[];
  readonly mappings: readonly FieldMapping[];
  readonly key: readonly string[];
  /** Name of the list whose elements these are; null for the rows of a category. */
  readonly list: string | null;
}

/** One field of a row: how it is read and what its faults cost. */
interface Cell {
  readonly name: string;
  readonly index: number;
  /** Index of the field that tells the kind of a party; negative where there is none. */
  readonly sibling: number;
  /** Name in rejections. */
  readonly label: string;
  readonly read: FieldReader;
  /** Whether a fault costs the value only and not the row. */
  readonly forgives: (reason: string, delivered: unknown) => boolean;
  /** Reason when nothing was delivered although something must be. */
  readonly whenNull: 'KEY_NULL' | 'NULL_NOT_ALLOWED' | null;
  readonly isText: boolean;
}

type CellReader = (
  delivered: readonly unknown[],
  values: readonly CanonicalValue[],
  findings: Findings,
  path: string,
) => CanonicalValue;

const IDENTIFIERS: ReadonlySet<Field['type']> = new Set(['citizenId', 'uscc', 'partyId']);
const SCIENTIFIC = /^\s*\d(\.\d+)?E\+?\d+\s*$/i;
const STARTS_AS_NUMBER = /^\s*[-+(]?\s*\d/;

function deliveredText(delivered: unknown): string {
  return typeof delivered === 'object' ? JSON.stringify(delivered) : String(delivered);
}

function forgiveness(field: Field, mapping: FieldMapping, inList: boolean): Cell['forgives'] {
  if (!field.nullable) return () => false;
  if (IDENTIFIERS.has(field.type) || inList) {
    const oldForm = mapping.quirks?.includes('USCCOLD') ?? false;
    const masked = mapping.quirks?.includes('MASKED') ?? false;
    return (reason) => (oldForm && reason === 'USCC_OLD_FORM') || (masked && reason === 'ID_MASKED');
  }
  if (mapping.quirks?.includes('SCI'))
    return (_, delivered) => !SCIENTIFIC.test(compatible(deliveredText(delivered)));
  // A number that is followed by something else carries a unit that does not fit.
  if (mapping.quirks?.includes('UNITSUFFIX'))
    return (_, delivered) => !STARTS_AS_NUMBER.test(compatible(deliveredText(delivered)));
  return () => true;
}

function cellReader(cell: Cell): CellReader {
  const { name, index, sibling, label, read, forgives, whenNull, isText } = cell;
  return (delivered, values, findings, path) => {
    const own = delivered[index];
    const { reason, value, changed } = read(own, sibling < 0 ? null : (values[sibling] ?? null));
    if (reason !== null) {
      if (!forgives(reason, own)) throw new RejectedRow(reason, label);
      findings.warnings.push(reason);
    } else if (value === null && whenNull) throw new RejectedRow(whenNull, label);
    if (changed) {
      findings.raw ??= {};
      findings.raw[path + name] = deliveredText(own);
    }
    if (isText && typeof value === 'string' && hasPrivateUse(value)) findings.warnings.push('PUA');
    return value;
  };
}

function listReader(field: Field, index: number, mapping: FieldMapping, terms: ReadingTerms): CellReader {
  const { name, of = [], plain = false } = field;
  // A plain value that is nothing is left out of its list.
  const fields = plain ? of.map((value) => ({ ...value, nullable: true })) : of;
  const read = rowReader({ fields, mappings: elementMappings(field, mapping), key: [], list: name }, terms);
  return (delivered, _, findings) => {
    const elements = delivered[index] ?? null;
    if (elements === null && field.nullable) return null;
    if (elements === null) throw new RejectedRow('NULL_NOT_ALLOWED', name);
    if (!Array.isArray(elements)) throw new RejectedRow('FORMAT', name);
    const canonical = elements.map((element: unknown, ordinal) => {
      if (!Array.isArray(element)) throw new RejectedRow('FORMAT', name);
      return read(element, findings, `${name}.${ordinal}.`);
    });
    return plain ? canonical.filter(([value]) => value !== null) : canonical;
  };
}

/** Index of the field that this one's reading depends on (kind of a party, adjustment); negative where there is none. */
export const siblingOf = (field: Field, mapping: FieldMapping, fields: readonly Field[]): number =>
  fields.findIndex(({ name }) => name === (field.kind ?? mapping.adjust)?.field);

/** Compiles how all fields of a row, or of a list's elements, are read. */
export function rowReader(shape: RowShape, terms: ReadingTerms): RowReader {
  const { fields, key, list } = shape;
  const readers = fields.map((field, index) => {
    const { name, type } = field;
    const mapping = shape.mappings[index] ?? { name };
    if (type === 'list') return { index, late: false, read: listReader(field, index, mapping, terms) };
    const sibling = siblingOf(field, mapping, fields);
    const read = cellReader({
      name,
      index,
      sibling,
      label: list === null ? name : `${list}.${name}`,
      read: fieldReader(field, mapping, terms),
      forgives: forgiveness(field, mapping, list !== null),
      whenNull: key.includes(name) ? 'KEY_NULL' : field.nullable ? null : 'NULL_NOT_ALLOWED',
      isText: type === 'string' || type === 'text',
    });
    return { index, late: sibling >= 0, read };
  });
  // The field that tells a party's kind, or how a number is adjusted, may stand behind it.
  const inOrder = readers.toSorted((a, b) => Number(a.late) - Number(b.late));
  return (delivered, findings, path) => {
    const values = new Array<CanonicalValue>(readers.length).fill(null);
    for (const { index, read } of inOrder) values[index] = read(delivered, values, findings, path);
    return values;
  };
}
