import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import { kindOf, quoted, type Cell, type Exchange } from './exchange.js';
import { failureOf, missingName, type Fault } from './failure.js';

const CONNECT_MS = 10_000;
const STATEMENT_MS = 60_000;
const NO_ANSWER = 'NO_ANSWER';

// By number: the driver knows no names for the codes that only MariaDB has.
const MISSING = new Set([1049, 1054, 1146, 1356]); // database, column, table, view over something missing
const TIMEOUT = new Set([1205, 1317, 1969, 3024]); // lock wait, stopped by somebody, statement time on MariaDB and on MySQL
const ACCOUNT = new Set([1044, 1045, 1130, 1142, 1143, 1698, 1820, 1862, 3118, 4151]); // denied, expired, locked
const UNREACHABLE = new Set([1040, 1053, 1077, 1203, 1226, 1927, 3169, 4031]); // too many, shutdown, killed, idle

interface DriverError {
  readonly code: string;
  readonly errno: number;
  /** The connection is gone. */
  readonly fatal: boolean;
  readonly message: string;
}

function read(error: unknown): DriverError {
  const { code, errno, fatal, message }: Partial<Record<keyof DriverError, unknown>> =
    typeof error === 'object' && error !== null ? error : {};
  return {
    code: String(code ?? errno ?? 'UNKNOWN'),
    errno: Number(errno),
    fatal: fatal === true,
    message: String(message),
  };
}

function faultOf(error: unknown): Fault {
  const { code, errno, fatal, message } = read(error);
  if (MISSING.has(errno)) return { kind: 'missing', name: missingName(message) };
  if (TIMEOUT.has(errno) || code === NO_ANSWER) return { kind: 'timeout', code };
  if (ACCOUNT.has(errno)) return { kind: 'account', code };
  const lost = fatal || UNREACHABLE.has(errno) || /^(E[A-Z]+|EAI_AGAIN|PROTOCOL_CONNECTION_LOST)$/.test(code);
  return { kind: lost ? 'unreachable' : 'other', code };
}

async function connect(url: string, onLost: () => void): Promise<Connection> {
  const connection = await createConnection({
    uri: url,
    charset: 'utf8mb4_bin',
    dateStrings: true,
    supportBigNumbers: true,
    connectTimeout: CONNECT_MS,
  });
  connection.on('error', onLost);
  try {
    await connection.query('SET SESSION TRANSACTION READ ONLY');
    return connection;
  } catch (error) {
    connection.destroy();
    throw error;
  }
}

/** The work's result, unless the signal is aborted or the time is over before: then nobody waits any longer. */
async function inTime<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  const done = new AbortController();
  const aborted = once(signal, 'abort', { signal: done.signal }).then((): never => {
    throw signal.reason;
  });
  const late = sleep(STATEMENT_MS, null, { signal: done.signal }).then((): never => {
    throw Object.assign(new Error('no answer'), { code: NO_ANSWER });
  });
  try {
    return await Promise.race([work, aborted, late]);
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

  async function select(sql: string, values: readonly Cell[]): Promise<RowDataPacket[][]> {
    const current = (opened ??= connect(deps.url, forget));
    const options = { sql, values: [...values], rowsAsArray: true };
    const [rows] = await (await current).execute<RowDataPacket[][]>(options);
    return rows;
  }

  function forget(): void {
    // A connection that is still being made goes as soon as it is there.
    opened?.then((connection) => connection.destroy()).catch(() => undefined);
    opened = null;
  }

  async function query(
    sql: string,
    values: readonly Cell[],
    signal: AbortSignal,
  ): Promise<RowDataPacket[][]> {
    signal.throwIfAborted();
    try {
      return await inTime(select(sql, values), signal);
    } catch (error) {
      forget();
      signal.throwIfAborted();
      throw failureOf(faultOf(error), deps.now());
    }
  }

  return {
    dialect: 'mysql',
    query,
    async columns(table, signal) {
      const sql =
        'SELECT COLUMN_NAME, DATA_TYPE FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?';
      const rows = await query(sql, [deps.database, table], signal);
      return rows.map(([name, type]) => ({ name: String(name), kind: kindOf(String(type)) }));
    },
    table: (name) => `${quoted(deps.database)}.${quoted(name)}`,
    async close() {
      const connection = await opened?.catch(() => undefined);
      opened = null;
      await connection?.end().catch(() => undefined);
    },
  };
}
