import { describe, type Category } from '../catalog/category.js';
import type { Field } from '../catalog/field.js';

/** Named deviations of a field from its declared form that the hub mends; see `catalog/canonical.ts`. */
export type FieldQuirk =
  | 'HTML' // HTML character references are resolved once
  | 'MIDDOT' // the dot of transcribed names becomes U+00B7
  | 'PUANAME' // private-use code points of old GBK fonts
  | 'DATEEND' // 99991231 is an open end
  | 'DATEZERO' // zeros in the length of the format are unset
  | 'EXCELSERIAL' // a numeric cell is a spreadsheet day number
  | 'CODETEXT' // the Chinese label instead of the code, or the other way round
  | 'USCCOLD' // an old-form number of an organisation becomes null with a warning
  | 'SCI' // a long number in scientific notation rejects the row, also where null is allowed: its digits are lost
  | 'UNITSUFFIX' // a unit suffix that does not fit the field rejects the row, also where null is allowed
  | 'SCI' // a long number turned into scientific notation rejects the row, also where null is allowed
  | 'WANSUFFIX' // an amount in yuan may carry 万元 or 万, which multiplies it by 10 000
  | 'MASKED' // an identifier that was masked at the source becomes null with a warning
  | 'APOS' // one leading apostrophe or back-tick protects the digits from a spreadsheet
  | 'LEADZERO' // leading zeros were lost: the digits are filled up to the length of the pattern
  | 'CERTSUFFIX' // a re-issued certificate carries B1, B2 … after its 20 characters
  | 'MACFORM'; // the address of no device, 00:00:00:00:00:00, is left out

/** Where the sibling `field` has `constant`, a number is multiplied by `factor`, or made negative whatever its sign. */
export type Adjustment = { readonly field: string; readonly constant: string } & (
  { readonly factor: string } | { readonly negative: true }
);

/** How one field is delivered. A plain text is the delivered name alone. */
export interface FieldMapping {
  /** Column, JSON name, element (`wrapper/element` for a list). */
  readonly name: string;
  /** Delivered form of a date, datetime or month: `yyyy MM dd HH mm ss` padded, `M d H` not, 'literal'. */
  readonly format?: string;
  readonly altFormats?: readonly string[];
  /** Delivered unit where it differs from the canonical one: `fen` and `wan` become yuan. */
  readonly unit?: 'fen' | 'wan';
  /** The Chinese label is delivered instead of the code. */
  readonly label?: true;
  /** Delivered value -> boolean, where it is not native. */
  readonly booleans?: Readonly<Record<string, boolean>>;
  readonly quirks?: readonly FieldQuirk[];
  /** What becomes of a number where a sibling field has a certain constant. */
  readonly adjust?: Adjustment;
  /** For a list: how the fields of one element are delivered. */
  readonly of?: Readonly<Record<string, string | FieldMapping>>;
}

export interface ViewSpec {
  readonly kind: 'view';
  readonly database: string;
  readonly table: string;
}
export interface ApiSpec {
  readonly kind: 'api';
  readonly path: string;
  readonly paging: 'cursor' | 'page';
  readonly pageSize: number;
}
export interface FileSpec {
  readonly kind: 'file';
  readonly folder: string;
  readonly name: string;
  readonly dialect: 'csv-gb' | 'csv-utf8' | 'pipe-gb' | 'csv-gb-enc' | 'xlsx';
  /** Fields whose merged cells are filled down from the nearest row above (FILLDOWN). */
  readonly fillDown?: readonly string[];
  /** A last row whose first cell is 合计 is not data (TOTALROW). */
  readonly totalRow?: true;
}
export interface SoapSpec {
  readonly kind: 'soap';
  readonly path: string;
  readonly namespace: string;
  readonly operation: string;
  readonly rowElement: string;
  readonly pageSize: number;
  readonly windowDays: number;
}
export type SourceSpec = ViewSpec | ApiSpec | FileSpec | SoapSpec;

/** What a connector declares: which category, delivered how, when, and under which names. */
export interface StreamOptions {
  /** The category class of `schema/`. */
  readonly category: abstract new () => object;
  readonly source: SourceSpec;
  /** Words that mean null when they are the whole trimmed value. */
  readonly nulls?: readonly string[];
  readonly mode: 'delta' | 'full';
  /** Five-field cron in Asia/Shanghai. */
  readonly cron: string;
  /** Largest acceptable age of the watermark: `30h`, `40d`. */
  readonly freshness: { readonly warn: string; readonly fail: string };
  /** Every field of the category -> how it is delivered. */
  readonly fields: Readonly<Record<string, string | FieldMapping>>;
}

/** A stream: one category's way into the hub. Its id is the category's. */
export interface Stream extends Omit<StreamOptions, 'category' | 'fields' | 'freshness'> {
  readonly id: string;
  readonly category: Category;
  readonly tz: 'Asia/Shanghai';
  /** In milliseconds. */
  readonly freshness: { readonly warn: number; readonly fail: number };
  /** One mapping per field of the category, in its order. */
  readonly mappings: readonly FieldMapping[];
}

const UNIT_MS = { h: 3_600_000, d: 86_400_000 } as const;

function ageLimit(text: string): number {
  const match = /^(\d+)([hd])$/.exec(text);
  if (!match) throw new Error(`age limit ${text} is not of the form 30h or 40d`);
  return Number(match[1]) * UNIT_MS[match[2] === 'h' ? 'h' : 'd'];
}

function mappingsOf(id: string, fields: readonly Field[], given: StreamOptions['fields']): FieldMapping[] {
  const unknown = Object.keys(given).filter((name) => !fields.some((field) => field.name === name));
  if (unknown.length > 0)
    throw new Error(`stream ${id} maps fields that the category lacks: ${unknown.join(', ')}`);
  return fields.map((field) => {
    const mapping = given[field.name];
    if (mapping === undefined) throw new Error(`stream ${id} does not map ${field.name}`);
    const full = typeof mapping === 'string' ? { name: mapping } : mapping;
    if (field.of) elementMappings(field, full);
    return full;
  });
}

/** The mappings of a list's elements, in the order of `field.of`; plain values are read as the list says. */
export function elementMappings(field: Field, mapping: FieldMapping): FieldMapping[] {
  if (field.plain) return [mapping];
  return mappingsOf(field.name, field.of ?? [], mapping.of ?? {});
}

/** Declares a stream; throws at load when a field is missing, unknown, or a limit cannot be read. */
export function stream(options: StreamOptions): Stream {
  const category = describe(options.category);
  return {
    ...options,
    id: category.id,
    category,
    tz: 'Asia/Shanghai',
    freshness: { warn: ageLimit(options.freshness.warn), fail: ageLimit(options.freshness.fail) },
    mappings: mappingsOf(category.id, category.fields, options.fields),
  };
}
