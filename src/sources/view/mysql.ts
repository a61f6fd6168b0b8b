import { once } from 'node:events';
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import { quoted, type Exchange } from './exchange.js';
import { failureOf, missingName, type Fault } from './failure.js';

const CONNECT_MS = 10_000;
const STATEMENT_MS = 60_000;

const MISSING = new Set(['ER_BAD_FIELD_ERROR', 'ER_NO_SUCH_TABLE', 'ER_BAD_DB_ERROR', 'ER_VIEW_INVALID']);
const TIMEOUT = new Set(['PROTOCOL_SEQUENCE_TIMEOUT', 'ER_STATEMENT_TIMEOUT', 'ER_QUERY_TIMEOUT']);
const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
  'PROTOCOL_CONNECTION_LOST',
  'ER_CON_COUNT_ERROR',
  'ER_TOO_MANY_USER_CONNECTIONS',
  'ER_USER_LIMIT_REACHED',
  'ER_CONNECTION_KILLED',
  'ER_SERVER_SHUTDOWN',
  'ER_LOCK_WAIT_TIMEOUT',
]);

function faultOf(error: unknown): Fault {
  if (!(error instanceof Error)) return { kind: 'other', code: 'UNKNOWN' };
  const code = 'code' in error ? String(error.code) : 'UNKNOWN';
  if (MISSING.has(code)) return { kind: 'missing', name: missingName(error.message) };
  if (TIMEOUT.has(code)) return { kind: 'timeout', code };
  if (/ACCESS_DENIED|ACCOUNT_HAS_BEEN_LOCKED|MUST_CHANGE_PASSWORD|HOST_NOT_PRIVILEGED/.test(code))
    return { kind: 'account', code };
  return { kind: UNREACHABLE.has(code) ? 'unreachable' : 'other', code };
}

async function connect(url: string): Promise<Connection> {
  const connection = await createConnection({
    uri: url,
    charset: 'utf8mb4_bin',
    dateStrings: true,
    supportBigNumbers: true,
    connectTimeout: CONNECT_MS,
  });
  // A connection that breaks while idle is noticed by the next statement.
  connection.on('error', () => connection.destroy());
  await connection.query({ sql: 'SET SESSION TRANSACTION READ ONLY', timeout: STATEMENT_MS });
  return connection;
}

async function select(connection: Connection, sql: string, values: readonly unknown[], signal: AbortSignal) {
  const done = new AbortController();
  const aborted = once(signal, 'abort', { signal: done.signal }).then((): never => {
    throw signal.reason;
  });
  aborted.catch(() => undefined); // lost the race
  try {
    const options = { sql, values: [...values], rowsAsArray: true, timeout: STATEMENT_MS };
    const [rows] = await Promise.race([connection.execute<RowDataPacket[][]>(options), aborted]);
    return rows;
  } finally {
    done.abort();
  }
}

/**
 * The exchange database on MariaDB or MySQL. One connection for each source, opened when needed and again when
 * it broke, so that four streams of a department may be read at a time.
 * @param url `mysql://user:password@host:port/`
 */
export function createMysqlExchange(deps: { url: string; database: string; now: () => Date }): Exchange {
  let opened: Promise<Connection> | null = null;

  const forget = async (): Promise<void> => {
    const broken = await opened?.catch(() => undefined);
    opened = null;
    broken?.destroy();
  };

  return {
    table: (name) => `${quoted(deps.database)}.${quoted(name)}`,
    async query(sql, values, signal) {
      signal.throwIfAborted();
      try {
        opened ??= connect(deps.url);
        return await select(await opened, sql, values, signal);
      } catch (error) {
        await forget();
        signal.throwIfAborted();
        throw failureOf(faultOf(error), deps.now());
      }
    },
    async close() {
      const connection = await opened?.catch(() => undefined);
      opened = null;
      await connection?.end().catch(() => undefined);
    },
  };
}
