import { oddCatalog } from './odd-record.js';
import type { ReplicaLayout, ReplicaTable } from '../../src/analytics/replica/layout.js';
import type { ReplicaDatabase } from '../../src/analytics/replica/database.js';
import { childTable, columnsOf, decode, type StoredColumn } from '../../src/store/columns.js';
import { openBatch, sequenceBatch } from '../../src/store/feed.js';
import type { SqlValue, Store, Transaction } from '../../src/store/store.js';

/** A generator of numbers 0 <= n < below that gives the same ones for the same seed. */
export type Random = (below: number) => number;

export function createRandom(seed: number): Random {
  let state = seed >>> 0 || 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

const TEXTS = [
  'ZY-1',
  'a,b',
  'say "x"',
  'two\nlines',
  'win\r\nline',
  ' blanks ',
  '\\N',
  '春和',
  '𠮷',
  'null',
  '',
  "it's",
  '\t',
];
const pad = (number: number, length = 2): string => String(number).padStart(length, '0');

const day = (random: Random): string => `${1900 + random(200)}-${pad(1 + random(12))}-${pad(1 + random(28))}`;

function valueOf(random: Random, { name, type, field, part }: StoredColumn): SqlValue {
  if (field.nullable && random(4) === 0) return null;
  if (part === 'other') return null;
  const codes = Object.values(field.codes?.codes ?? {});
  if (codes.length > 0) return codes[random(codes.length)]?.[0] ?? null;
  if (name === 'month') return day(random).slice(0, 7);
  switch (type) {
    case 'id':
    case 'integer':
      return random(3000);
    case 'scaled':
      return BigInt(random(2 ** 31)) * 1_000_003n - 10n ** 14n;
    case 'boolean':
      return random(2);
    case 'date':
      return day(random);
    case 'instant':
      return `${day(random)} ${pad(random(24))}:${pad(random(60))}:${pad(random(60))}`;
    case 'ascii':
      return ['A00.1', 'x"y', 'c,d', '10.0.0.1'][random(4)] ?? null;
    default:
      return TEXTS[random(TEXTS.length)] ?? null;
  }
}

const [category] = oddCatalog.categories;
if (!category) throw new Error('the catalog is empty');
const lists = category.fields.filter((field) => field.type === 'list');
const own = columnsOf(category.fields);

const keyHash = (id: number): string => pad(id, 32);

async function putChildren(transaction: Transaction, random: Random, ids: readonly number[]): Promise<void> {
  for (const list of lists) {
    const table = childTable(oddCatalog.get('odd-record'), list);
    if (ids.length > 0)
      await transaction.execute(`DELETE FROM ${table} WHERE parent_id IN (${ids.join(',')})`);
    const columns = columnsOf(list.of ?? []);
    const rows = ids.flatMap((id) =>
      Array.from({ length: random(4) }, (_, ordinal): SqlValue[] => [
        id,
        ordinal,
        ...columns.map((column) => valueOf(random, column)),
      ]),
    );
    await transaction.replaceRows(table, ['parent_id', 'ordinal', ...columns.map(({ name }) => name)], rows);
  }
}

/** One committed batch, written as the ingest does: new versions of some keys, deletions of others. */
export function commit(
  store: Store,
  random: Random,
  change: { put?: readonly number[]; gone?: readonly number[] },
): Promise<void> {
  const { put = [], gone = [] } = change;
  return store.transaction(async (transaction) => {
    await transaction.insertIgnore('feed', ['id', 'sequence'], [[1, 0]]);
    const batch = await openBatch(transaction, { category: 'odd-record', run: 1, at: '2025-03-01 00:00:00' });
    const technical = 'id key_hash delivered_hash content_hash version batch delivery position raw'.split(
      ' ',
    );
    const hash = pad(0, 32);
    await transaction.replaceRows(
      'odd_record',
      [...technical, ...own.map(({ name }) => name)],
      put.map((id) => [
        id,
        keyHash(id),
        hash,
        hash,
        1,
        batch,
        1,
        '1',
        null,
        ...own.map((column) => valueOf(random, column)),
      ]),
    );
    await putChildren(transaction, random, put);
    const keys = put.map((id) => `X'${keyHash(id)}'`).join(',');
    if (keys !== '')
      await transaction.execute(
        `DELETE FROM tombstone WHERE category = 'odd-record' AND key_hash IN (${keys})`,
      );
    if (gone.length > 0) {
      await transaction.execute(`DELETE FROM odd_record WHERE id IN (${gone.join(',')})`);
      await putChildren(transaction, () => 0, gone);
    }
    await transaction.replaceRows(
      'tombstone',
      ['category', 'key_hash', 'row_id', 'version', 'batch', 'deleted_at'],
      gone.map((id) => ['odd-record', keyHash(id), id, 1, batch, '2025-03-01 00:00:00']),
    );
    await sequenceBatch(transaction, batch);
  });
}

/** A random change of a store: some of the ids below `ids` written, some deleted. */
export function randomCommit(store: Store, random: Random, ids: number): Promise<void> {
  const drawn = (many: number) => new Set(Array.from({ length: random(many) }, () => 1 + random(ids)));
  const put = drawn(40);
  return commit(store, random, { put: [...put], gone: [...drawn(15)].filter((id) => !put.has(id)) });
}

type Cells = readonly unknown[];
const byText = (rows: Cells[]): string[] => rows.map((row) => JSON.stringify(row)).toSorted();

const order = ({ list }: ReplicaTable): string => (list ? 'parent_id, ordinal' : 'id');

/** Every row of the store, in canonical values, table by table. */
export async function storeRows(store: Store, layout: ReplicaLayout): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const table of layout.tables) {
    const rows = await store.query(`SELECT * FROM ${table.name} ORDER BY ${order(table)}`);
    found[table.name] = byText(
      rows.map((row) =>
        table.columns.map(({ name, stored }) => {
          const value = row[name] ?? null;
          if (value === null) return null;
          const plain = typeof value === 'string' || typeof value === 'bigint' ? value : Number(value);
          return String(stored && stored.part === 'value' ? decode(stored.field, plain) : plain);
        }),
      ),
    );
  }
  return found;
}

function canonical({ name, type, stored }: ReplicaTable['columns'][number]): string {
  if (stored?.field.type === 'month') return `strftime("${name}", '%Y-%m')`;
  if (type === 'TIMESTAMP') return `strftime("${name}", '%Y-%m-%dT%H:%M:%S+08:00')`;
  return `CAST("${name}" AS VARCHAR)`;
}

/** The same of the replica. */
export async function replicaRows(
  database: ReplicaDatabase,
  layout: ReplicaLayout,
): Promise<Record<string, string[]>> {
  const connection = await database.connect();
  const found: Record<string, string[]> = {};
  for (const table of layout.tables) {
    const reader = await connection.runAndReadAll(
      `SELECT ${table.columns.map(canonical).join(', ')} FROM ${table.name} ORDER BY ${order(table)}`,
    );
    found[table.name] = byText(reader.getRows());
  }
  connection.closeSync();
  return found;
}
