import { fold, removeZeroWidth, squeeze } from './blank.js';
import { asDeclared, fault, mended, NOTHING, type Reader, type Reading } from './reading.js';

/** How a number is delivered. */
export interface NumberForm {
  /** Digits after the point of the canonical value. */
  readonly scale: number;
  /** Delivered unit: `fen` and `wan` become yuan; its suffixes may stand behind the number. */
  readonly unit?: string;
}

const MAX_DIGITS = 18;
const MAX_TEXT = 64;
const SEPARATED = /^(\d+(?:,\d+)*)?(?:\.(\d+))?$/;
const PLACES: Readonly<Record<string, number>> = { fen: -2, wan: 4 };
const SUFFIXES: Readonly<Record<string, readonly string[]>> = {
  yuan: ['元'],
  wan: ['万元', '万'],
  mu: ['亩'],
  m2: ['㎡', 'm²', 'm2', '平方米'],
  m3: ['m³', 'm3', '立方米'],
  t: ['吨', 't'],
  ml: ['ml'],
};

/** The digits of a number before and after its point. */
interface Digits {
  readonly negative: boolean;
  readonly whole: string;
  readonly fraction: string;
}

const [MINUS, POINT, ZERO, FIVE, NINE] = [45, 46, 48, 53, 57];

/** Place of the only point in a text of digits, its length when it has none; -1 for any other text. Read without a pattern: nearly all numbers are such texts. */
function pointOf(text: string): number {
  let point = text.length;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === POINT && point === text.length) point = at;
    else if (code < ZERO || code > NINE) return -1;
  }
  return point;
}

/** `-12.50`, which needs no mending; null for any other text. */
function parsePlain(text: string): Digits | null {
  const negative = text.charCodeAt(0) === MINUS;
  const digits = negative ? text.slice(1) : text;
  const point = pointOf(digits);
  if (point < 1 || point === digits.length - 1) return null;
  return { negative, whole: digits.slice(0, point), fraction: digits.slice(point + 1) };
}

function stripSuffix(text: string, suffixes: readonly string[]): string {
  const suffix = suffixes.find((candidate) => text.endsWith(candidate));
  return suffix === undefined ? text : text.slice(0, -suffix.length);
}

/** Blanks, then the unit, then parentheses or a sign, then the separators of the thousands. */
function parseMended(text: string, suffixes: readonly string[]): Digits | 'empty' | null {
  const folded = removeZeroWidth(squeeze(text));
  if (folded === '') return 'empty';
  const signed = stripSuffix(folded, suffixes);
  const enclosed = signed.startsWith('(') && signed.endsWith(')');
  const sign = /^[-+]/.test(signed);
  const match = SEPARATED.exec(enclosed ? signed.slice(1, -1) : sign ? signed.slice(1) : signed);
  const [, whole = '', fraction = ''] = match ?? [];
  if (!match || (whole === '' && fraction === '')) return null;
  return { negative: enclosed || signed.startsWith('-'), whole: whole.replaceAll(',', ''), fraction };
}

function isZero(digits: string): boolean {
  for (let at = 0; at < digits.length; at += 1) if (digits.charCodeAt(at) !== ZERO) return false;
  return true;
}

/** Without leading zeros, but with at least `length` digits. */
function trimZeros(digits: string, length: number): string {
  let start = 0;
  while (start < digits.length - length && digits.charCodeAt(start) === ZERO) start += 1;
  return digits.slice(start).padStart(length, '0');
}

/** Moves the point by `places` and rounds half away from zero to `scale` digits after it. */
function place(digits: Digits, places: number, scale: number): { text: string; exact: boolean } | null {
  const all = digits.whole + digits.fraction;
  const shifted = digits.whole.length + places;
  const padded = shifted < 1 ? '0'.repeat(1 - shifted) + all : all;
  const end = Math.max(shifted, 1) + scale;
  const kept = padded.slice(0, end).padEnd(end, '0');
  const dropped = padded.slice(end);
  const up = dropped !== '' && dropped.charCodeAt(0) >= FIVE;
  const rounded = trimZeros(up ? `${BigInt(kept) + 1n}` : kept, scale + 1);
  if (rounded.length > MAX_DIGITS) return null;
  const point = rounded.length - scale;
  const value = scale === 0 ? rounded : `${rounded.slice(0, point)}.${rounded.slice(point)}`;
  return { text: digits.negative && !isZero(rounded) ? `-${value}` : value, exact: isZero(dropped) };
}

/**
 * Numbers that need no more than their point set, as nearly all do: the way below makes three objects and as many texts of each.
 * Null for any other.
 */
function pointSetter(places: number, scale: number): (text: string) => string | null {
  const none = scale === 0 ? '' : `.${'0'.repeat(scale)}`;
  return (text) => {
    if (text === '0') return `0${none}`;
    const point = pointOf(text);
    const digits = text.length;
    if (point < 1 || digits + scale > MAX_DIGITS) return null;
    if (text.charCodeAt(0) === ZERO && point !== 1) return null;
    const fraction = digits - point - 1; // -1: no point
    if (places === 0 && fraction === -1) return scale === 0 ? text : text + none;
    if (places === 0) return fraction === scale && scale > 0 ? text : null;
    if (places !== -scale || fraction !== -1 || digits <= scale) return null;
    return `${text.slice(0, digits - scale)}.${text.slice(digits - scale)}`;
  };
}

/** Reads numbers exactly, on their text alone; `exactOnly` refuses what would have to be rounded. */
function numberReader({ scale, unit = '' }: NumberForm, exactOnly: boolean): Reader<string> {
  const places = PLACES[unit] ?? 0;
  const suffixes = (SUFFIXES[unit] ?? []).map(fold);
  const setPoint = pointSetter(places, scale);
  return (text) => {
    if (text.length > MAX_TEXT) return fault('NUMBER_INVALID');
    const simple = setPoint(text);
    if (simple !== null) return asDeclared(simple);
    const plain = parsePlain(text);
    const digits = plain ?? parseMended(text, suffixes);
    if (digits === 'empty') return NOTHING;
    const placed = digits && place(digits, places, scale);
    if (!placed || (exactOnly && !placed.exact)) return fault('NUMBER_INVALID');
    return plain && placed.exact ? asDeclared(placed.text) : mended(placed.text);
  };
}

/** Exact decimals with `scale` digits after the point, at most 18 in all. Fault: NUMBER_INVALID. */
export const decimalReader = (form: NumberForm): Reader<string> => numberReader(form, false);

const IN_WAN = /[万萬]元?\s*$/;

/** Amounts in yuan, some of which carry 万元 or 万. Fault: NUMBER_INVALID. */
export function mixedAmountReader(scale: number): Reader<string> {
  const yuan = decimalReader({ scale, unit: 'yuan' });
  const wan = decimalReader({ scale, unit: 'wan' });
  return (text) => (IN_WAN.test(text) ? wan(text) : yuan(text));
}

const FINE_SCALE = 6;

/** Decimals that are multiplied by an exact factor; rounded half away from zero. Fault: NUMBER_INVALID. */
export function multipliedReader(form: NumberForm, factor: string): Reader<string> {
  const fine = decimalReader({ ...form, scale: FINE_SCALE });
  const [whole = '', fraction = ''] = factor.split('.');
  const times = BigInt(whole + fraction);
  const places = -(FINE_SCALE + fraction.length);
  return (text) => {
    const { reason, value } = fine(text);
    if (reason !== null) return fault(reason);
    if (value === null) return NOTHING;
    const product = BigInt(value.replace('.', '')) * times;
    const negative = product < 0n;
    const placed = place(
      { negative, whole: String(negative ? -product : product), fraction: '' },
      places,
      form.scale,
    );
    return placed ? mended(placed.text) : fault('NUMBER_INVALID');
  };
}

/** A reading whose number is below zero, whatever its sign was. */
export function negative(reading: Reading<string>): Reading<string> {
  const { value } = reading;
  if (value === null || value.startsWith('-') || !/[1-9]/.test(value)) return reading;
  return mended(`-${value}`);
}

const wholeNumber = numberReader({ scale: 0 }, true);

/** Whole numbers within the safe integers. Fault: NUMBER_INVALID. */
export function integer(text: string): Reading<number> {
  const reading = wholeNumber(text);
  if (reading.reason !== null) return reading;
  if (reading.value === null) return NOTHING;
  const value = Number(reading.value);
  if (!Number.isSafeInteger(value)) return fault('NUMBER_INVALID');
  return { reason: null, value, changed: reading.changed || String(value) !== text };
}
