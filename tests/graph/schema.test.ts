import { readFile, writeFile } from 'node:fs/promises';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { freshFolder } from '../support/fresh.js';
import { createSqliteStore } from '../../src/store/sqlite/sqlite-store.js';
import { catalog, graphOver } from './district.js';

/** Relative to the package: tests run from there. */
const FILE = 'schema/schema.graphql';

test('schema/schema.graphql is what the catalog implies; UPDATE_SCHEMA=1 writes it anew', async () => {
  const folder = await freshFolder();
  const store = await createSqliteStore({ file: `${folder.path}/hub.sqlite`, catalog });
  try {
    const { schema } = await graphOver(store);
    const printed = `${printSchema(lexicographicSortSchema(schema))}\n`;
    if (process.env['UPDATE_SCHEMA'] === '1') await writeFile(FILE, printed);
    expect(await readFile(FILE, 'utf8')).toBe(printed);
  } finally {
    await store.close();
    await folder.remove();
  }
});

test('two graphs in one process do not get into each other', async () => {
  const folder = await freshFolder();
  const store = await createSqliteStore({ file: `${folder.path}/hub.sqlite`, catalog });
  try {
    const [one, other] = [await graphOver(store), await graphOver(store)];
    expect(printSchema(one.schema)).toBe(printSchema(other.schema));
  } finally {
    await store.close();
    await folder.remove();
  }
});
