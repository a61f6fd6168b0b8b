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
