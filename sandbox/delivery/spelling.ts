import { withWrongCheck } from '../district/identifier.js';
import { mix, textHash } from '../district/random.js';
import type { Planter } from './quirk.js';

// One citizen id in eleven ends with X.
const ENDING_X = 1 / 11;
const BLANKS = [' ', '\t', '\u00a0', '\u3000'] as const;

/** One of a list, the same for the same key. */
export function choose<T>(key: string, list: readonly [T, ...T[]]): T {
  return list[(mix(textHash(key), list.length) >>> 0) % list.length] ?? list[0];
}

/** A citizen id with the quirk IDX: its X in lower case or full width. `rate` is the share of all rows. */
export function idWithX(planter: Planter, id: string, key: string, rate: number): string {
  if (!id.endsWith('X') || !planter.plant('IDX', key, rate / ENDING_X)) return id;
  return id.slice(0, -1) + choose(key, ['x', 'x', 'Ｘ']);
}

/** A citizen id with the quirk IDCHECK, or else IDX. */
export function idWithFaults(
  planter: Planter,
  id: string,
  key: string,
  rates: { check: number; x: number },
): string {
  return planter.plant('IDCHECK', key, rates.check) ? withWrongCheck(id) : idWithX(planter, id, key, rates.x);
}

/** The 15-digit form of a citizen id of somebody born before 2000. */
export function oldForm(id: string): string {
  return id.slice(0, 6) + id.slice(8, 17);
}

/** A text with the quirk TRIM: blanks around it. */
export function padded(planter: Planter, text: string, key: string, rate: number): string {
  if (!planter.plant('TRIM', key, rate)) return text;
  const blank = choose(key, BLANKS);
  return textHash(key) % 2 === 0 ? blank + text : text + blank;
}

/** Spells the amounts of one row, those of 1 000 and more with separators (THOUSANDS) in a share of such rows. */
export function amounts(planter: Planter, values: readonly number[], key: string, rate: number): string[] {
  const large = values.some((value) => Math.abs(value) >= 1000) && planter.plant('THOUSANDS', key, rate);
  return values.map((value) => (large ? grouped(value.toFixed(2)) : value.toFixed(2)));
}

/** With separators between the thousands. */
export function grouped(plain: string): string {
  return plain.replace(/\B(?=(\d{3})+(?=\.))/g, ',');
}
