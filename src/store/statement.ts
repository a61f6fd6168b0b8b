import type { QueryRunner } from 'typeorm';
import { PackedCells } from './packed-rows.js';
import type { SqlValue, Transaction } from './store.js';

/** What the two dialects say in their own way. */
export interface Wording {
  /** `INSERT IGNORE` or `INSERT OR IGNORE`. */
  readonly insertIgnore: string;
  /** Parameters that one statement may have. */
  readonly maxParameters: number;
  /** The parameters as the driver wants them. */
  bind(parameters: readonly SqlValue[]): unknown[];
  /** Rows with bytes as Buffers, in place. */
  rows<Row extends object>(rows: Row[]): Row[];
  /** Columns that hold bytes, by table. */
  readonly binary: ReadonlyMap<string, ReadonlySet<string>>;
  /** The generated id in what the driver returns for an INSERT. */
  generatedId(raw: unknown): number;
  /** Throws the hub's error for a driver's, without the statement and its values. */
  translate(error: unknown): never;
}

type Rows = Iterable<readonly SqlValue[]>;

/** Some columns are named by words that a dialect reserves; both take back-ticks. */
const quoted = (columns: readonly string[]): string => columns.map((name) => `\`${name}\``).join(',');

/** A row with the hex texts at `places` as bytes. */
function asBytes(row: readonly SqlValue[], places: readonly number[]): readonly SqlValue[] {
  const cells = [...row];
  for (const place of places) {
    const value = cells[place];
    if (typeof value === 'string') cells[place] = Buffer.from(value, 'hex');
  }
  return cells;
}

/** The statements of a transaction over one connection; bulk writes as multi-row INSERTs. */
export function statementsOn(runner: QueryRunner, wording: Wording): Transaction {
  const run = async (sql: string, parameters: readonly SqlValue[] = []) => {
    try {
      return await runner.query(sql, wording.bind(parameters), true);
    } catch (error) {
      return wording.translate(error);
    }
  };
  const bulk = async (verb: string, table: string, columns: readonly string[], rows: Rows): Promise<void> => {
    const size = Math.max(1, Math.min(1000, Math.floor(wording.maxParameters / columns.length)));
    const slots = `(${columns.map(() => '?').join(',')})`;
    const binary = wording.binary.get(table);
    const places = columns.flatMap((name, place) => (binary?.has(name) ? [place] : []));
    const send = async (chunk: readonly (readonly SqlValue[])[]): Promise<void> => {
      const values = chunk.map(() => slots).join(',');
      await run(`${verb} INTO ${table} (${quoted(columns)}) VALUES ${values}`, chunk.flat());
    };
    let chunk: (readonly SqlValue[])[] = [];
    for (const row of rows) {
      chunk.push(asBytes(row, places));
      if (chunk.length < size) continue;
      await send(chunk);
      chunk = [];
    }
    if (chunk.length > 0) await send(chunk);
  };
  return {
    query: async (sql, parameters) => wording.rows((await run(sql, parameters)).records ?? []),
    execute: async (sql, parameters) => (await run(sql, parameters)).affected ?? 0,
    async insert(table, row) {
      const names = Object.keys(row);
      const slots = names.map(() => '?').join(',');
      const result = await run(
        `INSERT INTO ${table} (${quoted(names)}) VALUES (${slots})`,
        Object.values(row),
      );
      return wording.generatedId(result.raw);
    },
    insertIgnore: (table, columns, rows) => bulk(wording.insertIgnore, table, columns, rows),
    async replaceRows(table, columns, rows, packed) {
      if (packed && !(packed instanceof PackedCells))
        throw new Error('these rows were packed for another store');
      await bulk('REPLACE', table, columns, packed?.completed(rows) ?? rows);
    },
  };
}
