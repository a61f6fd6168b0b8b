/** China has one offset and no summer time since 1991; all stamps of the departments are in it. */
const OFFSET_MS = 8 * 3_600_000;

/** A stamp as rows carry it, local time (Asia/Shanghai). */
export const STAMP = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/;

/** Instant -> `yyyy-MM-dd HH:mm:ss`, local. */
export function localStamp(instant: Date): string {
  return new Date(instant.getTime() + OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ');
}

/** Instant -> `yyyyMMddHHmmss`, local. */
export function compactStamp(instant: Date): string {
  return localStamp(instant).replace(/\D/g, '');
}

/** Instant -> `yyyy-MM-ddTHH:mm:ss+08:00`. */
export function zonedStamp(instant: Date): string {
  return `${localStamp(instant).replace(' ', 'T')}+08:00`;
}

/** `yyyy-MM-dd HH:mm:ss` or `yyyyMMddHHmmss`, local -> instant; null when it is neither. */
export function parseStamp(local: string): Date | null {
  const digits = local.replace(/[- :]/g, '');
  const match = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/.exec(digits);
  if (!match) return null;
  const [, year, month, day, hour, minute, second] = match;
  const instant = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}+08:00`);
  return Number.isNaN(instant.getTime()) ? null : instant;
}

/** The instant `ms` later (earlier when negative). */
export const shifted = (instant: Date, ms: number): Date => new Date(instant.getTime() + ms);
