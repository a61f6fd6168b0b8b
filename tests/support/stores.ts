import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Catalog } from '../../src/catalog/catalog.js';
import { createMysqlStore } from '../../src/store/mysql/mysql-store.js';
import { createSqliteStore } from '../../src/store/sqlite/sqlite-store.js';
import type { Store } from '../../src/store/store.js';
import { categoryTables, CORE_TABLES } from '../../src/store/table.js';
import { databasePrefix, freshFolder, openDatabase } from './fresh.js';
import { mysqlUrl } from './server.js';

/** A store of its own for one test; `again` opens it a second time, `remove` closes and drops it. */
export interface TestStore {
  readonly store: Store;
  /** What opens the store in another process: a file path or a URL. */
  readonly location: string;
  again(catalog: Catalog): Promise<Store>;
  remove(): Promise<void>;
}

async function sqlite(catalog: Catalog): Promise<TestStore> {
  const folder = await freshFolder();
  const file = join(folder.path, 'hub.sqlite');
  const store = await createSqliteStore({ file, catalog });
  return {
    store,
    location: file,
    again: (other) => createSqliteStore({ file, catalog: other }),
    remove: async () => {
      await store.close();
      await folder.remove();
    },
  };
}

/** Takes everything out of a store: cheaper than a new one where making tables is slow. */
export async function emptyStore(store: Store, catalog: Catalog): Promise<void> {
  const tables = [...CORE_TABLES, ...catalog.categories.flatMap(categoryTables)];
  await store.transaction(async (transaction) => {
    for (const { name } of tables) await transaction.execute(`DELETE FROM ${name}`);
  });
}

/** Lets emptied tables number their rows from 1 again. */
async function numberAnew(store: Store): Promise<void> {
  const tables = await store.query<{ name: string }>(
    'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE() AND auto_increment > 1',
    [],
  );
  for (const { name } of tables)
    await store.transaction(
      async (transaction) => void (await transaction.execute(`ALTER TABLE ${name} AUTO_INCREMENT = 1`)),
    );
}

const busy = new Set<string>();

/**
 * Making a hundred tables takes seconds where each is a file: the databases of this run are used again, emptied, by
 * the next test of the same process that wants the same tables. `dropDatabases` ends them.
 */
function databaseName(catalog: Catalog): string {
  const print = createHash('sha256').update(JSON.stringify(catalog.categories)).digest('hex').slice(0, 8);
  for (let number = 0; ; number += 1) {
    const name = `${databasePrefix()}_${process.env['JEST_WORKER_ID'] ?? '0'}_${print}_${number}`;
    if (busy.has(name)) continue;
    busy.add(name);
    return name;
  }
}

async function mysql(catalog: Catalog): Promise<TestStore> {
  const name = databaseName(catalog);
  const database = await openDatabase(name);
  const store = await createMysqlStore({ url: database.url, catalog });
  await emptyStore(store, catalog);
  await numberAnew(store);
  let altered = false;
  return {
    store,
    location: database.url,
    again: (other) => {
      altered ||= other !== catalog;
      return createMysqlStore({ url: database.url, catalog: other });
    },
    remove: async () => {
      await store.close();
      if (altered) await database.drop();
      busy.delete(name);
    },
  };
}

/** Every store that can be tested here: one suite is looped over them. */
export const stores: readonly (readonly [string, (catalog: Catalog) => Promise<TestStore>])[] = [
  ['sqlite', sqlite],
  ...(mysqlUrl() === undefined ? [] : [['mysql', mysql] as const]),
];
