import type { FieldSpec } from '../catalogue/spec.js';
import type { Value, Values } from '../record/record.js';
import { compileFormat } from './format.js';

/** A value as it is delivered; objects and lists over an API or SOAP only. */
export type Delivered =
  string | number | boolean | null | readonly Delivered[] | { readonly [name: string]: Delivered };

/** How values are written: columns of a table, JSON, elements, text files, cells of a workbook. */
export type Form = 'view' | 'json' | 'soap' | 'text' | 'workbook';

/** Writes one field. */
export type Writer = (value: Value) => Delivered;

const DEFAULT_FORMAT: Readonly<Record<string, string>> = {
  date: 'yyyy-MM-dd',
  datetime: 'yyyy-MM-dd HH:mm:ss',
  month: 'yyyy-MM',
};

/** The form in which a date, datetime or month is delivered. */
export const formatOf = (field: FieldSpec): string => field.format ?? DEFAULT_FORMAT[field.type] ?? '';

/** A decimal or ratio with all its digits. */
export function decimalText(value: Value, scale: number): string {
  if (typeof value === 'number') return value.toFixed(scale);
  return typeof value === 'string' ? value : '0';
}

export const scaleOf = (field: FieldSpec): number => (field.type === 'ratio' ? 6 : (field.scale ?? 2));

const trimmed = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text);

function decimal(field: FieldSpec, form: Form): Writer {
  const scale = scaleOf(field);
  if (field.unit === 'fen') {
    const fen = (value: Value): number => Math.round(Number(decimalText(value, scale)) * 100);
    return form === 'view' || form === 'workbook' ? fen : (value) => String(fen(value));
  }
  if (field.unit === 'wan')
    return (value) => trimmed((Number(decimalText(value, scale)) / 10_000).toFixed(6));
  if (form === 'workbook') return (value) => Number(decimalText(value, scale));
  return (value) => decimalText(value, scale);
}

/** Constant -> delivered text of a code list. */
export function deliveredCodes({ codes, label }: FieldSpec): Map<string, string> {
  const delivered = new Map<string, string>();
  for (const [code, [constant, zh]] of Object.entries(codes ?? {}))
    if (!delivered.has(constant)) delivered.set(constant, label ? zh : code);
  return delivered;
}

function code(field: FieldSpec): Writer {
  if (!field.codes) return (value) => String(value);
  const delivered = deliveredCodes(field);
  return (value) => {
    const text = delivered.get(String(value));
    if (text === undefined) throw new Error(`${field.as}: ${String(value)} is not in the code list`);
    return text;
  };
}

function boolean({ booleans }: FieldSpec, form: Form): Writer {
  if (!booleans) return form === 'json' ? (value) => value === true : (value) => (value === true ? '1' : '0');
  const [yes, no] = [true, false].map((truth) =>
    Object.keys(booleans).find((text) => booleans[text] === truth),
  );
  return (value) => (value === true ? yes : no) ?? null;
}

function list(field: FieldSpec, form: Form): Writer {
  const { of } = field;
  if (!of) {
    const item = compileField({ ...field, type: field.items ?? 'string' }, form);
    return (value) => (Array.isArray(value) ? value : []).map((element: Value) => item(element));
  }
  const writers = of.map((member) => ({ member, write: compileField(member, form) }));
  return (value) =>
    (Array.isArray(value) ? value : []).map((element: Values) => {
      const written: Record<string, Delivered> = {};
      for (const { member, write } of writers) written[member.name] = write(element[member.as] ?? null);
      return written;
    });
}

function writerOf(field: FieldSpec, form: Form): Writer {
  switch (field.type) {
    case 'decimal':
      return decimal(field, form);
    case 'ratio':
      return (value) => trimmed(decimalText(value, 6));
    case 'integer':
      return form === 'text' || form === 'soap' ? (value) => String(value) : (value) => Number(value);
    case 'boolean':
      return boolean(field, form);
    case 'code':
      return code(field);
    case 'date':
    case 'datetime':
    case 'month': {
      const format = compileFormat(formatOf(field));
      return (value) => format(String(value));
    }
    default:
      return (value) => String(value);
  }
}

/** Compiles the writer of a field; null stays null, a list without elements is delivered empty. */
export function compileField(field: FieldSpec, form: Form): Writer {
  if (field.type === 'list') return list(field, form);
  const write = writerOf(field, form);
  return (value) => (value === null || value === undefined ? null : write(value));
}
