import { createHash } from 'node:crypto';
import { Table, TableColumn, type MigrationInterface, type QueryRunner } from 'typeorm';
import type { Catalog } from '../catalog/catalog.js';
import type { ColumnSpec, TableSpec } from './table-spec.js';
import { categoryTables, CORE_TABLES, indexName } from './table.js';

/** How one dialect spells a column type. */
export type ColumnTyping = (spec: ColumnSpec) => {
  readonly type: string;
  readonly length?: string;
  readonly charset?: string;
  readonly collation?: string;
};

/** TypeORM orders migrations by the 13 digits at the end of their names: core tables first, then categories. */
const CORE_STAMP = '1764000000000';
const CATEGORY_STAMP = '1764000000001';

function toTable(spec: TableSpec, typing: ColumnTyping): Table {
  return new Table({
    name: spec.name,
    columns: spec.columns.map((column) => ({
      name: column.name,
      isNullable: column.nullable === true,
      isPrimary: spec.primary.includes(column.name),
      ...(column.type === 'serial' && { isGenerated: true, generationStrategy: 'increment' as const }),
      ...typing(column),
    })),
    uniques: (spec.unique ?? []).map((members) => ({
      name: indexName(spec.name, members),
      columnNames: [...members],
    })),
    indices: (spec.indexes ?? []).map((members) => ({
      name: indexName(spec.name, members),
      columnNames: [...members],
    })),
    engine: 'InnoDB',
  });
}

async function createOrExtend(runner: QueryRunner, spec: TableSpec, typing: ColumnTyping): Promise<void> {
  const wanted = toTable(spec, typing);
  if (!(await runner.hasTable(spec.name))) return runner.createTable(wanted);
  const present = await runner.getTable(spec.name);
  for (const column of wanted.columns) {
    // Rows of before the column existed have no value for it.
    if (!present?.findColumnByName(column.name))
      await runner.addColumn(spec.name, new TableColumn({ ...column, isNullable: true }));
  }
}

function migrationOf(name: string, stamp: string, specs: readonly TableSpec[], typing: ColumnTyping) {
  const print = createHash('sha256').update(JSON.stringify(specs)).digest('hex').slice(0, 8);
  return class implements MigrationInterface {
    name = `${name}_${print}_${stamp}`;
    async up(runner: QueryRunner): Promise<void> {
      for (const spec of specs) await createOrExtend(runner, spec, typing);
    }
    async down(runner: QueryRunner): Promise<void> {
      for (const spec of specs.toReversed()) await runner.dropTable(spec.name, true);
    }
  };
}

/**
 * The migrations of a catalog: one for the core tables and one for each category, made from its
 * declaration. A changed declaration has another name and so runs again, adding what is new.
 */
export function migrationsOf(catalog: Catalog, typing: ColumnTyping): (new () => MigrationInterface)[] {
  return [
    migrationOf('Core', CORE_STAMP, CORE_TABLES, typing),
    ...catalog.categories.map((category) =>
      migrationOf(category.type, CATEGORY_STAMP, categoryTables(category), typing),
    ),
  ];
}
