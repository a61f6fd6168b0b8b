import type { Evidence } from '../analytics/finding.js';
import type { Catalog } from '../catalog/catalog.js';
import type { Category } from '../catalog/category.js';
import type { Field } from '../catalog/field.js';
import { childTable, columnsOf } from '../store/columns.js';
import type { SqlValue, Store } from '../store/store.js';
import type { Vault } from '../store/vault.js';
import { divisionField, divisionOf } from './division.js';

/** A source row as it was when an alert was raised or changed. */
export interface CapturedRow {
  readonly version: number | null;
  readonly delivery: number | null;
  readonly position: string | null;
  /** The stored values of the fields that mattered, as JSON; null when the row had gone already. */
  readonly content: Buffer | null;
  /** Township, 9 digits. */
  readonly division: string | null;
}

type Reads = Readonly<Record<string, readonly string[]>>;
type Row = Record<string, SqlValue>;

/** Key of a captured row. */
export const evidenceKey = ({ category, id }: Evidence): string => `${category}:${id}`;

/** Rows that one statement is asked for. */
const CHUNK = 5000;

/** Fields that a comparison reads of a category; all but prose where it reads them through a derived set only. */
export function capturedFields(category: Category, reads: Reads): Field[] {
  const paths = reads[category.id];
  const wanted = new Set([...category.key, ...(paths ?? []).map((path) => path.split('.')[0])]);
  return category.fields.filter(({ name, type }) => (paths ? wanted.has(name) : type !== 'text'));
}

const stored = (fields: readonly Field[]) => columnsOf(fields).filter(({ part }) => part !== 'other');

async function rowsOf(
  store: Store,
  table: string,
  key: string,
  columns: readonly string[],
  ids: readonly number[],
): Promise<Row[]> {
  const names = [...new Set([key, ...columns])].map((name) => `\`${name}\``).join(', ');
  const rows: Row[] = [];
  for (let start = 0; start < ids.length; start += CHUNK) {
    const list = ids.slice(start, start + CHUNK).join(',');
    rows.push(...(await store.query<Row>(`SELECT ${names} FROM ${table} WHERE ${key} IN (${list})`)));
  }
  return rows;
}

const plainValue = (value: SqlValue | undefined): string | number | null =>
  typeof value === 'bigint' ? String(value) : Buffer.isBuffer(value) || value === undefined ? null : value;

const pick = (row: Row, columns: readonly string[]): Record<string, string | number | null> =>
  Object.fromEntries(columns.map((name) => [name, plainValue(row[name])]));

/** The elements of a list field, by the row that holds them. */
async function elementsOf(store: Store, category: Category, list: Field, ids: readonly number[]) {
  const columns = stored(list.of ?? []).map(({ name }) => name);
  const rows = await rowsOf(store, childTable(category, list), 'parent_id', ['ordinal', ...columns], ids);
  const byParent = new Map<number, Record<string, string | number | null>[]>();
  for (const row of rows.toSorted((a, b) => Number(a['ordinal']) - Number(b['ordinal']))) {
    const parent = Number(row['parent_id']);
    byParent.set(parent, [...(byParent.get(parent) ?? []), pick(row, columns)]);
  }
  return byParent;
}

async function captureCategory(
  deps: { store: Store; vault: Vault },
  category: Category,
  reads: Reads,
  ids: readonly number[],
): Promise<Map<number, CapturedRow>> {
  const { store, vault } = deps;
  const fields = capturedFields(category, reads);
  const columns = stored(fields).map(({ name }) => name);
  const place = divisionField(category);
  const read = ['version', 'delivery', 'position', ...columns, ...(place ? [place.column] : [])];
  const rows = await rowsOf(store, category.table, 'id', read, ids);
  const lists = new Map<string, Awaited<ReturnType<typeof elementsOf>>>();
  for (const list of fields.filter(({ type }) => type === 'list'))
    lists.set(list.name, await elementsOf(store, category, list, ids));
  return new Map(
    rows.map((row): [number, CapturedRow] => {
      const id = Number(row['id']);
      const elements = [...lists].map(([name, byParent]) => [name, byParent.get(id) ?? []]);
      const content = { ...pick(row, columns), ...Object.fromEntries(elements) };
      return [
        id,
        {
          version: Number(row['version']),
          delivery: Number(row['delivery']),
          position: String(row['position']),
          content: vault.seal(JSON.stringify(content)),
          division: place ? divisionOf(place, row[place.column]) : null,
        },
      ];
    }),
  );
}

/**
 * Reads the rows that findings rest on, each once, sealed as they are now: what the alert shows later does
 * not depend on what the source does. By `evidenceKey`.
 */
export async function captureEvidence(
  deps: { store: Store; vault: Vault; catalog: Catalog },
  reads: Reads,
  evidence: readonly Evidence[],
): Promise<ReadonlyMap<string, CapturedRow>> {
  const byCategory = new Map<string, Set<number>>();
  for (const { category, id } of evidence) {
    const ids = byCategory.get(category);
    if (ids) ids.add(id);
    else byCategory.set(category, new Set([id]));
  }
  const captured = new Map<string, CapturedRow>();
  for (const [category, ids] of byCategory) {
    const rows = await captureCategory(deps, deps.catalog.get(category), reads, [...ids]);
    for (const [id, row] of rows) captured.set(evidenceKey({ category, id }), row);
  }
  return captured;
}
