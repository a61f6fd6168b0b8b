import type { Category } from '../../src/catalog/category.js';
import type { Field } from '../../src/catalog/field.js';
import { childTable, columnsOf, decode } from '../../src/store/columns.js';
import type { Store } from '../../src/store/store.js';
import { vault } from './hub.js';

type Row = Record<string, unknown>;
type Identifiers = Readonly<Record<'person' | 'organization', ReadonlyMap<unknown, string>>>;

async function identifiersOf(store: Store, kind: 'person' | 'organization'): Promise<Map<unknown, string>> {
  const rows = await store.query<{ id: number; identifier: Uint8Array }>(
    `SELECT id, identifier FROM ${kind}`,
  );
  return new Map(rows.map(({ id, identifier }) => [id, vault.open(identifier)]));
}

function canonical(fields: readonly Field[], row: Row, identifiers: Identifiers): Row {
  const values: Row = {};
  for (const { name, field, part } of columnsOf(fields)) {
    const value = row[name] ?? null;
    if (part === 'value')
      values[field.name] =
        typeof value === 'string' || typeof value === 'number' ? decode(field, value) : null;
    else if (part === 'other') values[field.name] ??= value instanceof Uint8Array ? vault.open(value) : null;
    else values[field.name] ??= identifiers[part].get(value) ?? null;
  }
  return values;
}

/** The live rows of a category in canonical form by field names, with `raw`, `id`, `batch` and list fields. */
export async function canonicalRows(store: Store, category: Category): Promise<Row[]> {
  const identifiers = {
    person: await identifiersOf(store, 'person'),
    organization: await identifiersOf(store, 'organization'),
  };
  const rows: Row[] = [];
  for (const row of await store.query(`SELECT * FROM ${category.table} ORDER BY id`)) {
    const lists: Row = {};
    for (const list of category.fields.filter(({ type }) => type === 'list')) {
      const elements = await store.query(
        `SELECT * FROM ${childTable(category, list)} WHERE parent_id = ? ORDER BY ordinal`,
        [Number(row['id'])],
      );
      const members = elements.map((element) => canonical(list.of ?? [], element, identifiers));
      lists[list.name] = list.plain ? members.map(({ value }) => value) : members;
    }
    const raw: unknown = row['raw'] instanceof Uint8Array ? JSON.parse(vault.open(row['raw'])) : null;
    rows.push({
      ...canonical(category.fields, row, identifiers),
      ...lists,
      id: row['id'],
      batch: row['batch'],
      raw,
    });
  }
  return rows;
}
