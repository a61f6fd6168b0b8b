/** Instant -> `yyyy-MM-dd HH:mm:ss`, Asia/Shanghai. */
export function localStamp(instant: Date): string {
  return new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}

/** Instant -> `yyyyMMddHHmmss`, Asia/Shanghai. */
export const compactStamp = (instant: Date): string => localStamp(instant).replace(/\D/g, '');

/** `yyyyMMddHHmmss` -> `yyyy-MM-dd HH:mm:ss`; null when it is no real time. */
export function dashed(compact: string): string | null {
  const match = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/.exec(compact);
  if (!match) return null;
  const [, year, month, day, hour, minute, second] = match;
  const stamp = `${year}-${month}-${day} ${hour}:${minute}:${second}`;
  return instantOf(stamp) ? stamp : null;
}

/** `yyyy-MM-dd HH:mm:ss` -> instant; null when it is no real time. */
export function instantOf(stamp: string): Date | null {
  if (!/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(stamp)) return null;
  const instant = new Date(`${stamp.replace(' ', 'T')}+08:00`);
  return Number.isNaN(instant.getTime()) || localStamp(instant) !== stamp ? null : instant;
}

/** The instant `ms` later. */
export const later = (instant: Date, ms: number): Date => new Date(instant.getTime() + ms);
