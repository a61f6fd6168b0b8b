import { createServer, type Socket } from 'node:net';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { createViewSource } from '../../src/sources/view/source.js';
import { inpatientStay } from '../../connectors/medical-insurance/inpatient-stay.js';
import { createMysqlExchange } from '../../src/sources/view/mysql.js';
import { createSqliteExchange } from '../../src/sources/view/sqlite.js';
import { uniqueName } from '../support/fresh.js';
import { recordedLog } from '../support/log.js';
import { mysqlUrl } from '../support/server.js';
import { kinds, payment, read, TABLE, viewFixture, type ViewFixture } from './view-fixture.js';

const NOW = '2025-03-01 01:30:00';
const SECRET = '190102195607150015';
const signal = new AbortController().signal;

test('a department without an exchange database is a fault of the settings', () => {
  const deps = { stream: inpatientStay, endpoints: {}, logger: recordedLog().logger };
  expect(() => createViewSource(deps)).toThrow(expect.objectContaining({ code: 'SOURCE_MISSING' }));
});

describe.each(kinds)('faults of the exchange database on %s', (kind) => {
  let at: ViewFixture;
  beforeEach(async () => {
    at = await viewFixture(kind);
    await at.exchange.setClock('mz', NOW);
    await at.exchange.publish(TABLE, [payment(SECRET, '2025-02-28 10:00:00')], '2025-03-01 00:30:00');
  });
  afterEach(() => at.remove());

  test('a table that is as the catalogue says passes the check', async () => {
    await expect(at.open().check(signal)).resolves.toEqual({ unlisted: [] });
  });

  test('the case of a column does not matter, a column that is not listed is told', async () => {
    const columns = [
      ...TABLE.columns.map(({ name, type }) => ({ name: name.toUpperCase(), type })),
      { name: 'Bz', type: 'varchar' as const },
    ];
    await at.exchange.publish({ name: 'mz_upper', columns }, [], NOW);
    expect((await read(at.open({ table: 'mz_upper' }), null)).end).toMatchObject({ unlisted: ['Bz'] });
    expect(at.log()).toContain('"name":"Bz"');
  });

  test('a missing column is named by the check and by the reading', async () => {
    const drift = { name: 'SchemaDrift', code: 'SCHEMA_DRIFT', message: expect.stringContaining('jine ') };
    await expect(at.open({ amount: 'jine' }).check(signal)).rejects.toMatchObject(drift);
    await expect(read(at.open({ amount: 'jine' }), null)).rejects.toMatchObject(drift);
  });

  test('a missing table is named', async () => {
    await at.exchange.publish({ ...TABLE, name: 'yb_other' }, [], '2025-03-01 00:30:00');
    await expect(at.open({ table: 'xx_jzj' }).check(signal)).rejects.toMatchObject({
      code: 'SCHEMA_DRIFT',
      message: expect.stringContaining('xx_sysj '),
    });
  });

  test('a column of another kind of type is named before anything is read', async () => {
    const columns = TABLE.columns.map(({ name, type }) => ({
      name,
      type: name === 'lx' ? ('varchar' as const) : type,
    }));
    await at.exchange.publish({ name: 'mz_typed', columns }, [], NOW);
    await expect(read(at.open({ table: 'mz_typed' }), null)).rejects.toMatchObject({
      code: 'SCHEMA_DRIFT',
      message: expect.stringContaining('lx is no longer integer but text'),
    });
  });
  test('a table of which the department states nothing is a drift', async () => {
    await expect(at.open({ table: 'mz_unstated' }).check(signal)).rejects.toMatchObject({
      code: 'SCHEMA_DRIFT',
      message: expect.stringContaining('mz_dzb has no row for mz_unstated'),
    });
  });

  test('no error and no line of the log holds a statement or a value', async () => {
    const failing = read(at.open({ amount: 'jine' }), { from: '2020-01-01 00:00:00' });
    const error: unknown = await failing.catch((thrown: unknown) => thrown);
    if (!(error instanceof Error)) throw new Error('the reading should have failed');
    const told = `${error.message} ${JSON.stringify(error)} ${at.log()}`;
    expect(error.cause).toBeUndefined();
    expect(told).not.toMatch(/SELECT/i);
    expect(told).not.toContain(SECRET);
  });

  test('a source that was closed opens again when it is read', async () => {
    const source = at.open();
    await source.check(signal);
    await source.close();
    expect((await read(source, null)).rows).toHaveLength(1);
  });

  test('nothing can be written through a source', async () => {
    const deps = { now: () => new Date(), url: at.url, database: at.database };
    const exchange =
      kind === 'sqlite'
        ? createSqliteExchange({ ...deps, file: at.url.slice('sqlite:'.length) })
        : createMysqlExchange(deps);
    const write = `DELETE FROM ${exchange.table('mz_dzb')} RETURNING bmc`;
    await expect(exchange.query(write, [], signal)).rejects.toMatchObject({ code: 'VIEW_ERROR' });
    await exchange.close();
  });

  test('a missing exchange database is tried again, and is not made', async () => {
    const url = kind === 'sqlite' ? `${at.url}-none` : 'mysql://hub_ro:x@127.0.0.1:1/';
    for (let attempt = 0; attempt < 2; attempt++)
      await expect(at.open({ url }).check(signal)).rejects.toMatchObject({
        name: 'RetryableError',
        code: 'VIEW_UNREACHABLE',
      });
  });

  test('between 00:50 and 01:10 the next try waits until the pause is over', async () => {
    const url = kind === 'sqlite' ? `${at.url}-none` : 'mysql://hub_ro:x@127.0.0.1:1/';
    const delayAt = async (local: string): Promise<unknown> => {
      const now = (): Date => new Date(`2025-03-01T${local}+08:00`);
      const error: unknown = await at
        .open({ url, now })
        .check(signal)
        .catch((thrown: unknown) => thrown);
      return error instanceof Error && 'delayMs' in error ? error.delayMs : 'no error';
    };
    expect(await delayAt('00:49:59')).toBeUndefined();
    expect(await delayAt('00:50:00')).toBe(20 * 60_000);
    expect(await delayAt('01:09:30')).toBe(30_000);
    expect(await delayAt('01:10:00')).toBeUndefined();
  });
});

const server = mysqlUrl();

async function isMariadb(url: string): Promise<boolean> {
  const connection = await createConnection(url);
  const [[row]] = await connection.query<RowDataPacket[]>('SELECT VERSION() AS version');
  await connection.end();
  return String(row?.['version']).includes('MariaDB');
}
const mariadb = server !== undefined && (await isMariadb(server));

(server === undefined ? describe.skip : describe)('faults that only a server has', () => {
  let at: ViewFixture;
  const user = uniqueName('hub').slice(0, 16);
  const administer = async (...statements: string[]): Promise<void> => {
    const connection = await createConnection(server ?? '');
    for (const statement of statements) await connection.query(statement);
    await connection.end();
  };
  /** Ends the account's connections, or only what they are at, once there are some in that state. */
  const kill = async (what: 'CONNECTION' | 'QUERY', state: '' | 'User sleep'): Promise<void> => {
    const connection = await createConnection(server ?? '');
    let ids: number[] = [];
    while (ids.length === 0) {
      const [rows] = await connection.query<RowDataPacket[]>('SHOW PROCESSLIST');
      ids = rows.filter(({ User, State }) => User === user && State === state).map(({ Id }) => Number(Id));
    }
    for (const id of ids) await connection.query(`KILL ${what} ${id}`);
    await connection.end();
  };
  const asUser = (password: string): string => {
    const url = new URL(at.url);
    return `mysql://${user}:${password}@${url.host}/`;
  };
  beforeEach(async () => {
    at = await viewFixture('mysql');
    await at.exchange.setClock('mz', NOW);
    await at.exchange.publish(TABLE, [payment(SECRET, '2025-02-28 10:00:00')], '2025-03-01 00:30:00');
    await administer(`CREATE USER ${user}@'%' IDENTIFIED BY 'right' WITH MAX_USER_CONNECTIONS 4`);
  });
  afterEach(async () => {
    await administer(`DROP USER ${user}@'%'`);
    await at.remove();
  });

  test('a wrong password and a missing right are faults of the account', async () => {
    const fault = { name: 'ConfigError', code: 'VIEW_ACCOUNT' };
    await expect(at.open({ url: asUser('wrong') }).check(signal)).rejects.toMatchObject(fault);
    await expect(at.open({ url: asUser('right') }).check(signal)).rejects.toMatchObject(fault);
  });

  test('an account that may read everything but the table is a fault of the account, not a drift', async () => {
    for (const table of ['mz_sysj', 'mz_dzb'])
      await administer(`GRANT SELECT ON ${at.database}.${table} TO ${user}@'%'`);
    await expect(at.open({ url: asUser('right') }).check(signal)).rejects.toMatchObject({
      code: 'VIEW_ACCOUNT',
    });
  });

  test('an account that may only SELECT is enough', async () => {
    await administer(`GRANT SELECT ON ${at.database}.* TO ${user}@'%'`);
    expect((await read(at.open({ url: asUser('right') }), null)).rows).toHaveLength(1);
  });

  test('a source takes one connection: four of a department are read at a time, a fifth is tried again', async () => {
    await administer(`GRANT SELECT ON ${at.database}.* TO ${user}@'%'`);
    const sources = Array.from({ length: 5 }, () => at.open({ url: asUser('right') }));
    for (const source of sources.slice(0, 4)) await source.check(signal);
    await expect(sources[4]?.check(signal)).rejects.toMatchObject({ code: 'VIEW_UNREACHABLE' });
  });

  test('a connection that broke is opened again by the next statement', async () => {
    await administer(`GRANT SELECT ON ${at.database}.* TO ${user}@'%'`);
    const source = at.open({ url: asUser('right') });
    await source.check(signal);
    await kill('CONNECTION', '');
    await source
      .check(signal)
      .catch((error: unknown) =>
        expect(error).toMatchObject({ name: 'RetryableError', code: 'VIEW_UNREACHABLE' }),
      );
    await expect(source.check(signal)).resolves.toEqual({ unlisted: [] });
  });

  /** A table of the department that takes two seconds to answer. */
  const publishSlow = (): Promise<void> =>
    administer(
      `CREATE VIEW ${at.database}.mz_slow AS SELECT * FROM ${at.database}.mz_jzj WHERE SLEEP(2) = 0`,
      `INSERT INTO ${at.database}.mz_dzb VALUES ('mz_slow', '2025-03-01 00:30:00', 1, 0)`,
    );

  test('a statement that somebody stops is tried again', async () => {
    await administer(`GRANT SELECT ON ${at.database}.* TO ${user}@'%'`);
    await publishSlow();
    const fault = { name: 'RetryableError', code: 'VIEW_TIMEOUT' };
    const refused = expect(at.open({ url: asUser('right'), table: 'mz_slow' }).check(signal)).rejects;
    await Promise.all([refused.toMatchObject(fault), kill('QUERY', 'User sleep')]);
  });

  // MySQL knows no such limit of an account.
  (mariadb ? test : test.skip)(
    'a statement that exceeds what its account may take is tried again',
    async () => {
      await administer(`GRANT SELECT ON ${at.database}.* TO ${user}@'%' WITH MAX_STATEMENT_TIME 0.2`);
      await publishSlow();
      await expect(at.open({ url: asUser('right'), table: 'mz_slow' }).check(signal)).rejects.toMatchObject({
        name: 'RetryableError',
        code: 'VIEW_TIMEOUT',
      });
    },
  );

  test('a run that is cancelled does not wait for the statement', async () => {
    await publishSlow();
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 200);
    await expect(at.open({ table: 'mz_slow' }).check(stop.signal)).rejects.toMatchObject({
      name: 'AbortError',
    });
  });

  test('a run that is cancelled does not wait for a server that accepts and says nothing', async () => {
    const sockets: Socket[] = [];
    const mute = createServer((socket) => void sockets.push(socket));
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
    const address = mute.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 200);
    await expect(
      at.open({ url: `mysql://hub_ro:x@127.0.0.1:${address.port}/` }).check(stop.signal),
    ).rejects.toMatchObject({ name: 'AbortError' });
    for (const socket of sockets) socket.destroy();
    mute.close();
  });
});
