import { createCatalog } from '../../src/catalog/catalog.js';
import { attribute, category, CategoryRecord } from '../../src/catalog/category.js';
import { createMysqlStore } from '../../src/store/mysql/mysql-store.js';
import type { SqlValue, Store } from '../../src/store/store.js';
import { freshDatabase } from '../support/fresh.js';
import { TestParcel } from '../support/parcel.js';
import { mysqlUrl } from '../support/server.js';
import { stores, type TestStore } from '../support/stores.js';

const COLUMNS = ['category', 'key_hash', 'row_id', 'version', 'batch', 'deleted_at'];

const tombstone = (key: number, version: number, category = 'test-parcel') =>
  [category, Buffer.alloc(16, key), null, version, 1, '2025-03-01 00:00:00'] as const;

const tombstones = async (store: Store) =>
  (await store.query<{ version: number; key_hash: Buffer }>('SELECT * FROM tombstone ORDER BY version')).map(
    ({ version, key_hash }) => ({ version, key: Buffer.from(key_hash).toString('hex') }),
  );

describe.each(stores)('the %s store', (_name, open) => {
  let opened: TestStore;
  beforeEach(async () => {
    opened = await open(createCatalog([TestParcel]));
  });
  afterEach(() => opened.remove());

  test('shows what a transaction wrote once it is committed, and not before', async () => {
    const { store } = opened;
    const seen = await store.transaction(async (transaction) => {
      await transaction.replaceRows('tombstone', COLUMNS, [tombstone(1, 7)]);
      return {
        inside: (await transaction.query('SELECT * FROM tombstone')).length,
        outside: await tombstones(store),
      };
    });
    expect(seen).toEqual({ inside: 1, outside: [] });
    expect(await tombstones(store)).toEqual([{ version: 7, key: '01'.repeat(16) }]);
  });

  test('forgets all of a transaction that throws', async () => {
    const failing = opened.store.transaction(async (transaction) => {
      await transaction.replaceRows('tombstone', COLUMNS, [tombstone(1, 7)]);
      throw new Error('stop');
    });
    await expect(failing).rejects.toThrow('stop');
    expect(await tombstones(opened.store)).toEqual([]);
  });

  test('replaces rows whose key exists and takes text and bytes as they are', async () => {
    const awkward = 'tab\t line\n back\\slash \\N 𠮷 " \'';
    await opened.store.transaction(async (transaction) => {
      await transaction.replaceRows('tombstone', COLUMNS, [tombstone(1, 7), tombstone(2, 8)]);
      await transaction.replaceRows('tombstone', COLUMNS, [tombstone(1, 9)]);
      await transaction.replaceRows(
        'delivery',
        ['id', 'category', 'name', 'status', 'code', 'row_count', 'run', 'recorded_at'],
        [[1, 'test-parcel', awkward, 'applied', null, 3, 1, '2025-03-01 00:00:00']],
      );
    });
    expect((await tombstones(opened.store)).map(({ version }) => version)).toEqual([8, 9]);
    expect(await opened.store.query('SELECT name, code FROM delivery')).toEqual([
      { name: awkward, code: null },
    ]);
  });

  test('takes rows whose first cells were packed before, in any number', async () => {
    const { store } = opened;
    const awkward = 'tab\t line\n back\\slash \\N 𠮷 " \'';
    const columns = ['name', 'category', 'status', 'code', 'recorded_at', 'id', 'row_count', 'run'];
    const packed = store.packRows();
    const cells: SqlValue[] = ['', 'test-parcel', 'applied', null, '2025-03-01 00:00:00'];
    const numbers = Array.from({ length: 3000 }, (_, at) => at + 1);
    for (const number of numbers) {
      cells[0] = `${awkward} ${number}`;
      packed.add(cells);
    }
    expect(packed.length).toBe(3000);
    await store.transaction(async (transaction) => {
      await transaction.replaceRows('delivery', columns, [], store.packRows());
      await transaction.replaceRows(
        'delivery',
        columns,
        numbers.map((number) => [number, 3, number % 7]),
        packed,
      );
    });
    const rows = await store.query<Record<string, unknown>>(
      'SELECT id, name, code, run FROM delivery ORDER BY id',
    );
    expect(rows).toEqual(numbers.map((id) => ({ id, name: `${awkward} ${id}`, code: null, run: id % 7 })));
  });

  test('runs concurrent transactions without losing an update', async () => {
    const { store } = opened;
    await store.transaction((transaction) =>
      transaction.execute('INSERT INTO feed (id, sequence) VALUES (1, 0)').then(() => undefined),
    );
    await Promise.all(
      Array.from({ length: 10 }, () =>
        store.transaction((transaction) => transaction.execute('UPDATE feed SET sequence = sequence + 1')),
      ),
    );
    expect(await store.query('SELECT sequence FROM feed')).toEqual([{ sequence: 10 }]);
  });

  test('tells how many rows a statement touched', async () => {
    const touched = await opened.store.transaction(async (transaction) => {
      await transaction.replaceRows('tombstone', COLUMNS, [
        tombstone(1, 1),
        tombstone(2, 2),
        tombstone(3, 3),
      ]);
      return transaction.execute('DELETE FROM tombstone WHERE version > ?', [1]);
    });
    expect(touched).toBe(2);
  });

  test('hides the statement and its values when the database refuses it', async () => {
    const failing = opened.store.query('SELECT nonsense FROM nowhere WHERE x = ?', ['190102195607150015']);
    await expect(failing).rejects.toMatchObject({ code: 'STORE_ERROR' });
    await expect(failing).rejects.not.toThrow(/190102|nonsense/);
  });

  test('opens again without changes, and adds the column that a category gained', async () => {
    const options = {
      id: 'test-thing',
      no: '98',
      department: 'd',
      zh: '物',
      en: 'Thing',
      row: 'one',
      key: ['no'],
    };
    const thing = (grown: boolean) => {
      class TestThing extends CategoryRecord {}
      attribute.docNo({ zh: '编号', sensitivity: 'internal' })(TestThing.prototype, 'no');
      if (grown) attribute.integer({ zh: '数', sensitivity: 'internal' })(TestThing.prototype, 'size');
      category(options)(TestThing);
      return createCatalog([TestThing]);
    };
    await (await opened.again(thing(false))).close();
    await (await opened.again(thing(false))).close();
    const grown = await opened.again(thing(true));
    expect(await grown.query('SELECT id, no, size FROM test_thing')).toEqual([]);
    await grown.close();
  });
});

(mysqlUrl() === undefined ? test.skip : test)(
  'a connection that the server closed as idle is a reason to try again',
  async () => {
    const database = await freshDatabase();
    const catalog = createCatalog([TestParcel]);
    const store = await createMysqlStore({ url: database.url, catalog });
    const late = store.transaction(async (transaction) => {
      await transaction.execute('SET SESSION wait_timeout = 1');
      // A busy process: it sees the connection go only when it asks again.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2500);
      return transaction.query('SELECT 1 AS one');
    });
    await expect(late).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    await expect(store.query('SELECT 1 AS one')).resolves.toEqual([{ one: 1 }]);
    await store.close();
    await database.drop();
  },
);
