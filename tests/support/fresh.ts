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

const RUN = 'TRIBUTARY_TEST_RUN';

/** What the names of this run's databases begin with; made when the run begins, see `run.ts`. */
export function databasePrefix(): string {
  process.env[RUN] ??= uniqueName();
  return process.env[RUN];
}

async function execute(sql: string): Promise<unknown> {
  const server = mysqlUrl();
  if (server === undefined) throw new Error('set TRIBUTARY_TEST_MYSQL_URL to test on MariaDB');
  const connection = await createConnection(server);
  const [rows] = await connection.query(sql).finally(() => connection.end());
  return rows;
}

/** Opens a utf8mb4 database of the test server, made if need be; throws when there is no server. */
export async function openDatabase(name: string): Promise<FreshDatabase> {
  await execute(`CREATE DATABASE IF NOT EXISTS ${name} CHARACTER SET utf8mb4`);
  const url = new URL(mysqlUrl() ?? '');
  url.pathname = `/${name}`;
  return { url: url.href, drop: async () => void (await execute(`DROP DATABASE IF EXISTS ${name}`)) };
}

/** Makes an empty database. */
export const freshDatabase = (): Promise<FreshDatabase> => openDatabase(uniqueName());

/** Drops every database of this run. */
export async function dropDatabases(): Promise<void> {
  if (mysqlUrl() === undefined) return;
  const pattern = `${databasePrefix().replaceAll('_', '\\_')}\\_%`;
  const rows = await execute(`SHOW DATABASES LIKE '${pattern}'`);
  if (!Array.isArray(rows)) return;
  for (const row of rows)
    for (const name of Object.values(row)) await execute(`DROP DATABASE ${String(name)}`);
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
