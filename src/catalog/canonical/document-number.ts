import { compatible, squeeze } from './blank.js';
import { canonicalText, fault, type Reading } from './reading.js';

const MAX_LENGTH = 64;
const PLAIN = /^[0-9A-Z-]+$/;
const OPENING = /[([{【]/g;
const CLOSING = /[)\]}】]/g;
const PLATE_MARKS = /[·•・.-]+/g;

/** Document numbers: upper case, no blanks, every bracket 〔 or 〕. Fault: PATTERN when longer than 64. */
export function documentNumber(text: string): Reading<string> {
  const value = PLAIN.test(text) ? text : squeeze(text).replace(OPENING, '〔').replace(CLOSING, '〕');
  return value.length > MAX_LENGTH ? fault('PATTERN') : canonicalText(text, value);
}

/** Plate numbers: upper case, without blanks, dots and hyphens. */
export const plate = (text: string): Reading<string> =>
  canonicalText(text, compatible(squeeze(text).replace(PLATE_MARKS, '')));
