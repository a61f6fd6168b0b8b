import { PassThrough } from 'node:stream';
import pRetry, { AbortError } from 'p-retry';
import SftpClient from 'ssh2-sftp-client';
import { ConfigError, RetryableError } from '../../errors.js';
import type { FileTree } from './tree.js';

export interface SftpAccount {
  readonly host: string;
  readonly port: number;
  readonly username: string;
  readonly password?: string;
  readonly privateKey?: string;
  readonly root: string;
}

const TIMEOUT_MS = 20_000;
const BLOCK = 256 * 1024;

function translate(error: unknown): Error {
  const text = error instanceof Error ? error.message : '';
  return /authentication/i.test(text)
    ? new ConfigError('FILE_ACCOUNT', 'the SFTP server refuses the account: check username, password or key')
    : new RetryableError('FILE_UNREACHABLE', 'the SFTP server of the department did not answer');
}

async function connect(account: SftpAccount): Promise<SftpClient> {
  const { host, port, username, password, privateKey } = account;
  const attempt = async (): Promise<SftpClient> => {
    const client = new SftpClient();
    try {
      await client.connect({
        host,
        port,
        username,
        ...(password !== undefined && { password }),
        ...(privateKey !== undefined && { privateKey }),
        readyTimeout: TIMEOUT_MS,
        keepaliveInterval: 10_000,
      });
      return client;
    } catch (error) {
      await client.end().catch(() => undefined);
      const translated = translate(error);
      throw translated instanceof ConfigError ? new AbortError(translated) : translated;
    }
  };
  return pRetry(attempt, { retries: 3, minTimeout: 1000, factor: 2, randomize: true });
}

/** A folder of an SFTP server, read-only; connects on first use. */
export function openSftp(account: SftpAccount, folder: string): FileTree {
  let connection: Promise<SftpClient> | null = null;
  const client = (): Promise<SftpClient> => (connection ??= connect(account));
  const path = `${account.root.replace(/\/+$/, '')}/${folder}`;
  return {
    async list() {
      const files = await (await client()).list(path).catch((error: unknown) => {
        throw translate(error);
      });
      return files
        .filter(({ type }) => type === '-')
        .map(({ name, size, modifyTime }) => ({ name, size, changed: modifyTime }));
    },
    async open(name) {
      const source = (await client()).createReadStream(`${path}/${name}`, { highWaterMark: BLOCK });
      const output = new PassThrough();
      source.on('error', (error: unknown) => output.destroy(translate(error)));
      output.on('close', () => source.destroy());
      return source.pipe(output);
    },
    async close() {
      await (await connection?.catch(() => null))?.end();
      connection = null;
    },
  };
}
