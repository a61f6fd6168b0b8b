import { Readable } from 'node:stream';
import type { SqlValue } from '../store.js';

/** What this module uses of a mysql2 connection. */
export interface InfileConnection {
  query(
    options: { sql: string; infileStreamFactory: () => Readable },
    done: (error: Error | null, result: { warningStatus?: number }) => void,
  ): unknown;
}

const SPECIAL = /[\\\t\n\r\0]/;
const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r', '\0': '\\0' };

function cell(value: SqlValue): string {
  if (value === null) return '\\N';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string')
    return SPECIAL.test(value) ? value.replace(/[\\\t\n\r\0]/g, (char) => ESCAPES[char] ?? char) : value;
  return Buffer.isBuffer(value) ? value.toString('hex') : String(value);
}

/** Rows sent in one packet: the server is at the first ones while the next are written. */
const PACKET = 100;

/** Rows as tab-separated text in the form that LOAD DATA reads by default; binary values as hex. */
function* encode(rows: Iterable<readonly SqlValue[]>): Generator<Buffer> {
  let text = '';
  let count = 0;
  for (const row of rows) {
    text += cell(row[0] ?? null);
    for (let index = 1; index < row.length; index += 1) text += `\t${cell(row[index] ?? null)}`;
    text += '\n';
    count += 1;
    if (count % PACKET !== 0) continue;
    yield Buffer.from(text, 'utf8');
    text = '';
  }
  if (text !== '') yield Buffer.from(text, 'utf8');
}

/**
 * LOAD DATA LOCAL INFILE from memory; rows whose key exists are replaced or left.
 * `binary` says which columns hold bytes. Returns the number of warnings: LOCAL turns errors into them.
 */
export function loadData(
  connection: InfileConnection,
  table: string,
  columns: readonly string[],
  binary: ReadonlySet<string>,
  rows: Iterable<readonly SqlValue[]>,
  duplicates: 'REPLACE' | 'IGNORE',
): Promise<number> {
  const targets = columns.map((name) => (binary.has(name) ? `@${name}` : `\`${name}\``)).join(',');
  const sets = columns.filter((name) => binary.has(name)).map((name) => `\`${name}\`=UNHEX(@${name})`);
  const sql =
    `LOAD DATA LOCAL INFILE 'rows' ${duplicates} INTO TABLE ${table} CHARACTER SET utf8mb4 (${targets})` +
    (sets.length > 0 ? ` SET ${sets.join(',')}` : '');
  return new Promise((resolve, reject) => {
    connection.query({ sql, infileStreamFactory: () => Readable.from(encode(rows)) }, (error, result) =>
      error ? reject(error) : resolve(result.warningStatus ?? 0),
    );
  });
}
