import type { Catalog } from '../catalog/catalog.js';
import { columnName, type Category } from '../catalog/category.js';
import { ALERT_TABLES } from './alert-table.js';
import { childTable, columnsOf, TECHNICAL_COLUMNS, type StoredColumn } from './columns.js';
import { columns, type Column, type ColumnSpec, type TableSpec } from './table-spec.js';

const COUNTS = [
  'rows_read',
  'written',
  'unchanged',
  'quarantined',
  'superseded',
  'deleted',
  'removed',
] as const;

const registry = (name: string): TableSpec => ({
  name,
  columns: columns(['id', 'serial'], ['id_hash', 'digest'], ['identifier', 'sealed']),
  primary: ['id'],
  unique: [['id_hash']],
});

/** Tables that exist whatever the categories are. */
export const CORE_TABLES: readonly TableSpec[] = [
  registry('person'),
  registry('organization'),
  {
    // One fact: what tells that the keys of the environment are those that this store was written with.
    name: 'installation',
    columns: columns(['id', 'id'], ['key_check', 'digest'], ['sealed_check', 'sealed']),
    primary: ['id'],
  },
  {
    name: 'feed',
    columns: columns(['id', 'id'], ['sequence', 'integer']),
    primary: ['id'],
  },
  {
    name: 'batch',
    columns: columns(
      ['id', 'serial'],
      ['sequence', 'integer', 'null'],
      ['category', 'label'],
      ['run', 'id'],
      ['committed_at', 'instant'],
    ),
    primary: ['id'],
    unique: [['sequence']],
  },
  {
    name: 'tombstone',
    columns: columns(
      ['category', 'label'],
      ['key_hash', 'hash'],
      ['row_id', 'id', 'null'],
      ['version', 'integer'],
      ['batch', 'id'],
      ['deleted_at', 'instant'],
    ),
    primary: ['category', 'key_hash'],
    indexes: [['batch']],
  },
  {
    name: 'delivery',
    columns: columns(
      ['id', 'serial'],
      ['category', 'label'],
      ['name', 'string'],
      ['status', 'label'],
      ['code', 'label', 'null'],
      ['row_count', 'integer'],
      ['run', 'id'],
      ['recorded_at', 'instant'],
    ),
    primary: ['id'],
    indexes: [['category', 'id']],
  },
  {
    name: 'run',
    columns: columns(
      ['id', 'serial'],
      ['category', 'label'],
      ['status', 'label'],
      ['started_at', 'instant'],
      ['finished_at', 'instant', 'null'],
      ['code', 'label', 'null'],
      ['message', 'string', 'null'],
      ...COUNTS.map((name): Column => [name, 'integer']),
      ['warnings', 'text', 'null'],
      ['watermark', 'instant', 'null'],
      ['expected_live', 'integer', 'null'],
    ),
    primary: ['id'],
    indexes: [['category', 'id']],
  },
  {
    name: 'stream_state',
    columns: columns(
      ['category', 'label'],
      ['checkpoint', 'text', 'null'],
      ['next_id', 'integer'],
      ['live_rows', 'integer'],
      ['watermark', 'instant', 'null'],
      ['clock_offset_ms', 'integer', 'null'],
      ['last_success_at', 'instant', 'null'],
      ['lease_holder', 'label', 'null'],
      ['lease_until', 'integer'],
      ['fence', 'integer'],
    ),
    primary: ['category'],
  },
  {
    name: 'quarantine',
    columns: columns(
      ['id', 'serial'],
      ['category', 'label'],
      ['identity', 'hash'],
      ['key_hash', 'hash', 'null'],
      ['reason', 'label'],
      ['field', 'label', 'null'],
      ['raw', 'sealed'],
      ['version', 'integer'],
      ['delivery', 'id'],
      ['position', 'ascii'],
      ['run', 'id'],
      ['quarantined_at', 'instant'],
    ),
    primary: ['id'],
    unique: [['category', 'identity']],
    indexes: [['category', 'key_hash']],
  },
  ...ALERT_TABLES,
];

const fieldColumns = (stored: readonly StoredColumn[]): ColumnSpec[] =>
  stored.map(({ name, type, field, part }) => ({
    name,
    type,
    nullable: field.nullable || field.type === 'partyId' || part === 'other',
  }));

const subjectIndexes = (stored: readonly StoredColumn[]): string[][] =>
  stored.filter(({ part }) => part === 'person' || part === 'organization').map(({ name }) => [name]);

/** The tables of one category: its rows, and one for each list field. */
export function categoryTables(category: Category): TableSpec[] {
  const stored = columnsOf(category.fields);
  const rows: TableSpec = {
    name: category.table,
    columns: [
      ...TECHNICAL_COLUMNS.map(({ name, type }) => ({ name, type, nullable: name === 'raw' })),
      ...fieldColumns(stored),
    ],
    primary: ['id'],
    unique: [['key_hash']],
    indexes: [['batch'], ...subjectIndexes(stored)],
  };
  const lists = category.fields.filter((field) => field.type === 'list');
  return [rows, ...lists.map((list) => listTable(category, list))];
}

function listTable(category: Category, list: Category['fields'][number]): TableSpec {
  const stored = columnsOf(list.of ?? []);
  return {
    name: childTable(category, list),
    columns: [...columns(['parent_id', 'id'], ['ordinal', 'integer']), ...fieldColumns(stored)],
    primary: ['parent_id', 'ordinal'],
    indexes: subjectIndexes(stored),
  };
}

const BYTES: ReadonlySet<string> = new Set(['hash', 'digest', 'sealed']);

/** Columns that hold bytes, by table. */
export function binaryColumns(catalog: Catalog): ReadonlyMap<string, ReadonlySet<string>> {
  const tables = [...CORE_TABLES, ...catalog.categories.flatMap(categoryTables)];
  return new Map(
    tables.map((table) => [
      table.name,
      new Set(table.columns.filter(({ type }) => BYTES.has(type)).map(({ name }) => name)),
    ]),
  );
}

/** Index names must be unique in SQLite across tables. */
export const indexName = (table: string, members: readonly string[]): string =>
  columnName(`${table}_${members.join('_')}`);
