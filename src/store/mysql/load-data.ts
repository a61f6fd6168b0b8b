import { Readable } from 'node:stream';
import type { SqlValue } from '../store.js';
import { loadText, type PackedText } from './load-text.js';

/** What this module uses of a mysql2 connection. */
export interface InfileConnection {
  query(
    options: { sql: string; infileStreamFactory: () => Readable },
    done: (error: Error | null, result: { warningStatus?: number }) => void,
  ): unknown;
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
  packed?: PackedText,
): Promise<number> {
  const targets = columns.map((name) => (binary.has(name) ? `@${name}` : `\`${name}\``)).join(',');
  const sets = columns.filter((name) => binary.has(name)).map((name) => `\`${name}\`=UNHEX(@${name})`);
  const sql =
    `LOAD DATA LOCAL INFILE 'rows' ${duplicates} INTO TABLE ${table} CHARACTER SET utf8mb4 (${targets})` +
    (sets.length > 0 ? ` SET ${sets.join(',')}` : '');
  return new Promise((resolve, reject) => {
    connection.query(
      { sql, infileStreamFactory: () => Readable.from(loadText(rows, packed)) },
      (error, result) => (error ? reject(error) : resolve(result.warningStatus ?? 0)),
    );
  });
}
