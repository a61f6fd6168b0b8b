import { existsSync } from 'node:fs';
import Database from 'libsql';
import { kindOf, quoted, type Cell, type Exchange } from './exchange.js';
import { failureOf, missingName, type Fault } from './failure.js';

/** Time to wait for a department that is publishing. */
const BUSY_MS = 10_000;

function faultOf(error: unknown): Fault {
  const { code: given, message }: { code?: unknown; message?: unknown } =
    typeof error === 'object' && error !== null ? error : {};
  const text = String(message);
  if (/^no such (column|table): /.test(text)) return { kind: 'missing', name: missingName(text) };
  const code = String(given ?? 'UNKNOWN');
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) return { kind: 'timeout', code };
  if (/^SQLITE_(CANTOPEN|IOERR)/.test(code) || text.startsWith('ConnectionFailed'))
    return { kind: 'unreachable', code: code || 'SQLITE_CANTOPEN' };
  return { kind: 'other', code };
}

function open(file: string) {
  const database = new Database(file);
  database.exec(`PRAGMA query_only = ON; PRAGMA busy_timeout = ${BUSY_MS}`);
  return database;
}

const isRow = (row: unknown): row is readonly unknown[] => Array.isArray(row);

/** The exchange database of an embedded trial: one file with the tables of all departments. */
export function createSqliteExchange(deps: { file: string; now: () => Date }): Exchange {
  let database: ReturnType<typeof open> | null = null;
  async function query(sql: string, values: readonly Cell[], signal: AbortSignal) {
    signal.throwIfAborted();
    // The driver would make a missing file.
    if (!existsSync(deps.file)) throw failureOf({ kind: 'unreachable', code: 'ENOENT' }, deps.now());
    try {
      database ??= open(deps.file);
      return database
        .prepare(sql)
        .raw(true)
        .all([...values])
        .filter(isRow);
    } catch (error) {
      throw failureOf(faultOf(error), deps.now());
    }
  }
  return {
    dialect: 'sqlite',
    table: quoted,
    query,
    async columns(table, signal) {
      const rows = await query('SELECT name, type FROM pragma_table_info(?)', [table], signal);
      return rows.map(([name, type]) => ({ name: String(name), kind: kindOf(String(type)) }));
    },
    async close() {
      database?.close();
      database = null;
    },
  };
}
