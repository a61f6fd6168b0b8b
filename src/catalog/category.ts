import 'reflect-metadata';
import type { CodeList, Field, FieldType, PartyKind, Sensitivity } from './field.js';

/** Base of every category class: what each stored row of any category has besides its own fields. */
export abstract class CategoryRecord {
  /** Surrogate of the row, stable over changes, deletion and return of its key. */
  id!: number;
}

type RecordClass = abstract new () => object;

/** Attributes of a subject that rows of this category describe: attribute -> field, for the subject in a field. */
export interface GoldenSource {
  /** 1 is the highest authority; the category with the lowest number that has a value wins. */
  readonly authority: number;
  /** Golden attribute (`name`, `sex`, `birthDate`, `address`, `status`, `legalRepresentative`) -> field of this category. */
  readonly attributes: Readonly<Record<string, string>>;
}

export interface CategoryOptions {
  /** Id of the catalogue, kebab-case; the type name is its PascalCase. */
  readonly id: string;
  /** Number of the catalogue, `8` or `32a`. */
  readonly no: string;
  /** Department that delivers it, e.g. `civil-affairs`. */
  readonly department: string;
  readonly zh: string;
  readonly en: string;
  /** What one row is. */
  readonly row: string;
  /** Field names that identify a row. */
  readonly key: readonly string[];
  /** camelCase plural where adding `s` (or y -> ies) is wrong. */
  readonly plural?: string;
  /** Identifier field -> the golden attributes of its subject that rows of this category describe. */
  readonly golden?: Readonly<Record<string, GoldenSource>>;
  /** A full delivery that would delete or reject more than this share of the rows is held. Default 0.1. */
  readonly holdAbove?: number;
}

/** An identifier field seen as a link from a row to its subject. */
export interface Link {
  /** Name of the link in the graph: `homeUscc` -> `home`, `citizenId` -> `person`. */
  readonly name: string;
  readonly field: Field;
  readonly to: 'person' | 'organization' | 'party';
  /** Name of the list field that holds it; null for a field of the row itself. */
  readonly list: string | null;
  /** Name of the connection on Person and Organization; absent where `to` excludes that subject. */
  readonly onPerson?: string;
  readonly onOrganization?: string;
}

/** A data category, derived once from its class. */
export interface Category {
  readonly id: string;
  readonly no: string;
  readonly department: string;
  readonly zh: string;
  readonly en: string;
  readonly row: string;
  readonly key: readonly string[];
  /** PascalCase: the GraphQL type, e.g. `InpatientStay`. */
  readonly type: string;
  /** camelCase plural: the connection, e.g. `inpatientStays`. */
  readonly plural: string;
  /** snake_case: the table, e.g. `inpatient_stay`. */
  readonly table: string;
  readonly fields: readonly Field[];
  readonly links: readonly Link[];
  readonly golden: Readonly<Record<string, GoldenSource>>;
  readonly holdAbove: number;
  readonly record: RecordClass;
}

const FIELDS = Symbol('tributary:fields');
const OPTIONS = Symbol('tributary:options');

function fieldsOf(target: object): Field[] {
  const own: Field[] | undefined = Reflect.getOwnMetadata(FIELDS, target);
  if (own) return own;
  const fields: Field[] = [];
  Reflect.defineMetadata(FIELDS, fields, target);
  return fields;
}

/** What every field states; `nullable` is false and `sensitivity` is explicit unless said otherwise. */
export interface AttributeOptions {
  readonly zh: string;
  readonly sensitivity: Sensitivity;
  readonly nullable?: boolean;
  readonly note?: string;
  readonly pattern?: RegExp;
}

function declare(type: FieldType, options: AttributeOptions & Partial<Field>): PropertyDecorator {
  return (target, property) => {
    fieldsOf(target).push({ nullable: false, ...options, type, name: String(property) });
  };
}

const plain = (type: FieldType) => (options: AttributeOptions) => declare(type, options);

/** Field decorators, one per value type of the catalogue that is not an identifier of a subject. */
export const attribute = {
  string: plain('string'),
  text: plain('text'),
  docNo: plain('docNo'),
  plate: plain('plate'),
  hash: plain('hash'),
  ip: plain('ip'),
  mac: plain('mac'),
  integer: (options: AttributeOptions & { readonly unit?: string }) => declare('integer', options),
  boolean: plain('boolean'),
  date: plain('date'),
  datetime: plain('datetime'),
  month: plain('month'),
  year: plain('year'),
  ratio: (options: AttributeOptions) => declare('ratio', { ...options, scale: 6 }),
  /** Exact decimal; `scale` digits after the point (2 unless stated), `unit` the canonical unit. */
  decimal: (options: AttributeOptions & { readonly scale?: number; readonly unit?: string }) =>
    declare('decimal', { scale: 2, ...options }),
  /** A closed list (`codes`) or an open external one (`standard`). */
  code: (options: AttributeOptions & { readonly codes?: CodeList; readonly standard?: string }) =>
    declare('code', options),
  /** A list of objects inside the row: `of` is a class whose fields are decorated like a category's. */
  list: (options: AttributeOptions & { readonly of: RecordClass }) => {
    const { of, ...rest } = options;
    return declare('list', { ...rest, of: fieldsOf(of.prototype) });
  },
  /** A list of plain values inside the row, each of the given type. */
  values: (
    options: AttributeOptions & {
      readonly type: 'string' | 'code' | 'ip' | 'mac';
      readonly codes?: CodeList;
    },
  ) => {
    const { type, pattern, codes, ...rest } = options;
    const { zh, sensitivity } = rest;
    const value: Field = {
      name: 'value',
      type,
      zh,
      sensitivity,
      nullable: false,
      ...(pattern && { pattern }),
      ...(codes && { codes }),
    };
    return declare('list', { ...rest, of: [value], plain: true });
  },
};

/** A citizen id (GB 11643-1999): links the row to a Person. */
export const person = (options: AttributeOptions): PropertyDecorator => declare('citizenId', options);

/** A unified social credit code (GB 32100-2015): links the row to an Organization. */
export const organization = (options: AttributeOptions): PropertyDecorator => declare('uscc', options);

/** A citizen id or a USCC, as the sibling field `kind.field` tells: links the row to either. */
export const party = (options: AttributeOptions & { readonly kind: PartyKind }): PropertyDecorator =>
  declare('partyId', options);

/** Class decorator: declares a data category. Everything else is derived from it by `describe`. */
export const category =
  (options: CategoryOptions) =>
  (target: RecordClass): void => {
    Reflect.defineMetadata(OPTIONS, options, target);
  };

const snake = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`).replace(/-/g, '_');
const pascal = (id: string): string =>
  id.replace(/(^|-)([a-z0-9])/g, (_, __, letter: string) => letter.toUpperCase());
const pluralOf = (name: string): string =>
  /[^aeiou]y$/.test(name) ? `${name.slice(0, -1)}ies` : /(s|x|ch|sh)$/.test(name) ? `${name}es` : `${name}s`;
const upperFirst = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/** Column of a field's value; identifiers have columns of their own, see `store/columns.ts`. */
export const columnName = snake;

function linkName(field: string): string {
  if (field === 'citizenId') return 'person';
  if (field === 'uscc') return 'organization';
  return field.replace(/(Id|Uscc)$/, '');
}

/** What an identifier of this type links to; null for every other type. */
function subjectOf(type: FieldType): Link['to'] | null {
  if (type === 'citizenId') return 'person';
  if (type === 'uscc') return 'organization';
  return type === 'partyId' ? 'party' : null;
}

/** The subject that a row is about comes first and takes the plain connection name. */
function byPrecedence(key: readonly string[]): (a: Field, b: Field) => number {
  const rank = (field: Field): number =>
    key.includes(field.name) ? 0 : field.name === 'citizenId' || field.name === 'uscc' ? 1 : 2;
  return (a, b) => rank(a) - rank(b);
}

function linksOf(fields: readonly Field[], key: readonly string[], plural: string): Link[] {
  const taken = { person: false, organization: false };
  const reverse = (subject: 'person' | 'organization', role: string): string => {
    if (taken[subject]) return `${plural}As${upperFirst(role)}`;
    taken[subject] = true;
    return plural;
  };
  const links: Link[] = [];
  const visit = (members: readonly Field[], list: string | null): void => {
    for (const field of members.toSorted(byPrecedence(key))) {
      if (field.type === 'list' && field.of) visit(field.of, field.name);
      const to = subjectOf(field.type);
      if (to === null) continue;
      const name = linkName(field.name);
      links.push({
        name,
        field,
        to,
        list,
        ...(to !== 'organization' && { onPerson: reverse('person', name) }),
        ...(to !== 'person' && { onOrganization: reverse('organization', name) }),
      });
    }
  };
  visit(fields, null);
  return links;
}

/** The category that a decorated class declares. Throws when the class is not one or contradicts itself. */
export function describe(record: RecordClass): Category {
  const options: CategoryOptions | undefined = Reflect.getOwnMetadata(OPTIONS, record);
  if (!options) throw new Error(`${record.name} is not decorated with @category`);
  const fields = fieldsOf(record.prototype);
  const type = pascal(options.id);
  if (record.name !== type) throw new Error(`class ${record.name} must be named ${type}`);
  for (const name of options.key) {
    const field = fields.find((candidate) => candidate.name === name);
    if (!field || field.nullable) throw new Error(`${options.id}: key field ${name} is missing or nullable`);
  }
  const plural = options.plural ?? pluralOf(type.charAt(0).toLowerCase() + type.slice(1));
  return {
    id: options.id,
    no: options.no,
    department: options.department,
    zh: options.zh,
    en: options.en,
    row: options.row,
    key: options.key,
    type,
    plural,
    table: snake(options.id),
    fields,
    links: linksOf(fields, options.key, plural),
    golden: options.golden ?? {},
    holdAbove: options.holdAbove ?? 0.1,
    record,
  };
}
