import type { Category, Link } from '../catalog/category.js';
import type { Field, Sensitivity } from '../catalog/field.js';
import { childTable, columnsOf, type StoredColumn } from '../store/columns.js';
import { stricter } from '../access/mask.js';

/** One field of a shape and where its value is stored. */
export interface Member {
  readonly field: Field;
  /** Within a list, at least that of the list. */
  readonly sensitivity: Sensitivity;
  readonly columns: readonly StoredColumn[];
}

/** A link of a shape and the columns with the surrogates of its subject. */
export interface ShapeLink {
  readonly link: Link;
  readonly person?: string;
  readonly organization?: string;
}

/** Rows of one table as an object type of the graph: a category, an element of its list, or a registry. */
export interface Shape {
  /** GraphQL type. */
  readonly type: string;
  readonly table: string;
  /** Null for the subject registries. */
  readonly category: Category | null;
  /** All fields but lists. */
  readonly members: ReadonlyMap<string, Member>;
  readonly links: ReadonlyMap<string, ShapeLink>;
  /** List field -> shape of its elements. */
  readonly lists: ReadonlyMap<string, Shape>;
  /** Elements of a list of plain values: `value` is their only member. */
  readonly plain?: true;
}

const upperFirst = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
const singular = (name: string): string =>
  name
    .replace(/ies$/, 'y')
    .replace(/(ss|x|ch|sh)es$/, '$1')
    .replace(/([^s])s$/, '$1');

function membersOf(fields: readonly Field[], within: Sensitivity): Map<string, Member> {
  const plain = fields.filter((field) => field.type !== 'list');
  return new Map(
    plain.map((field) => [
      field.name,
      { field, sensitivity: stricter(within, field.sensitivity), columns: columnsOf([field]) },
    ]),
  );
}

/** Column with the surrogate that an identifier field holds for one kind of subject. */
export function subjectColumn(field: Field, kind: 'person' | 'organization'): string | undefined {
  return columnsOf([field]).find(({ part }) => part === kind)?.name;
}

function linksOf(category: Category, list: string | null): Map<string, ShapeLink> {
  const own = category.links.filter((link) => link.list === list);
  return new Map(
    own.map((link) => {
      const person = subjectColumn(link.field, 'person');
      const organization = subjectColumn(link.field, 'organization');
      return [link.name, { link, ...(person && { person }), ...(organization && { organization }) }];
    }),
  );
}

/** The shape of a category's rows, with those of its lists. */
export function shapeOf(category: Category): Shape {
  const lists = category.fields.filter((field) => field.type === 'list');
  return {
    type: category.type,
    table: category.table,
    category,
    members: membersOf(category.fields, 'public'),
    links: linksOf(category, null),
    lists: new Map(
      lists.map((list) => [
        list.name,
        {
          type: `${category.type}${upperFirst(singular(list.name))}`,
          table: childTable(category, list),
          category,
          members: membersOf(list.of ?? [], list.sensitivity),
          links: linksOf(category, list.name),
          lists: new Map(),
          ...(list.plain && { plain: true as const }),
        },
      ]),
    ),
  };
}

const REGISTRIES = {
  person: { type: 'Person', name: 'citizenId', zh: '公民身份号码', sensitivity: 'personal' },
  organization: { type: 'Organization', name: 'uscc', zh: '统一社会信用代码', sensitivity: 'public' },
} as const;

/** A registry of subjects: its only stored field is the identifier, found through the surrogate itself. */
export function registryShape(kind: 'person' | 'organization'): Shape {
  const { type, name, zh, sensitivity } = REGISTRIES[kind];
  const field: Field = {
    name,
    type: kind === 'person' ? 'citizenId' : 'uscc',
    zh,
    nullable: false,
    sensitivity,
  };
  const columns: StoredColumn[] = [{ name: 'id', type: 'id', field, part: kind }];
  return {
    type,
    table: kind,
    category: null,
    members: new Map([[name, { field, sensitivity, columns }]]),
    links: new Map(),
    lists: new Map(),
  };
}
