import { DAY, stamp } from '../district/calendar.js';
import type { District } from '../district/district.js';
import { createRenderer } from '../render/row.js';
import type { ExchangeDatabase, ExchangeRow } from '../systems/exchange-database.js';
import type { ServiceRow, ServiceStore } from '../systems/service-store.js';
import type { Category } from './category.js';
import { openFileSet, planFiles, planNewFiles, pruneFiles } from './file.js';
import { lastReload, publishedUntil } from './schedule.js';
import { serviceRows } from './service.js';
import { latest } from './version.js';
import { FIRST, tableOf, TOMBSTONE_DAYS, viewRow, type Lateness } from './view.js';

/** Where departments hand over. */
export interface Outlets {
  readonly exchange: ExchangeDatabase;
  readonly services: ServiceStore;
  /** Root of the file tree. */
  readonly files: string;
  /** 32 bytes in hex, of encrypted files. */
  readonly decryptionKey: string;
}

/** What was handed over. */
export interface Handover {
  /** Rows of the record kind that its system now holds, tombstones included; of files, rows that were written. */
  readonly rows: number;
  /** Everything was handed over, not only what changed. */
  readonly afresh: boolean;
}

interface Deps {
  readonly category: Category;
  readonly district: District;
  readonly outlets: Outlets;
  /** The present moment of the last handover, local; null: there was none. */
  readonly previous: number | null;
}

/** A reader may have read up to so many seconds after the last present moment: new rows are stamped later. */
const SERVED = 6 * 3600;

function lateness({ category, previous }: Deps): Lateness {
  if (previous === null) return FIRST;
  return {
    since: publishedUntil(category.spec, previous),
    floor: Math.min(previous + SERVED, category.until),
  };
}

async function handOverView(deps: Deps): Promise<Handover> {
  const { category, outlets, previous } = deps;
  const { spec, planter, until } = category;
  const late = lateness(deps);
  if (previous !== null && until === late.since) return { rows: 0, afresh: false };
  const reload = lastReload(spec, until);
  const full = spec.mode === 'full';
  const stamping = { published: until, full, reload, late };
  const renderer = createRenderer(spec, planter);
  const table = tableOf(spec);
  const reloaded = reload !== null && reload > late.since;
  if (previous === null || full || reloaded) {
    if (reload !== null) planter.note('RELOAD');
    let count = 0;
    const rows = function* (): Generator<ExchangeRow> {
      for (const versions of category.versions()) {
        const row = viewRow(versions, renderer, stamping);
        if (!row) continue;
        count++;
        yield row;
      }
    };
    await outlets.exchange.publish(table, rows(), stamp(until));
    return { rows: count, afresh: true };
  }
  const changes = function* (): Generator<{ row: ExchangeRow; known: boolean }> {
    for (const of of category.versions(late.since)) {
      const row = latest(of).at > late.since ? viewRow(of, renderer, stamping) : null;
      if (row) yield { row, known: of.versions[0].at <= late.since };
    }
  };
  const key = spec.fields.filter(({ as }) => spec.key.includes(as)).map(({ name }) => name);
  const expire = stamp(until - TOMBSTONE_DAYS * DAY);
  return {
    rows: await outlets.exchange.apply(table, { key, rows: changes(), expire }, stamp(until)),
    afresh: false,
  };
}

function handOverFiles({ category, district, outlets, previous }: Deps): Handover {
  const { spec, planter } = category;
  const { files: root, decryptionKey } = outlets;
  const fresh = previous === null ? null : planNewFiles(spec, previous, district.moment);
  const plan = fresh ?? planFiles(spec, district.moment);
  if (!plan.full && plan.changes.length === 0) return { rows: 0, afresh: false };
  const renderer = createRenderer(spec, planter);
  const files = openFileSet({ spec, planter, renderer, seed: district.seed, root, decryptionKey }, plan);
  const since = fresh && !plan.full ? (plan.after + 1) * DAY - 1 : undefined;
  for (const versions of category.versions(since)) files.write(versions);
  files.end();
  if (previous !== null) pruneFiles(spec, root, district.moment);
  return { rows: files.rows, afresh: fresh === null || plan.full !== null };
}

function handOverService(deps: Deps): Handover {
  const { category, district, outlets, previous } = deps;
  const { spec, planter } = category;
  const late = lateness(deps);
  const since = previous === null ? undefined : late.since;
  const rowsOf = serviceRows(spec, createRenderer(spec, planter), { moment: district.moment, late });
  const taken: string[] = [];
  const rows = function* (): Generator<ServiceRow> {
    for (const of of category.versions(since)) {
      const last = latest(of);
      if (since !== undefined && last.at <= since) continue;
      if (since !== undefined && last.deleted) taken.push(`${of.key}#2`);
      yield* rowsOf(of);
    }
  };
  const count = outlets.services.put(spec.id, rows());
  outlets.services.drop(spec.id, taken);
  return { rows: count, afresh: previous === null };
}

/** Hands over what a record kind has to its department's system: everything, or what is new since the last time. */
export async function handOver(deps: Deps): Promise<Handover> {
  switch (deps.category.spec.delivery.kind) {
    case 'view':
      return handOverView(deps);
    case 'file':
      return handOverFiles(deps);
    default:
      return handOverService(deps);
  }
}
