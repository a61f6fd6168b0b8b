import type { Field, Sensitivity } from '../catalog/field.js';
import type { Caller } from './policy.js';

const ORDER: readonly Sensitivity[] = ['public', 'internal', 'personal', 'sensitive'];

/** The stricter of two sensitivities: an element of a list is at least as sensitive as its list. */
export function stricter(one: Sensitivity, other: Sensitivity): Sensitivity {
  return ORDER.indexOf(one) > ORDER.indexOf(other) ? one : other;
}

/** Whether values of this sensitivity can be masked for some callers at all. */
export function isMaskable(sensitivity: Sensitivity): boolean {
  return sensitivity === 'personal' || sensitivity === 'sensitive';
}

/** Whether the caller gets values of this sensitivity in the clear, and may filter and sort by them. */
export function sees(caller: Caller, sensitivity: Sensitivity): boolean {
  return !isMaskable(sensitivity) || caller.unmask.has(sensitivity);
}

/** `190102********0015`: enough to tell people of one family apart, not enough to look somebody up. */
export function maskCitizenId(citizenId: string): string {
  return `${citizenId.slice(0, 6)}********${citizenId.slice(-4)}`;
}

// By code point: rare characters of names lie beyond U+FFFF.
const start = (text: string, length: number): string => Array.from(text).slice(0, length).join('');

const TEXTS: ReadonlySet<Field['type']> = new Set(['string', 'text', 'docNo', 'plate', 'hash', 'ip', 'mac']);

/**
 * What a caller who may not see a field gets of its canonical value: the first character of a name, the
 * first six of an address, `***` for other texts, null for everything else. A USCC is public.
 */
export function maskValue(field: Field, value: string | number | boolean): string | null {
  if (field.type === 'citizenId') return maskCitizenId(String(value));
  if (field.type === 'uscc') return String(value);
  if (!TEXTS.has(field.type)) return null;
  if (/(^n|N)ame$/.test(field.name)) return `${start(String(value), 1)}*`;
  if (/(^a|A)ddress$/.test(field.name)) return `${start(String(value), 6)}***`;
  return '***';
}
