import { isoDate } from './calendar.js';

const two = (value: number): string => (value < 10 ? `0${value}` : `${value}`);

/** Writes days and instants of a short period: every day is written once. For generators of millions of rows. */
export interface DayText {
  /** `yyyy-MM-dd` */
  date(day: number): string;
  /** `yyyyMMdd` */
  compact(day: number): string;
  /** `yyyy-MM-ddTHH:mm:ss+08:00` of a day and a second of it. */
  moment(day: number, second: number): string;
}

/** Makes a writer of days. */
export function createDayText(): DayText {
  const dates = new Map<number, readonly [string, string]>();
  function both(day: number): readonly [string, string] {
    const known = dates.get(day);
    if (known) return known;
    const date = isoDate(day);
    const made = [date, date.replaceAll('-', '')] as const;
    dates.set(day, made);
    return made;
  }
  return {
    date: (day) => both(day)[0],
    compact: (day) => both(day)[1],
    moment: (day, second) =>
      `${both(day)[0]}T${two(Math.floor(second / 3600))}:${two(Math.floor(second / 60) % 60)}:${two(second % 60)}+08:00`,
  };
}
