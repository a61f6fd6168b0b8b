import type { Store } from '../../store/store.js';
import type { ReplicaColumn, ReplicaTable } from './layout.js';

/** Columns whose text cannot hold a comma, a quote or a line break. */
function isBare({ stored }: ReplicaColumn): boolean {
  if (!stored || stored.part !== 'value') return true;
  if (stored.type === 'string' || stored.type === 'text') return false;
  return stored.type !== 'ascii' || stored.field.type === 'month' || stored.field.codes !== undefined;
}

/** An empty cell is null; an empty text is quoted. */
function cell(dialect: Store['dialect'], column: ReplicaColumn): string {
  const name = `\`${column.name}\``;
  if (isBare(column)) return `COALESCE(${name},'')`;
  const text = `REPLACE(${name},'"','""')`;
  return `COALESCE(${dialect === 'mysql' ? `CONCAT('"',${text},'"')` : `'"'||${text}||'"'`},'')`;
}

/**
 * A row of the store as one line of CSV, put together by the database: one text a row is several times
 * cheaper to take over than a value a column.
 */
export function lineExpression(dialect: Store['dialect'], table: ReplicaTable): string {
  const cells = table.columns.map((column) => cell(dialect, column));
  return dialect === 'mysql' ? `CONCAT_WS(',',${cells.join(',')})` : cells.join("||','||");
}

/** How DuckDB reads a cell, and what it makes of it. */
function reading({ name, type, stored }: ReplicaColumn): [read: string, made: string] {
  const quoted = `"${name}"`;
  if (type.startsWith('DECIMAL')) {
    const unit = `0.${'1'.padStart(stored?.field.scale ?? 2, '0')}`;
    const whole = `CAST(${quoted} AS DECIMAL(18,0))`;
    return ['BIGINT', stored?.field.scale === 0 ? quoted : `${whole} * ${unit}`];
  }
  // The store keeps UTC; Shanghai is 8 hours ahead, always.
  if (type === 'TIMESTAMP') return ['TIMESTAMP', `${quoted} + to_hours(8)`];
  if (stored?.field.type === 'month') return ['VARCHAR', `CAST(${quoted} || '-01' AS DATE)`];
  if (type.startsWith('"')) return ['VARCHAR', `CAST(${quoted} AS ${type})`];
  return [type, quoted];
}

/** A statement that takes a file of lines into a table of this layout. */
export function takeFile(table: ReplicaTable, into: string, file: string): string {
  const read = table.columns.map((column) => `'${column.name}': '${reading(column)[0]}'`);
  const made = table.columns.map((column) => reading(column)[1]);
  return `INSERT INTO ${into} SELECT ${made.join(', ')} FROM read_csv('${file.replaceAll("'", "''")}',
    auto_detect = false, header = false, delim = ',', quote = '"', escape = '"', new_line = '\\n', nullstr = '',
    allow_quoted_nulls = false, columns = {${read.join(', ')}})`;
}
