import Database from 'libsql';
import { z } from 'zod';
import { catalogue } from './catalogue/catalogue.js';
import { tableOf } from './publish/view.js';
import type { ExchangeDatabase, ExchangeRow, ExchangeTable } from './systems/exchange-database.js';

const value = z.union([z.string(), z.number(), z.null()]);
const technical = z.object({ gxsj: z.string(), scbz: z.enum(['0', '1']) });

function* rowsOf(database: Database.Database, table: ExchangeTable): Generator<ExchangeRow> {
  for (const row of database.prepare(`SELECT * FROM ${table.name}`).iterate()) {
    const record = z.record(z.string(), value).parse(row);
    const { gxsj, scbz } = technical.parse(row);
    yield { values: table.columns.map(({ name }) => record[name] ?? null), gxsj, scbz };
  }
}

/** Copies the generated exchange databases from their SQLite file into a database server. */
export async function loadExchange(file: string, target: ExchangeDatabase): Promise<void> {
  const database = new Database(file, { readonly: true });
  try {
    for (const spec of catalogue.filter(({ delivery }) => delivery.kind === 'view')) {
      const { abbr } = spec;
      const table = tableOf(spec);
      const statement = database.prepare(`SELECT tjsj FROM ${abbr}_dzb WHERE bmc = ?`).get(table.name);
      const { tjsj } = z.object({ tjsj: z.string() }).parse(statement);
      await target.publish(table, rowsOf(database, table), tjsj);
    }
  } finally {
    database.close();
  }
}
