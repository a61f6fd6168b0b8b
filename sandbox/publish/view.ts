import type { FieldSpec, RecordSpec } from '../catalogue/spec.js';
import { DAY, stamp } from '../district/calendar.js';
import { textHash } from '../district/random.js';
import type { Delivered } from '../render/field.js';
import type { Renderer } from '../render/row.js';
import type { ExchangeRow, ExchangeTable } from '../systems/exchange-database.js';
import type { ColumnType } from '../systems/exchange-driver.js';
import { latest, type Versions } from './version.js';

/** A deleted row stays so long. */
export const TOMBSTONE_DAYS = 90;
const RELOAD_SECONDS = 1200;

function columnType({ type, unit, precision = 18, scale = 2 }: FieldSpec): ColumnType {
  if (type === 'integer') return 'integer';
  if (type !== 'decimal') return 'varchar';
  return unit === 'fen' ? 'fen' : `decimal(${precision},${scale})`;
}

/** The table of a record kind. @throws Error when it is delivered in another way */
export function tableOf({ delivery, fields }: RecordSpec): ExchangeTable {
  if (delivery.kind !== 'view') throw new Error('the record kind is not delivered as a view');
  return {
    name: delivery.table,
    columns: fields.map((field) => ({ name: field.name, type: columnType(field) })),
  };
}

const scalar = (cell: Delivered): string | number | null =>
  typeof cell === 'string' || typeof cell === 'number' ? cell : null;

/** What changed after `since` is stamped `floor` at the earliest: whoever has read up to there before must not miss it. */
export interface Lateness {
  readonly since: number;
  readonly floor: number;
}

/** Nothing has been handed over before. */
export const FIRST: Lateness = { since: Infinity, floor: 0 };

/** The local instant that a version is stamped with. */
export const stampedAt = (at: number, { since, floor }: Lateness): number =>
  at > since ? Math.max(at, floor) : at;

/** How rows of a view are stamped. */
export interface Stamping {
  /** Local instant of the publication. */
  readonly published: number;
  /** All rows carry the stamp of the publication. */
  readonly full: boolean;
  /** Local instant at which all rows were touched. */
  readonly reload: number | null;
  /** What is handed over later than the rest. */
  readonly late: Lateness;
}

/** The row of one key: its last version; none when it was deleted long ago. */
export function viewRow(of: Versions, renderer: Renderer, stamping: Stamping): ExchangeRow | null {
  const { published, full, reload, late } = stamping;
  const last = latest(of);
  const at = stampedAt(last.at, late);
  if (last.deleted) {
    if (full || last.at < published - TOMBSTONE_DAYS * DAY) return null;
    return { values: renderer.tombstone(last).cells.map(scalar), gxsj: stamp(at), scbz: '1' };
  }
  const touched = reload === null ? 0 : reload + ((textHash(of.key) >>> 0) % RELOAD_SECONDS);
  const gxsj = stamp(full ? published : Math.max(at, touched));
  return { values: renderer.row(last).cells.map(scalar), gxsj, scbz: '0' };
}
