import pRetry, { AbortError } from 'p-retry';
import SftpClient from 'ssh2-sftp-client';
import { ConfigError, RetryableError } from '../../errors.js';
import type { FileTree } from './tree.js';

/** An account on a department's SFTP server. */
export interface SftpAccount {
  readonly host: string;
  readonly port: number;
  readonly username: string;
  readonly password?: string;
  readonly privateKey?: string;
  readonly root: string;
}

const CONNECT_MS = 20_000;
const ANSWER_MS = 60_000;
const KEEP_ALIVE_MS = 10_000;
const BLOCK = 256 * 1024;
const RETRIES = { retries: 3, minTimeout: 500, factor: 2, randomize: true };

function translate(error: unknown): Error {
  const text = error instanceof Error ? error.message : '';
  return /authentication/i.test(text)
    ? new ConfigError('FILE_ACCOUNT', 'the SFTP server refuses the account: check username, password or key')
    : new RetryableError('FILE_UNREACHABLE', 'the SFTP server of the department did not answer');
}

/** What `work` gives, unless it takes longer than the server may take to answer. */
async function inTime<Result>(work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), ANSWER_MS);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

async function connect(account: SftpAccount): Promise<SftpClient> {
  const { host, port, username, password, privateKey } = account;
  // Without listeners of ours the client would print each lost connection.
  const client = new SftpClient('tributary', {});
  try {
    await client.connect({
      host,
      port,
      username,
      ...(password !== undefined && { password }),
      ...(privateKey !== undefined && { privateKey }),
      readyTimeout: CONNECT_MS,
      keepaliveInterval: KEEP_ALIVE_MS,
    });
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
}

/** A folder of an SFTP server, read-only; connects on first use and again when the connection was lost. */
export function openSftp(account: SftpAccount, folder: string): FileTree {
  const path = `${account.root.replace(/\/+$/, '')}/${folder}`;
  let connection: Promise<SftpClient> | null = null;

  async function disconnect(): Promise<void> {
    const last = connection;
    connection = null;
    const client = await last?.catch(() => null);
    await client?.end().catch(() => undefined);
  }

  const attempt = <Result>(work: (client: SftpClient) => Promise<Result>): Promise<Result> =>
    pRetry(async () => {
      try {
        return await inTime(work(await (connection ??= connect(account))));
      } catch (error) {
        await disconnect();
        const translated = translate(error);
        throw translated instanceof ConfigError ? new AbortError(translated) : translated;
      }
    }, RETRIES);

  return {
    async list() {
      const files = await attempt((client) => client.list(path));
      return files
        .filter(({ type }) => type === '-')
        .map(({ name, size, modifyTime }) => ({ name, size, changed: modifyTime }));
    },
    async *read(name) {
      // Asking for the file's attributes finds a connection that was lost since its last use.
      const source = await attempt(async (client) => {
        await client.stat(`${path}/${name}`);
        return client.createReadStream(`${path}/${name}`, { highWaterMark: BLOCK });
      });
      // A lost connection may fail the closing of the file after the last block: nobody waits for that.
      source.on('error', () => undefined);
      const blocks: AsyncIterator<Buffer> = source[Symbol.asyncIterator]();
      const next = async (): Promise<IteratorResult<Buffer>> => {
        try {
          return await inTime(blocks.next());
        } catch (error) {
          await disconnect();
          throw translate(error);
        }
      };
      try {
        for (let block = await next(); !block.done; block = await next()) yield block.value;
      } finally {
        source.destroy();
      }
    },
    close: disconnect,
  };
}
