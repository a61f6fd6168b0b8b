import { SchemaDrift } from '../drift.js';
import { STAMP } from '../local-time.js';
import { quoted, type Exchange } from './exchange.js';

/** What a department states about a table: its row of `<abbr>_dzb`. */
export interface Statement {
  /** Time of the last finished publication, `yyyy-MM-dd HH:mm:ss`, Asia/Shanghai. */
  readonly tjsj: string;
  readonly live: number;
  readonly deleted: number;
}

const abbrOf = (table: string): string => table.slice(0, table.indexOf('_'));

/** A stamp as delivered. @throws SchemaDrift naming `column` when it is none */
export function stampOf(value: unknown, column: string): string {
  if (typeof value === 'string' && STAMP.test(value)) return value;
  throw new SchemaDrift(`${column} holds no time of the form yyyy-MM-dd HH:mm:ss`);
}

/** The source clock, `<abbr>_sysj.dqsj`. */
export async function readClock(exchange: Exchange, table: string, signal: AbortSignal): Promise<string> {
  const name = `${abbrOf(table)}_sysj`;
  const [row] = await exchange.query(`SELECT ${quoted('dqsj')} FROM ${exchange.table(name)}`, [], signal);
  return stampOf(row?.[0], `${name}.dqsj`);
}

/** What the department states about `table`. */
export async function readStatement(
  exchange: Exchange,
  table: string,
  signal: AbortSignal,
): Promise<Statement> {
  const name = `${abbrOf(table)}_dzb`;
  const columns = ['tjsj', 'yxs', 'scs'].map(quoted).join(', ');
  const sql = `SELECT ${columns} FROM ${exchange.table(name)} WHERE ${quoted('bmc')} = ?`;
  const [row] = await exchange.query(sql, [table], signal);
  if (!row) throw new SchemaDrift(`${name} has no row for ${table}`);
  return { tjsj: stampOf(row[0], `${name}.tjsj`), live: Number(row[1]), deleted: Number(row[2]) };
}
