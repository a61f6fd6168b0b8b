import { DAY, monthOf, monthStart } from '../district/calendar.js';
import type { District } from '../district/district.js';
import type { ExchangeRow, ExchangeTable } from '../systems/exchange-database.js';
import type { FileDelivery } from '../systems/file-tree.js';
import type { ServiceRow } from '../systems/service-store.js';
import type { Planter } from './quirk.js';

interface Delivered {
  /** Id of the category in the catalogue. */
  readonly category: string;
}

/** A table of the exchange database. */
export interface ViewDelivered extends Delivered {
  readonly kind: 'view';
  readonly table: ExchangeTable;
  /** Local instant of the last publication. */
  publishedAt(district: District): number;
  rows(district: District, planter: Planter): Iterable<ExchangeRow>;
}

/** Rows behind an API or a SOAP service; they stand in the service store under the category's id. */
export interface ServiceDelivered extends Delivered {
  readonly kind: 'service';
  rows(district: District, planter: Planter): Iterable<ServiceRow>;
}

/** The files that are there on the present day. */
export interface FilesDelivered extends Delivered {
  readonly kind: 'file';
  files(district: District, planter: Planter): Iterable<FileDelivery>;
}

/** How a department delivers one category. */
export type CategoryDelivery = ViewDelivered | ServiceDelivered | FilesDelivered;

/** The last time at or before now that a monthly publication (day of the month, second of that day) was made. */
export function lastMonthly(district: District, date: number, second: number): number {
  const published = (month: number) => (monthStart(month) + date - 1) * DAY + second;
  const month = monthOf(district.today);
  return published(month) <= district.moment ? published(month) : published(month - 1);
}

/** A time of the present day, or now if that is still to come. */
export function todayAt(district: District, second: number): number {
  return Math.min(district.today * DAY + second, district.moment - 60);
}

/** Which months a monthly file of changes and the full file before it cover. */
export interface MonthlyFiles {
  /** First month of the history. */
  readonly first: number;
  /** Last month of the full file. */
  readonly base: number;
  /** Month of the file of changes; null when it is older than 30 days and so already gone. */
  readonly changes: number | null;
}

/** The files of a category that is published on a day of each month about the month before, in the evening. */
export function monthlyFiles(district: District, date: number): MonthlyFiles {
  const published = lastMonthly(district, date, 20 * 3600);
  const newest = monthOf(Math.floor(published / DAY)) - 1;
  const fresh = district.moment - published <= 30 * DAY;
  return {
    first: monthOf(district.from),
    base: fresh ? newest - 1 : newest,
    changes: fresh ? newest : null,
  };
}
