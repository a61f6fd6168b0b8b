import type { Field } from '../../catalog/field.js';
import { SchemaDrift } from '../drift.js';
import type { FieldMapping, Stream } from '../stream.js';
import type { ColumnKind, Exchange } from './exchange.js';

/** What a column of the exchange database may be, by the type of its field (delivery protocol, section 2). */
function expected(field: Field, mapping: FieldMapping, dialect: Exchange['dialect']): ColumnKind {
  if (mapping.unit === 'fen' || field.type === 'integer') return 'integer';
  return field.type === 'decimal' && dialect === 'mysql' ? 'decimal' : 'text';
}

/**
 * Compares the columns of a table with the catalogue and returns those that it does not list.
 * @throws SchemaDrift naming every listed column that is missing or has another kind of type
 */
export async function unlistedColumns(
  exchange: Exchange,
  { category, mappings }: Stream,
  table: string,
  signal: AbortSignal,
): Promise<string[]> {
  // Neither database minds the case of a column's name.
  const columns = await exchange.columns(table, signal);
  const found = new Map(columns.map(({ name, kind }) => [name.toLowerCase(), kind]));
  if (found.size === 0) {
    // No table, or no right to see it: asking for a row tells which.
    await exchange.query(`SELECT 1 FROM ${exchange.table(table)} LIMIT 1`, [], signal);
    throw new SchemaDrift(`${table} does not show its columns`);
  }
  const wanted = new Map<string, ColumnKind>([
    ['gxsj', exchange.dialect === 'mysql' ? 'time' : 'text'],
    ['scbz', 'text'],
  ]);
  category.fields.forEach((field, i) => {
    const mapping = mappings[i];
    if (mapping) wanted.set(mapping.name, expected(field, mapping, exchange.dialect));
  });
  const faults = [...wanted].flatMap(([name, kind]) => {
    const own = found.get(name.toLowerCase());
    if (own === undefined) return [`column ${name} is missing`];
    return own === kind || own === 'unknown' ? [] : [`column ${name} is no longer ${kind} but ${own}`];
  });
  if (faults.length > 0) throw new SchemaDrift(`${table}: ${faults.join(', ')}`);
  const listed = new Set([...wanted.keys()].map((name) => name.toLowerCase()));
  return columns.map(({ name }) => name).filter((name) => !listed.has(name.toLowerCase()));
}
