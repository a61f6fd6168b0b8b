import type { DuckDBConnection } from '@duckdb/node-api';
import type { CountingRows } from '../../src/analytics/comparison.js';
import type { ReplicaColumn, ReplicaLayout, ReplicaTable } from '../../src/analytics/replica/layout.js';
import type { Category } from '../../src/catalog/category.js';
import type { Field } from '../../src/catalog/field.js';
import type { Case, FieldValues } from './case-file.js';

/** Aliases of people and organizations (`A`, `H1`) and the surrogates that stand for them. */
export interface Aliases {
  of(alias: string): number;
  /** `person:A` -> `person:1`; subjects of other kinds are their own names. */
  subject(key: string): string;
}

export function createAliases(): Aliases {
  const known = new Map<string, number>();
  const of = (alias: string): number => {
    const number = known.get(alias) ?? known.size + 1;
    known.set(alias, number);
    return number;
  };
  return {
    of,
    subject: (key) =>
      key.replace(/^(person|organization):(.*)$/, (_, kind: string, alias: string) => `${kind}:${of(alias)}`),
  };
}

interface Deps {
  readonly layout: ReplicaLayout;
  readonly counting: CountingRows;
  readonly aliases: Aliases;
}

/** What a field has when its case does not say: null where it may be, else something that matches nothing. */
function neutral(deps: Deps, category: Category, field: Field, row: string): string {
  const counts = deps.counting[category.id]?.[field.name]?.[0];
  if (counts !== undefined) return String(counts);
  if (field.nullable) return 'null';
  switch (field.type) {
    case 'date':
      return '2000-01-01';
    case 'datetime':
      return '2000-01-01T12:00:00';
    case 'month':
      return '2000-01';
    case 'year':
      return '2000';
    case 'integer':
    case 'decimal':
    case 'ratio':
      return '0';
    case 'boolean':
      return 'false';
    case 'code':
      return Object.values(field.codes?.codes ?? {})[0]?.[0] ?? row;
    default:
      return row;
  }
}

function subjectPart(
  deps: Deps,
  { part, field }: NonNullable<ReplicaColumn['stored']>,
  values: Record<string, string>,
): string | null {
  const alias = values[field.name];
  if (alias === undefined || alias === 'null') return null;
  if (
    field.kind &&
    !field.kind[part === 'person' ? 'person' : 'organization'].includes(values[field.kind.field] ?? '')
  )
    return null;
  return String(deps.aliases.of(alias));
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

function cell(deps: Deps, column: ReplicaColumn, values: Record<string, string>): string {
  if (!column.stored) return 'NULL';
  const { part, field } = column.stored;
  if (part === 'person' || part === 'organization') return subjectPart(deps, column.stored, values) ?? 'NULL';
  const text = values[field.name] ?? 'null';
  if (text === 'null') return 'NULL';
  const full = field.type === 'month' ? `${text}-01` : text;
  return `CAST(${quoted(full)} AS ${column.type})`;
}

/** All values of one row or element as text; a field that does not exist is a mistake. */
function complete(
  deps: Deps,
  category: Category,
  fields: readonly Field[],
  given: FieldValues | Record<string, string>,
  row: string,
): Record<string, string> {
  const unknown = Object.keys(given).filter((name) => !fields.some((field) => field.name === name));
  if (unknown.length > 0) throw new Error(`${category.id} has no field ${unknown.join(', ')}`);
  return Object.fromEntries(
    fields.flatMap((field) => {
      const value = given[field.name];
      if (field.type === 'list') return [];
      return [[field.name, typeof value === 'string' ? value : neutral(deps, category, field, row)]];
    }),
  );
}

function insert(
  deps: Deps,
  table: ReplicaTable,
  keys: readonly number[],
  values: Record<string, string>,
): string {
  const cells = table.columns.map((column, at) =>
    at < keys.length ? String(keys[at]) : cell(deps, column, values),
  );
  return `INSERT INTO ${table.name} VALUES (${cells.join(', ')})`;
}

const RANGE = /^(\d{4}-\d\d(?:-\d\d)?)\.\.(\d{4}-\d\d(?:-\d\d)?)$/;

function* steps(from: string, to: string): Generator<string> {
  const date = new Date(`${from.length === 7 ? `${from}-01` : from}T00:00:00Z`);
  for (;;) {
    const text = date.toISOString().slice(0, from.length);
    if (text > to) return;
    yield text;
    if (from.length === 7) date.setUTCMonth(date.getUTCMonth() + 1);
    else date.setUTCDate(date.getUTCDate() + 1);
  }
}

/** A value `2025-03-06..2025-03-14` (or of months) stands for one row a day (a month). */
function expand(fields: FieldValues): FieldValues[] {
  for (const [name, value] of Object.entries(fields)) {
    const [, from, to] = (typeof value === 'string' && RANGE.exec(value)) || [];
    if (from !== undefined && to !== undefined)
      return [...steps(from, to)].flatMap((step) => expand({ ...fields, [name]: step }));
  }
  return [fields];
}

function statementsOf(
  deps: Deps,
  tables: readonly ReplicaTable[],
  id: number,
  given: FieldValues,
  row: string,
): string[] {
  return tables.flatMap((table) => {
    const { category, list } = table;
    if (!list) return [insert(deps, table, [id], complete(deps, category, category.fields, given, row))];
    const elements = given[list.name];
    if (!Array.isArray(elements)) return [];
    return elements.map((element, ordinal) => {
      const values = typeof element === 'string' ? { value: element } : element;
      return insert(
        deps,
        table,
        [id, ordinal],
        complete(deps, category, list.of ?? [], values, `${row}-${ordinal}`),
      );
    });
  });
}

/** Puts the rows of a case into the replica's tables and returns the tables that have rows now. */
export async function insertRows(
  connection: DuckDBConnection,
  deps: Deps,
  rows: Case['rows'],
): Promise<Set<string>> {
  const touched = new Set<string>();
  let id = 0;
  for (const [name, { category, fields }] of rows) {
    const tables = deps.layout.of(category);
    if (tables.length === 0) throw new Error(`no category is named ${category}`);
    for (const each of expand(fields)) {
      id += 1;
      for (const statement of statementsOf(deps, tables, id, each, `${name}-${id}`))
        await connection.run(statement);
    }
    for (const table of tables) touched.add(table.name);
  }
  return touched;
}
