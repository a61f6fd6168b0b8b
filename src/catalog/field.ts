/** How far a field may travel; the order is that of the data-sharing catalogue. */
export type Sensitivity = 'public' | 'internal' | 'personal' | 'sensitive';

/** The value types of the catalogue; their canonical forms are in `canonical.ts`. */
export type FieldType =
  | 'citizenId'
  | 'uscc'
  | 'partyId'
  | 'string'
  | 'text'
  | 'docNo'
  | 'plate'
  | 'hash'
  | 'ip'
  | 'mac'
  | 'integer'
  | 'decimal'
  | 'ratio'
  | 'boolean'
  | 'date'
  | 'datetime'
  | 'month'
  | 'year'
  | 'code'
  | 'list';

/** A closed code list: delivered code -> constant of the unified schema and its Chinese label. */
export interface CodeList {
  /** GraphQL enum name, e.g. `DischargeKind`. */
  readonly name: string;
  readonly codes: Readonly<Record<string, readonly [constant: string, zh: string]>>;
}

/** Declares a code list; `name` becomes its GraphQL enum. */
export function codeList(name: string, codes: CodeList['codes']): CodeList {
  return { name, codes };
}

/** Which constants of the sibling field `field` make a `partyId` a citizen id or a USCC; others stay text. */
export interface PartyKind {
  readonly field: string;
  readonly person: readonly string[];
  readonly organization: readonly string[];
}

/** One field of a category as it stands in the unified schema. */
export interface Field {
  /** Name in the unified schema (`as` of the catalogue). */
  readonly name: string;
  readonly type: FieldType;
  readonly zh: string;
  readonly nullable: boolean;
  readonly sensitivity: Sensitivity;
  readonly note?: string;
  /** For `decimal`: digits after the point. A `ratio` has six. */
  readonly scale?: number;
  /** Canonical unit: `yuan`, `mu`, `m2`, `m3`, `t`, `ml`. */
  readonly unit?: string;
  readonly codes?: CodeList;
  /** Name of an open external list; values are not checked against it. */
  readonly standard?: string;
  /** For canonical values. */
  readonly pattern?: RegExp;
  readonly kind?: PartyKind;
  /** For `list`: the fields of one element. */
  readonly of?: readonly Field[];
  /** For `list`: the elements are plain values, the only field of `of` is `value`. */
  readonly plain?: true;
}
