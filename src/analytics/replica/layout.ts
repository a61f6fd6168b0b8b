import { createHash } from 'node:crypto';
import type { Catalog } from '../../catalog/catalog.js';
import type { Category } from '../../catalog/category.js';
import type { CodeList, Field } from '../../catalog/field.js';
import { childTable, columnsOf, type StoredColumn } from '../../store/columns.js';

/** A column of the replica, named as in the store. */
export interface ReplicaColumn {
  readonly name: string;
  /** DuckDB type. */
  readonly type: string;
  /** The store's column; null for `id`, `parent_id` and `ordinal`. */
  readonly stored: StoredColumn | null;
}

/** A table of the replica: the rows of a category, or the elements of one of its lists. */
export interface ReplicaTable {
  readonly name: string;
  readonly category: Category;
  readonly list: Field | null;
  /** Begins with `id`, or with `parent_id` and `ordinal`. */
  readonly columns: readonly ReplicaColumn[];
}

/** All tables of the replica; `print` changes whenever one of them does. */
export interface ReplicaLayout {
  readonly tables: readonly ReplicaTable[];
  readonly codeLists: readonly CodeList[];
  readonly print: string;
  /** @returns the table of the category's rows first, then those of its lists */
  of(category: string): readonly ReplicaTable[];
}

const enumType = (codes: CodeList): string => `"${codes.name}"`;

function typeOf({ type, field }: StoredColumn): string {
  switch (type) {
    case 'id':
    case 'integer':
      return field.type === 'year' ? 'INTEGER' : 'BIGINT';
    case 'scaled':
      return `DECIMAL(18,${field.scale ?? 2})`;
    case 'boolean':
      return 'BOOLEAN';
    case 'date':
      return 'DATE';
    case 'instant':
      return 'TIMESTAMP';
    default:
      if (field.type === 'month') return 'DATE';
      return field.codes ? enumType(field.codes) : 'VARCHAR';
  }
}

/**
 * Prose stays out: a text, and a name, address or other string without a pattern that no comparison reads.
 * It is most of the bytes and most of what is personal; what remains of a person is a surrogate.
 */
const isProse = (field: Field): boolean =>
  field.type === 'text' || (field.type === 'string' && field.pattern === undefined && field.name !== 'value');

function columns(
  category: Category,
  fields: readonly Field[],
  list: Field | null,
  read: ReadonlySet<string>,
) {
  const path = (field: Field): string => [category.id, list?.name, field.name].filter(Boolean).join('.');
  return columnsOf(fields)
    .filter(({ part, field }) => part !== 'other' && (!isProse(field) || read.has(path(field))))
    .map((stored): ReplicaColumn => ({ name: stored.name, type: typeOf(stored), stored }));
}

const key = (name: string): ReplicaColumn => ({ name, type: 'BIGINT', stored: null });

function tablesOf(category: Category, read: ReadonlySet<string>): ReplicaTable[] {
  const lists = category.fields.filter((field) => field.type === 'list');
  return [
    {
      name: category.table,
      category,
      list: null,
      columns: [key('id'), ...columns(category, category.fields, null, read)],
    },
    ...lists.map((list) => ({
      name: childTable(category, list),
      category,
      list,
      columns: [key('parent_id'), key('ordinal'), ...columns(category, list.of ?? [], list, read)],
    })),
  ];
}

function codeListsOf(tables: readonly ReplicaTable[]): CodeList[] {
  const found = tables.flatMap(({ columns: all }) => all.flatMap(({ stored }) => stored?.field.codes ?? []));
  return [...new Map(found.map((codes) => [codes.name, codes])).values()];
}

/**
 * The replica's layout: a table for each category and list, named as in the store.
 * @param read paths `category-id.field` or `category-id.list.field` that comparisons read
 */
export function layoutOf(catalog: Catalog, read: ReadonlySet<string>): ReplicaLayout {
  const byCategory = new Map(catalog.categories.map((category) => [category.id, tablesOf(category, read)]));
  const tables = [...byCategory.values()].flat();
  const codeLists = codeListsOf(tables);
  const statements = layoutStatements({ tables, codeLists }).join(';\n');
  return {
    tables,
    codeLists,
    print: createHash('sha256').update(statements).digest('hex').slice(0, 16),
    of: (category) => byCategory.get(category) ?? [],
  };
}

/** Statements that create the types and tables of a layout in an empty database. */
export function layoutStatements(layout: Pick<ReplicaLayout, 'tables' | 'codeLists'>): string[] {
  const types = layout.codeLists.map((codes) => {
    const constants = new Set(Object.values(codes.codes).map(([constant]) => `'${constant}'`));
    return `CREATE TYPE ${enumType(codes)} AS ENUM (${[...constants].join(', ')})`;
  });
  const tables = layout.tables.map(
    ({ name, columns: all }) =>
      `CREATE TABLE ${name} (${all.map((column) => `"${column.name}" ${column.type}`).join(', ')})`,
  );
  return [...types, ...tables];
}
