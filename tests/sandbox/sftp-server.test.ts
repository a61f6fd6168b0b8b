import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import SftpClient from 'ssh2-sftp-client';
import { createSftpServer, type SftpServer } from '../../sandbox/systems/sftp-server.js';
import { freshFolder, type FreshFolder } from '../support/fresh.js';

const account = { username: 'hub', password: 'sandbox-secret' };
let folder: FreshFolder;
let server: SftpServer;
let client: SftpClient;

beforeEach(async () => {
  folder = await freshFolder();
  await mkdir(join(folder.path, 'finance'));
  server = await createSftpServer({ root: folder.path, ...account });
  client = new SftpClient('test', {});
});
afterEach(async () => {
  await client.end();
  await server.close();
  await folder.remove();
});

const connect = (password = account.password) =>
  client.connect({ host: server.host, port: server.port, username: account.username, password });

async function readAll(path: string): Promise<Buffer> {
  const bytes = await client.get(path);
  return Buffer.isBuffer(bytes) ? bytes : Buffer.alloc(0);
}

test('a folder is listed and a file of several blocks is read whole', async () => {
  const content = Buffer.alloc(1_000_000, 'abcdefghijk');
  await writeFile(join(folder.path, 'finance', 'A.txt'), content);
  await connect();
  const listed = await client.list('/finance');
  expect(listed.map(({ name, size, type }) => ({ name, size, type }))).toEqual([
    { name: 'A.txt', size: content.length, type: '-' },
  ]);
  expect(content.equals(await readAll('/finance/A.txt'))).toBe(true);
});

test('a folder of hundreds of files is listed to its end', async () => {
  const names = Array.from({ length: 250 }, (_, at) => `F${String(at).padStart(3, '0')}`);
  await Promise.all(names.map((name) => writeFile(join(folder.path, 'finance', name), '')));
  await connect();
  expect((await client.list('/finance')).map(({ name }) => name).toSorted()).toEqual(names);
});

test('nothing can be written, renamed or removed', async () => {
  await writeFile(join(folder.path, 'finance', 'A.txt'), 'a');
  await connect();
  await expect(client.put(Buffer.from('b'), '/finance/A.txt')).rejects.toThrow('Permission denied');
  await expect(client.rename('/finance/A.txt', '/finance/B.txt')).rejects.toThrow('Permission denied');
  await expect(client.delete('/finance/A.txt')).rejects.toThrow('Permission denied');
});

test('a path cannot leave the served folder', async () => {
  await connect();
  await expect(client.get('/../../../etc/passwd')).rejects.toThrow('No such file');
});

test('a wrong password is refused', async () => {
  await expect(connect('wrong')).rejects.toThrow('authentication methods failed');
});
