import { DAY } from './calendar.js';
import type { District } from './district.js';

/** Days that somebody was in hospital from midnight to midnight: neither that of admission nor that of discharge. */
export function hospitalDays({ stays, until }: District, person: number): Set<number> {
  const days = new Set<number>();
  for (const stay of stays.of(person)) {
    if (stay.cancelled) continue;
    const last = Math.floor((stay.discharged ?? until * DAY) / DAY);
    for (let day = Math.floor(stay.admitted / DAY) + 1; day < last; day++) days.add(day);
  }
  return days;
}
