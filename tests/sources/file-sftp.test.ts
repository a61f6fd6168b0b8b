import { rename, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { createSftpServer, type SftpServer } from '../../sandbox/systems/sftp-server.js';
import { fileFixture, summary, values, type FileFixture } from './file-fixture.js';

const account = { username: 'hub', password: 'sandbox-secret' };
const rows = Array.from({ length: 30_000 }, (_, at) => [`N${at}`, String(at), '张三'.repeat(8)]);
let server: SftpServer;
/** Writes below the served folder. */
let department: FileFixture;
/** Reads over SFTP. */
let hub: FileFixture;

beforeEach(async () => {
  department = await fileFixture();
  server = await createSftpServer({ root: department.root, ...account });
  const { host, port } = server;
  hub = await fileFixture({ endpoint: { sftp: { host, port, ...account, root: '/' } } });
});
afterEach(async () => {
  await hub.close();
  await server.close();
  await department.close();
});

test('a file read over SFTP gives the rows of the same file in a folder', async () => {
  await department.deliver({ rows });
  const offers = await hub.run();
  expect(summary(offers)).toEqual(['CZ_JKD_20250228_QL_01 30000']);
  expect(values(offers)).toEqual(rows);
  expect(await hub.run()).toEqual([]);
});

test('the rules of the folder hold over SFTP', async () => {
  const changes = (day: string, rows: string[][]): Promise<void> =>
    department.deliver({ kind: 'ZL', businessDate: day, rows });
  const path = (name: string): string => join(department.root, 'finance', name);
  await department.deliver({ rows: [['A', '1', null]] });
  await changes('20250301', [['U', 'A', '2', '珅']]);
  await rename(path('CZ_JKD_20250301_ZL_01.csv'), path('CZ_JKD_20250301_ZL_01.csv.part'));
  await changes('20250302', [['D', 'A', '', '']]);
  await rename(path('CZ_JKD_20250302_ZL_01.ok'), path('aside'));
  await utimes(path('CZ_JKD_20250302_ZL_01.csv'), 0, 0);
  await department.put('CZ_JKD_20250303_ZL_01', '操作,编号,金额,说明\r\n', { sha256: '0'.repeat(64) });
  await changes('20250304', []);
  const offers = await hub.run();
  expect(summary(offers)).toEqual([
    'CZ_JKD_20250228_QL_01 1',
    'CZ_JKD_20250301_ZL_01 FILE_MISSING',
    'CZ_JKD_20250303_ZL_01 FILE_HASH_MISMATCH',
    'CZ_JKD_20250304_ZL_01 0',
  ]);
  expect(offers[3]?.watermark).toBe('2025-03-04T16:00:00.000Z');
  expect(hub.log.text()).toContain('CZ_JKD_20250302_ZL_01.csv');
  expect(await hub.run()).toEqual([]);
  await rename(path('CZ_JKD_20250301_ZL_01.csv.part'), path('CZ_JKD_20250301_ZL_01.csv'));
  await rename(path('aside'), path('CZ_JKD_20250302_ZL_01.ok'));
  const mended = await hub.run();
  expect(summary(mended)).toEqual(['CZ_JKD_20250301_ZL_01 1', 'CZ_JKD_20250302_ZL_01 1']);
  expect(mended.flatMap(({ rows }) => rows.map(({ deleted }) => deleted))).toEqual([false, true]);
});

test('a connection that was lost between two runs is made again', async () => {
  await department.deliver({ rows: [['A', '1', null]] });
  await hub.source.check(new AbortController().signal);
  await server.cut();
  expect(summary(await hub.run())).toEqual(['CZ_JKD_20250228_QL_01 1']);
});

test('a connection that is lost while reading fails the run, and the next one reads everything', async () => {
  await department.deliver({ rows });
  const { signal } = new AbortController();
  const interrupted = async (): Promise<void> => {
    for await (const item of hub.source.deliveries(null, signal)) {
      if ('status' in item) continue;
      for await (const _ of item.read(signal)) await server.cut();
    }
  };
  await expect(interrupted()).rejects.toMatchObject({ name: 'RetryableError', code: 'FILE_UNREACHABLE' });
  expect(summary(await hub.run())).toEqual(['CZ_JKD_20250228_QL_01 30000']);
});

test('a wrong password is a wrong setting, and tried once', async () => {
  const { host, port } = server;
  const sftp = { host, port, username: 'hub', password: 'wrong', root: '/' };
  const stranger = await fileFixture({ endpoint: { sftp } });
  await expect(stranger.run()).rejects.toMatchObject({ name: 'ConfigError', code: 'FILE_ACCOUNT' });
  await stranger.close();
});

test('a server that is not there is worth another try, after a few of its own', async () => {
  await server.close();
  await expect(hub.run()).rejects.toMatchObject({ name: 'RetryableError', code: 'FILE_UNREACHABLE' });
});
