import { join } from 'node:path';
import {
  openExchange,
  type ExchangeDatabase,
  type ExchangeRow,
} from '../../sandbox/systems/exchange-database.js';
import { attribute, category, CategoryRecord } from '../../src/catalog/category.js';
import type { Checkpoint, Delivery, RawRow, Source } from '../../src/sources/source.js';
import { stream, type StreamOptions } from '../../src/sources/stream.js';
import { createViewSource } from '../../src/sources/view/source.js';
import { freshDatabase, freshFolder } from '../support/fresh.js';
import { recordedLog } from '../support/log.js';
import { mysqlUrl } from '../support/server.js';

@category({
  id: 'aid-payment',
  no: '0',
  department: 'civil-affairs',
  zh: '救助金',
  en: 'aid payment',
  row: 'one payment to one family in one month',
  key: ['familyNo', 'month'],
})
class AidPayment extends CategoryRecord {
  @attribute.decimal({ zh: '金额', sensitivity: 'internal', nullable: true, unit: 'yuan' }) amount?: string;
  @attribute.string({ zh: '家庭编号', sensitivity: 'internal' }) familyNo!: string;
  @attribute.month({ zh: '月份', sensitivity: 'internal' }) month!: string;
  @attribute.decimal({ zh: '利息', sensitivity: 'internal', nullable: true, unit: 'yuan' }) interest?: string;
}

/** The table as its department publishes it; the key columns are neither first nor side by side in the order. */
export const TABLE = {
  name: 'mz_jzj',
  columns: [
    { name: 'je', type: 'decimal(18,2)' },
    { name: 'jtbh', type: 'varchar' },
    { name: 'yf', type: 'varchar' },
    { name: 'lx', type: 'fen' },
  ],
} as const;

/** One department's exchange database of its own, and the hub's source over it. */
export interface ViewFixture {
  readonly exchange: ExchangeDatabase;
  /** The URL that the hub has. */
  readonly url: string;
  /** The database that the tables are in, on a server. */
  readonly database: string;
  /** What the source logged. */
  log(): string;
  open(options?: {
    mode?: 'delta' | 'full';
    url?: string;
    table?: string;
    amount?: string;
    now?: () => Date;
  }): Source;
  remove(): Promise<void>;
}

async function place(kind: 'sqlite' | 'mysql') {
  if (kind === 'sqlite') {
    const folder = await freshFolder();
    const url = `sqlite:${join(folder.path, 'qzk.sqlite')}`;
    return { department: url, hub: url, database: 'qzk_mz', remove: () => folder.remove() };
  }
  const database = await freshDatabase();
  const hub = new URL(database.url);
  hub.pathname = '/';
  return {
    department: database.url,
    hub: hub.href,
    database: new URL(database.url).pathname.slice(1),
    remove: () => database.drop(),
  };
}

/** A fixture on one kind of database. */
export async function viewFixture(kind: 'sqlite' | 'mysql'): Promise<ViewFixture> {
  const at = await place(kind);
  const exchange = await openExchange(at.department);
  const log = recordedLog();
  const opened: Source[] = [];
  return {
    exchange,
    url: at.hub,
    database: at.database,
    log: log.text,
    open({ mode = 'delta', url = at.hub, table = TABLE.name, amount = 'je', now } = {}) {
      const options: StreamOptions = {
        category: AidPayment,
        source: { kind: 'view', database: at.database, table },
        mode,
        cron: '30 1 * * *',
        freshness: { warn: '30h', fail: '54h' },
        fields: {
          amount,
          familyNo: 'jtbh',
          month: { name: 'yf', format: 'yyyyMM' },
          interest: { name: 'lx', unit: 'fen' },
        },
      };
      const deps = { stream: stream(options), endpoints: { view: { url } }, logger: log.logger };
      const source = createViewSource(now ? { ...deps, now } : deps);
      opened.push(source);
      return source;
    },
    async remove() {
      for (const source of opened) await source.close();
      await exchange.close();
      await at.remove();
    },
  };
}

/** The databases that can be tested here: every rule is looped over them. */
export const kinds: readonly ('sqlite' | 'mysql')[] =
  mysqlUrl() === undefined ? ['sqlite'] : ['sqlite', 'mysql'];

/** A row of the table. */
export const payment = (
  familyNo: string,
  gxsj: string,
  { month = '202502', scbz = '0' as '0' | '1', amount = '1250.50' as string | null } = {},
): ExchangeRow => ({ values: [amount, familyNo, month, 310020], gxsj, scbz });

/** All that a source delivers now. */
export async function delivered(source: Source, checkpoint: Checkpoint | null): Promise<Delivery[]> {
  const found: Delivery[] = [];
  for await (const item of source.deliveries(checkpoint, new AbortController().signal)) {
    if ('status' in item) throw new Error('a view refuses nothing');
    found.push(item);
  }
  return found;
}

/** The one delivery that a source has now, read to its end. */
export async function read(source: Source, checkpoint: Checkpoint | null) {
  const [delivery, ...others] = await delivered(source, checkpoint);
  if (!delivery || others.length > 0) throw new Error('one delivery was expected');
  const rows: RawRow[] = [];
  const checkpoints: (Checkpoint | undefined)[] = [];
  const pages: number[] = [];
  for await (const batch of delivery.read(new AbortController().signal)) {
    rows.push(...batch.rows);
    pages.push(batch.rows.length);
    checkpoints.push(batch.checkpoint);
  }
  return { delivery, rows, pages, checkpoints, end: delivery.end() };
}

/** Family numbers of the rows, in their order. */
export const families = (rows: readonly RawRow[]): unknown[] => rows.map((row) => row.values[1]);
