import { compatible } from './blank.js';

/** A point in time as its text states it; parts that the format lacks are the first of their kind. */
export interface Moment {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** A compiled format. */
export interface DateFormat {
  /** The parts of a text of exactly this form, not yet checked against the calendar; null for any other. */
  parse(text: string): Moment | null;
  /** The text ends with a literal `Z`: it is UTC. */
  readonly utc: boolean;
  /** What an unset value looks like where it is written as zeros. */
  readonly zeros: string;
}

const TOKEN = /yyyy|MM|dd|HH|mm|ss|M|d|H|'([^']*)'|./gsu;
const PARTS: Readonly<Record<string, keyof Moment>> = {
  yyyy: 'year',
  MM: 'month',
  M: 'month',
  dd: 'day',
  d: 'day',
  HH: 'hour',
  H: 'hour',
  mm: 'minute',
  ss: 'second',
};

interface Token {
  readonly part: keyof Moment | null;
  readonly literal: string;
  readonly least: number;
  readonly most: number;
}

function tokenOf(match: RegExpMatchArray): Token {
  const [text, quoted] = match;
  const part = PARTS[text] ?? null;
  // Unpadded letters take a padded number as well: 2025/03/01 says the same as 2025/3/1.
  const most = part === null ? 0 : Math.max(text.length, 2);
  return { part, literal: part === null ? compatible(quoted ?? text) : '', least: text.length, most };
}

/** How many digits stand at `start`, at most `most`. */
function digitsAt(text: string, start: number, most: number): number {
  let length = 0;
  while (length < most) {
    const code = text.charCodeAt(start + length);
    if (!(code >= 48 && code <= 57)) break;
    length += 1;
  }
  return length;
}

function parseTokens(text: string, tokens: readonly Token[]): Moment | null {
  let [year, month, day, hour, minute, second] = [0, 1, 1, 0, 0, 0];
  let at = 0;
  for (const { part, literal, least, most } of tokens) {
    if (part === null) {
      if (!text.startsWith(literal, at)) return null;
      at += literal.length;
      continue;
    }
    const end = at + digitsAt(text, at, most);
    if (end - at < least) return null;
    let number = 0;
    for (; at < end; at += 1) number = number * 10 + text.charCodeAt(at) - 48;
    if (part === 'year') year = number;
    else if (part === 'month') month = number;
    else if (part === 'day') day = number;
    else if (part === 'hour') hour = number;
    else if (part === 'minute') minute = number;
    else second = number;
  }
  return at === text.length ? { year, month, day, hour, minute, second } : null;
}

/** Compiles `yyyyMMdd`, `yyyy-MM-dd HH:mm:ss`, `yyyy年M月`: letters as in the catalogue, `'text'` literal. */
export function compileDateFormat(pattern: string): DateFormat {
  const tokens = [...pattern.matchAll(TOKEN)].map(tokenOf);
  return {
    parse: (text) => parseTokens(text, tokens),
    utc: tokens.at(-1)?.literal === 'Z',
    zeros: tokens.map(({ part, literal, least }) => (part === null ? literal : '0'.repeat(least))).join(''),
  };
}
