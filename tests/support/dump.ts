import type { Category } from '../../src/catalog/category.js';
import { childTable, columnsOf, type StoredColumn } from '../../src/store/columns.js';
import type { Store } from '../../src/store/store.js';
import { catalog, vault } from './hub.js';

type Row = Record<string, unknown>;
type Identifiers = Readonly<Record<'person' | 'organization', ReadonlyMap<unknown, string>>>;

const bytes = (value: unknown): Buffer =>
  value instanceof Uint8Array ? Buffer.from(value) : Buffer.alloc(0);
const hex = (value: unknown): string => bytes(value).toString('hex');

async function identifiersOf(store: Store, kind: 'person' | 'organization'): Promise<Map<unknown, string>> {
  const rows = await store.query<{ id: number; identifier: Uint8Array }>(
    `SELECT id, identifier FROM ${kind}`,
  );
  return new Map(rows.map(({ id, identifier }) => [id, vault.open(identifier)]));
}

/** Surrogates and sealed texts differ from store to store: what they stand for does not. */
function meaning(columns: readonly StoredColumn[], row: Row, identifiers: Identifiers): Row {
  return Object.fromEntries(
    columns.map(({ name, part }) => {
      const value = row[name] ?? null;
      if (value === null) return [name, null];
      if (part === 'person' || part === 'organization') return [name, identifiers[part].get(value)];
      return [name, part === 'other' ? vault.open(bytes(value)) : value];
    }),
  );
}

async function childrenOf(
  store: Store,
  category: Category,
  identifiers: Identifiers,
): Promise<Map<unknown, Row[]>> {
  const byParent = new Map<unknown, Row[]>();
  for (const list of category.fields.filter((field) => field.type === 'list')) {
    const columns = columnsOf(list.of ?? []);
    const rows = await store.query(`SELECT * FROM ${childTable(category, list)} ORDER BY parent_id, ordinal`);
    for (const row of rows)
      byParent.set(row['parent_id'], [
        ...(byParent.get(row['parent_id']) ?? []),
        meaning(columns, row, identifiers),
      ]);
  }
  return byParent;
}

async function categoryOf(store: Store, category: Category, identifiers: Identifiers): Promise<Row[]> {
  const children = await childrenOf(store, category, identifiers);
  const rows = await store.query(`SELECT * FROM ${category.table}`);
  return rows
    .map((row) => ({
      keyHash: hex(row['key_hash']),
      contentHash: hex(row['content_hash']),
      version: row['version'],
      raw: row['raw'] ? vault.open(bytes(row['raw'])) : null,
      ...meaning(columnsOf(category.fields), row, identifiers),
      children: children.get(row['id']) ?? [],
    }))
    .toSorted((a, b) => (a.keyHash < b.keyHash ? -1 : 1));
}

/** Everything that a store knows of the departments, in a form that is equal for equal contents. */
export async function dump(store: Store): Promise<Readonly<Record<string, Row[]>>> {
  const identifiers = {
    person: await identifiersOf(store, 'person'),
    organization: await identifiersOf(store, 'organization'),
  };
  const contents: Record<string, Row[]> = {};
  for (const category of catalog.categories)
    contents[category.id] = await categoryOf(store, category, identifiers);
  const tombstones = await store.query('SELECT category, key_hash, version FROM tombstone');
  const quarantine = await store.query('SELECT category, identity, reason, field, raw FROM quarantine');
  const order = (rows: Row[]): Row[] =>
    rows.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  contents['tombstone'] = order(tombstones.map((row) => ({ ...row, key_hash: hex(row['key_hash']) })));
  contents['quarantine'] = order(
    quarantine.map((row) => ({ ...row, identity: hex(row['identity']), raw: vault.open(bytes(row['raw'])) })),
  );
  return contents;
}
