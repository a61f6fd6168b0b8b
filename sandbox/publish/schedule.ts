import type { RecordSpec } from '../catalogue/spec.js';
import { DAY, monthEnd, monthOf, partsOf } from '../district/calendar.js';

/** One publication of a department. */
export interface Publication {
  /** Local instant at which it was finished. */
  readonly at: number;
  /** Last day that the content covers. */
  readonly businessDay: number;
}

// The hub reads at the time of the schedule; the department has published at least 30 minutes before.
const AHEAD = 45 * 60;
/** Services hold what was recorded until so many seconds ago: all of it can be read. */
const SERVICE_SETTLES = 1800;
const LONGEST_PAUSE = 800;

type Part = (value: number) => boolean;

function partOf(text: string): Part {
  if (text === '*') return () => true;
  const values = new Set(text.split(',').map(Number));
  return (value) => values.has(value);
}

/** Sunday is 0; day 0 (1970-01-01) was a Thursday. */
const weekday = (day: number): number => (day + 4) % 7;

/** The publications of a schedule at or before a local instant, the latest first. */
export function* publications(cron: string, until: number): Generator<Publication> {
  const [minute = '', hour = '', ofMonth = '*', months = '*', ofWeek = '*'] = cron.split(' ');
  const [onDate, inMonth, onWeekday] = [partOf(ofMonth), partOf(months), partOf(ofWeek)];
  const second = Number(hour) * 3600 + Number(minute) * 60 - AHEAD;
  if (!Number.isFinite(second)) throw new Error(`${cron} is no daily schedule`);
  for (let day = Math.floor(until / DAY), pause = 0; pause < LONGEST_PAUSE; day--, pause++) {
    const { month, date } = partsOf(day);
    const at = day * DAY + second;
    if (at > until || !onDate(date) || !inMonth(month) || !onWeekday(weekday(day))) continue;
    yield { at, businessDay: ofMonth === '*' ? day - 1 : monthEnd(monthOf(day) - 1) };
    pause = 0;
  }
}

/** The last publication at or before a local instant. */
export function lastPublication(cron: string, until: number): Publication {
  for (const publication of publications(cron, until)) return publication;
  throw new Error(`${cron} has no publication`);
}

/** The local instant up to which (inclusive) a department has handed its records over at a moment. */
export function publishedUntil({ delivery, cron }: RecordSpec, moment: number): number {
  switch (delivery.kind) {
    case 'view':
      return lastPublication(cron, moment).at;
    case 'file':
      return (lastPublication(cron, moment).businessDay + 1) * DAY - 1;
    default:
      return moment - SERVICE_SETTLES;
  }
}

/** Days on which a department touches every row although nothing changed (RELOAD). */
function reloadsOn(rateText: string, day: number): boolean {
  const { month, date } = partsOf(day);
  if (rateText.includes('Monday')) return weekday(day) === 1 && date <= 7;
  return date === 1 && (!rateText.includes('quarter') || month % 3 === 1);
}

/** Start of the last reload before a local instant; null when the department makes none. */
export function lastReload({ quirks }: RecordSpec, until: number): number | null {
  const reload = quirks.find(({ id }) => id === 'RELOAD');
  if (!reload) return null;
  for (let day = Math.floor((until - 3600) / DAY); ; day--)
    if (reloadsOn(reload.rateText ?? '', day)) return day * DAY + 600;
}
