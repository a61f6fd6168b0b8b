import { DAY } from '../district/calendar.js';
import type { District } from '../district/district.js';

/** Days that somebody was in hospital from midnight to midnight: neither that of admission nor that of discharge. */
export function hospitalDays(district: District, person: number): Set<number> {
  const days = new Set<number>();
  for (const stay of district.stays.of(person)) {
    if (stay.cancelled) continue;
    const last = Math.floor((stay.discharged ?? district.today * DAY) / DAY);
    for (let day = Math.floor(stay.admitted / DAY) + 1; day < last; day++) days.add(day);
  }
  return days;
}
