import type { DuckDBConnection } from '@duckdb/node-api';
import { DATE_MACROS } from '../../src/analytics/macro.js';

/** A node of DuckDB's parse tree. */
type Node = Readonly<Record<string, unknown>>;

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

function* nodes(value: unknown): Generator<Node> {
  if (!isNode(value)) return;
  yield value;
  for (const member of Object.values(value)) yield* nodes(member);
}

/** The parse tree of one SELECT. Throws with DuckDB's message when it is none. */
export async function parseQuestion(connection: DuckDBConnection, sql: string): Promise<Node> {
  const reader = await connection.runAndReadAll('SELECT json_serialize_sql(CAST($sql AS VARCHAR)) AS tree', {
    sql,
  });
  const tree: unknown = JSON.parse(String(reader.getRowObjects()[0]?.tree));
  if (!isNode(tree) || tree.error === true)
    throw new Error(isNode(tree) ? String(tree.error_message) : 'no tree');
  if (!Array.isArray(tree.statements) || tree.statements.length !== 1) throw new Error('not one statement');
  return tree;
}

const RAW_DATE =
  /^(date_?(diff|sub|add|trunc|part)|age|strftime|strptime|to_(\w*seconds|minutes|hours|days|weeks|months|years|timestamp)|current_\w+|now|today|make_(date|timestamp)|epoch\w*|last_day|(iso)?(day|month|year|week|quarter|dow|doy|hour|minute|second)(of\w+)?|generate_series|range|time_bucket|getvariable)$/;

const MACRO_OF_DATE = new Set(
  DATE_MACROS.map(({ signature }) => signature.slice(0, signature.indexOf('('))).filter((name) =>
    /^(add_|day_of|month_(start|end)|year_day|first_full|last_full|reaches)/.test(name),
  ),
);

const DATE_NAME = /(^|_)(date|day|at|from|to|month|as_of)$/;

/** Whether an operand of + or - is a date, as far as its name tells. */
function looksLikeDate(node: Node): boolean {
  if (node.class === 'COLUMN_REF' && Array.isArray(node.column_names))
    return DATE_NAME.test(String(node.column_names.at(-1)));
  if (node.class === 'PARAMETER') return DATE_NAME.test(String(node.identifier));
  return node.class === 'FUNCTION' && MACRO_OF_DATE.has(String(node.function_name));
}

/** Date arithmetic other than through the macros, by what was written. */
export function rawDateArithmetic(tree: Node): string[] {
  const found: string[] = [];
  for (const node of nodes(tree)) {
    if (node.class === 'FUNCTION') {
      const name = String(node.function_name);
      if (RAW_DATE.test(name)) found.push(name);
      if ((name === '+' || name === '-') && Array.isArray(node.children))
        if (node.children.filter(isNode).some(looksLikeDate)) found.push(`a date ${name} something`);
    }
    const type = isNode(node.cast_type) ? String(node.cast_type.id) : '';
    if (node.class === 'CAST' && /^(DATE|TIMESTAMP|INTERVAL)/.test(type))
      if (!isNode(node.child) || node.child.class !== 'CONSTANT') found.push(`a cast to ${type}`);
  }
  return found;
}

/** Texts in the form of a constant of a code list. */
export function constantsIn(tree: Node): string[] {
  const found = new Set<string>();
  for (const node of nodes(tree)) {
    const value = node.class === 'CONSTANT' && isNode(node.value) ? node.value.value : null;
    if (typeof value === 'string' && /^[A-Z][A-Z0-9_]*$/.test(value)) found.add(value);
  }
  return [...found];
}
