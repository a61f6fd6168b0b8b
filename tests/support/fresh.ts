import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { createConnection } from 'mysql2/promise';
import { mysqlUrl, redisUrl } from './server.js';

/** A name that no other test run uses: for databases, queue prefixes, channels. Lower case, `_` and digits. */
export const uniqueName = (stem = 'tributary_test'): string => `${stem}_${randomBytes(6).toString('hex')}`;

/** An empty MariaDB database of its own. */
export interface FreshDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** Makes an empty utf8mb4 database on the test server; throws when there is none. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const server = mysqlUrl();
  if (server === undefined) throw new Error('set TRIBUTARY_TEST_MYSQL_URL to test on MariaDB');
  const name = uniqueName();
  const execute = async (sql: string): Promise<void> => {
    const connection = await createConnection(server);
    await connection.query(sql).finally(() => connection.end());
  };
  await execute(`CREATE DATABASE ${name} CHARACTER SET utf8mb4`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => execute(`DROP DATABASE IF EXISTS ${name}`) };
}

/** An empty folder of its own. */
export interface FreshFolder {
  readonly path: string;
  remove(): Promise<void>;
}

/** Makes an empty folder among the temporary files. */
export async function freshFolder(): Promise<FreshFolder> {
  const path = await mkdtemp(join(tmpdir(), 'tributary-test-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** Removes every key of a prefix from the test Redis. */
export async function dropKeys(prefix: string): Promise<void> {
  const server = redisUrl();
  if (server === undefined) return;
  const redis = new Redis(server);
  for await (const keys of redis.scanStream({ match: `${prefix}:*`, count: 1_000 }))
    if (keys.length > 0) await redis.unlink(keys);
  redis.disconnect();
}
