import { join } from 'node:path';
import Database from 'libsql';
import { createConnection } from 'mysql2/promise';
import { openExchange, type ExchangeTable } from '../../sandbox/systems/exchange-database.js';
import { freshDatabase, freshFolder } from '../support/fresh.js';
import { mysqlUrl } from '../support/server.js';

const TABLE: ExchangeTable = {
  name: 'ga_hjrk',
  columns: [
    { name: 'sfzh', type: 'varchar' },
    { name: 'xm', type: 'varchar' },
    { name: 'je', type: 'fen' },
  ],
};
const row = (key: string, name: string, gxsj: string, scbz: '0' | '1' = '0') => ({
  values: [key, name, 100],
  gxsj: `2025-03-${gxsj} 08:00:00`,
  scbz,
});

interface Place {
  readonly url: string;
  query(sql: string): Promise<unknown>;
  remove(): Promise<void>;
}

async function sqlitePlace(): Promise<Place> {
  const folder = await freshFolder();
  const file = join(folder.path, 'qzk.sqlite');
  return {
    url: `sqlite:${file}`,
    async query(sql) {
      const database = new Database(file, { readonly: true });
      const rows = database.prepare(sql).all();
      database.close();
      return rows;
    },
    remove: () => folder.remove(),
  };
}

async function mysqlPlace(): Promise<Place> {
  const database = await freshDatabase();
  return {
    url: database.url,
    async query(sql) {
      const connection = await createConnection({ uri: database.url, dateStrings: true });
      const [rows] = await connection.query(sql);
      await connection.end();
      return rows;
    },
    remove: () => database.drop(),
  };
}

const places: readonly (readonly [string, () => Promise<Place>])[] = [
  ['SQLite', sqlitePlace],
  ...(mysqlUrl() === undefined ? [] : [['MariaDB', mysqlPlace] as const]),
];

describe.each(places)('the exchange database on %s', (_, open) => {
  test('changes take the place of what they change, old deletions are removed, and the statement agrees', async () => {
    const place = await open();
    const exchange = await openExchange(place.url);
    const first = [
      row('1', 'a', '01'),
      row('2', 'b', '01'),
      row('3', '', '01', '1'),
      row('4', '', '03', '1'),
    ];
    await exchange.publish(TABLE, first, '2025-03-04 00:45:00');
    const rows = [
      { row: row('1', 'A', '05'), known: true },
      { row: row('2', '', '05', '1'), known: true },
      { row: row('5', 'e', '05'), known: false },
    ];
    const count = await exchange.apply(
      TABLE,
      { key: ['sfzh'], rows, expire: '2025-03-02 00:00:00' },
      '2025-03-06 00:45:00',
    );
    await exchange.close();
    expect(await place.query('SELECT sfzh, xm, scbz FROM ga_hjrk ORDER BY sfzh')).toEqual([
      { sfzh: '1', xm: 'A', scbz: '0' },
      { sfzh: '2', xm: '', scbz: '1' },
      { sfzh: '4', xm: '', scbz: '1' },
      { sfzh: '5', xm: 'e', scbz: '0' },
    ]);
    expect(await place.query('SELECT tjsj, yxs, scs FROM ga_dzb')).toEqual([
      { tjsj: '2025-03-06 00:45:00', yxs: 2, scs: 2 },
    ]);
    expect(count).toBe(4);
    await place.remove();
  });

  test('a spoilt column and deleted rows come back as they were', async () => {
    const place = await open();
    const exchange = await openExchange(place.url);
    await exchange.publish(TABLE, [row('1', 'a', '01'), row('2', 'b', '01')], '2025-03-04 00:45:00');
    for (const retyped of [false, true]) {
      await exchange.spoilColumn(TABLE, 'xm', retyped);
      await exchange.mendColumn(TABLE, 'xm', retyped);
    }
    for (const gone of [false, true]) {
      await exchange.deleteAll(TABLE, { gone, gxsj: '2025-03-05 00:00:00' });
      expect(await place.query("SELECT count(*) AS n FROM ga_hjrk WHERE scbz = '0'")).toEqual([{ n: 0 }]);
      await exchange.restoreAll(TABLE, '2025-03-06 00:00:00');
    }
    await exchange.close();
    expect(await place.query('SELECT sfzh, xm, je, scbz FROM ga_hjrk ORDER BY sfzh')).toEqual([
      { sfzh: '1', xm: 'a', je: 100, scbz: '0' },
      { sfzh: '2', xm: 'b', je: 100, scbz: '0' },
    ]);
    await place.remove();
  });
});
