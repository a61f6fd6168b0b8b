import { generateKeyPairSync, timingSafeEqual } from 'node:crypto';
import type { Stats } from 'node:fs';
import { open, readdir, stat, type FileHandle } from 'node:fs/promises';
import { join, posix } from 'node:path';
import ssh2, { type Attributes, type Connection, type FileEntry, type SFTPWrapper } from 'ssh2';

/** How to run a department's SFTP server. */
export interface SftpServerDeps {
  /** Folder of this machine that is served as `/`. */
  readonly root: string;
  readonly username: string;
  readonly password: string;
  /** 127.0.0.1 unless said otherwise. */
  readonly host?: string;
  /** 0, the default, takes a free one. */
  readonly port?: number;
}

/** A running, read-only SFTP server. */
export interface SftpServer {
  readonly host: string;
  readonly port: number;
  /** Cuts every open connection; both sides know of it when this is done. */
  cut(): Promise<void>;
  close(): Promise<void>;
}

const { STATUS_CODE, OPEN_MODE } = ssh2.utils.sftp;
const WRITING = OPEN_MODE.WRITE | OPEN_MODE.APPEND | OPEN_MODE.CREAT | OPEN_MODE.TRUNC;
const LARGEST_READ = 256 * 1024;
const NAMES_A_REPLY = 100;

/** What a client holds open: a file, or the names of a folder that it has not been told yet. */
interface Handle {
  readonly file?: FileHandle;
  readonly listing?: { readonly folder: string; readonly names: string[] };
}

const attributesOf = ({ mode, uid, gid, size, atimeMs, mtimeMs }: Stats): Attributes => ({
  mode,
  uid,
  gid,
  size,
  atime: Math.floor(atimeMs / 1000),
  mtime: Math.floor(mtimeMs / 1000),
});
const NO_ATTRIBUTES: Attributes = { mode: 0, uid: 0, gid: 0, size: 0, atime: 0, mtime: 0 };

async function entryOf(folder: string, name: string): Promise<FileEntry> {
  const found = await stat(join(folder, name));
  const longname = `${found.isDirectory() ? 'd' : '-'}r--r--r-- 1 0 0 ${found.size} Jan 1 00:00 ${name}`;
  return { filename: name, longname, attrs: attributesOf(found) };
}

/** The handles that one session holds open; they are numbered in four bytes. */
function createHandles() {
  const handles = new Map<number, Handle>();
  let last = 0;
  const numberOf = (name: Buffer): number => (name.length === 4 ? name.readUInt32BE() : 0);
  return {
    add(handle: Handle): Buffer {
      handles.set((last += 1), handle);
      const name = Buffer.alloc(4);
      name.writeUInt32BE(last);
      return name;
    },
    get: (name: Buffer): Handle => handles.get(numberOf(name)) ?? {},
    async close(name: Buffer): Promise<boolean> {
      const handle = handles.get(numberOf(name));
      handles.delete(numberOf(name));
      await handle?.file?.close();
      return handle !== undefined;
    },
    async closeAll(): Promise<void> {
      const left = [...handles.values()];
      handles.clear();
      await Promise.all(left.map(({ file }) => file?.close()));
    },
  };
}

/** Answers one SFTP session from `root`; whatever would write is denied. */
function serve(session: SFTPWrapper, root: string): void {
  const handles = createHandles();
  const local = (path: string): string => join(root, posix.normalize(`/${path}`));
  const attempt = (request: number, work: () => Promise<void>): void => {
    work().catch((error: unknown) => {
      const missing =
        typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';
      session.status(request, missing ? STATUS_CODE.NO_SUCH_FILE : STATUS_CODE.FAILURE);
    });
  };
  const denied = (request: number): void => void session.status(request, STATUS_CODE.PERMISSION_DENIED);
  const withFile = (request: number, name: Buffer, work: (file: FileHandle) => Promise<void>): void => {
    const { file } = handles.get(name);
    if (file) attempt(request, () => work(file));
    else session.status(request, STATUS_CODE.FAILURE);
  };
  const attributes = (request: number, path: string): void =>
    attempt(request, async () => session.attrs(request, attributesOf(await stat(local(path)))));

  session.on('REALPATH', (request, path) => {
    const filename = posix.normalize(`/${path}`);
    session.name(request, [{ filename, longname: filename, attrs: NO_ATTRIBUTES }]);
  });
  session.on('STAT', attributes);
  session.on('LSTAT', attributes);
  session.on('OPENDIR', (request, path) =>
    attempt(request, async () => {
      const folder = local(path);
      session.handle(request, handles.add({ listing: { folder, names: await readdir(folder) } }));
    }),
  );
  session.on('READDIR', (request, name) =>
    attempt(request, async () => {
      const { folder = '', names = [] } = handles.get(name).listing ?? {};
      const entries = await Promise.all(names.splice(0, NAMES_A_REPLY).map((file) => entryOf(folder, file)));
      if (entries.length > 0) session.name(request, entries);
      else session.status(request, STATUS_CODE.EOF);
    }),
  );
  session.on('OPEN', (request, path, flags) => {
    if (flags & WRITING) denied(request);
    else
      attempt(request, async () =>
        session.handle(request, handles.add({ file: await open(local(path), 'r') })),
      );
  });
  session.on('FSTAT', (request, name) =>
    withFile(request, name, async (file) => session.attrs(request, attributesOf(await file.stat()))),
  );
  session.on('READ', (request, name, offset, length) =>
    withFile(request, name, async (file) => {
      const block = Buffer.alloc(Math.min(length, LARGEST_READ));
      const { bytesRead } = await file.read(block, 0, block.length, offset);
      if (bytesRead === 0) session.status(request, STATUS_CODE.EOF);
      else session.data(request, block.subarray(0, bytesRead));
    }),
  );
  session.on('CLOSE', (request, name) =>
    attempt(request, async () => {
      session.status(request, (await handles.close(name)) ? STATUS_CODE.OK : STATUS_CODE.FAILURE);
    }),
  );
  for (const change of ['WRITE', 'SETSTAT', 'FSETSTAT', 'REMOVE', 'RENAME', 'MKDIR', 'RMDIR', 'SYMLINK'])
    session.on(change, denied);
  session.on('close', () => void handles.closeAll());
}

const same = (given: string, expected: string): boolean => {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
};

/** Starts a read-only SFTP server over a folder, with one account and a host key of its own. */
export async function createSftpServer(deps: SftpServerDeps): Promise<SftpServer> {
  const { root, host = '127.0.0.1', port = 0 } = deps;
  const connections = new Set<Connection>();
  // The library's own generator makes an Ed25519 key now and then that it cannot read itself.
  const { privateKey: hostKey } = generateKeyPairSync('ec', {
    namedCurve: 'prime256v1',
    privateKeyEncoding: { type: 'sec1', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const server = new ssh2.Server({ hostKeys: [hostKey] }, (connection) => {
    connections.add(connection);
    connection.on('close', () => connections.delete(connection));
    connection.on('error', () => connection.end()); // a client that goes away is nothing to report
    connection.on('authentication', (login) => {
      const known =
        login.method === 'password' &&
        same(login.username, deps.username) &&
        same(login.password, deps.password);
      if (known) login.accept();
      else login.reject(['password']);
    });
    connection.on('session', (accept) => accept().on('sftp', (open) => serve(open(), root)));
  });
  const cut = async (): Promise<void> => {
    const closed = [...connections].map(
      (connection) => new Promise<void>((resolve) => connection.once('close', () => resolve())),
    );
    for (const connection of connections) connection.end();
    await Promise.all(closed);
  };
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address();
  return {
    host,
    port: typeof address === 'object' && address !== null ? address.port : port,
    cut,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        void cut();
      }),
  };
}
