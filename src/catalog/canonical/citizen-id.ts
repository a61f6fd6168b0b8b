import { removeZeroWidth, squeeze } from './blank.js';
import { isRealDate } from './calendar.js';
import { canonicalText, fault, NOTHING, type Reader } from './reading.js';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECKS = '10X98765432';
const FIRST_BIRTH = 18800101;

/** Check character of GB 11643-1999 for the first 17 digits. */
export function citizenIdCheck(digits: string): string {
  let sum = 0;
  for (let index = 0; index < 17; index += 1) sum += (digits.charCodeAt(index) - 48) * (WEIGHTS[index] ?? 0);
  return CHECKS.charAt(sum % 11);
}

function areDigits(text: string, length: number): boolean {
  for (let index = 0; index < length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 48 || code > 57) return false;
  }
  return true;
}

const hasForm = (text: string): boolean =>
  text.length === 18 && areDigits(text, 17) && (areDigits(text.charAt(17), 1) || text.charAt(17) === 'X');

/** Numbers issued before 1999: the century was left out, and there was no check character. */
function lengthen(text: string): string {
  if (text.length !== 15 || !areDigits(text, 15)) return text;
  const digits = `${text.slice(0, 6)}19${text.slice(6)}`;
  return digits + citizenIdCheck(digits);
}

function isBirthDate(digits: string, last: number): boolean {
  const number = Number(digits);
  if (number < FIRST_BIRTH || number > last) return false;
  return isRealDate(Math.floor(number / 10_000), Math.floor(number / 100) % 100, number % 100);
}

/**
 * Citizen ids (GB 11643-1999): 18 characters, 15-digit numbers converted; `today` is `yyyy-MM-dd`, nobody is born
 * later. Faults: ID_FORMAT, ID_DATE, ID_CHECK. The division, digits 1 to 6, is not checked: it may no longer exist.
 */
export function citizenIdReader(today: string): Reader<string> {
  const last = Number(today.replaceAll('-', ''));
  return (text) => {
    const id = hasForm(text) ? text : lengthen(removeZeroWidth(squeeze(text)));
    if (id === '') return NOTHING;
    if (!hasForm(id)) return fault('ID_FORMAT');
    if (!isBirthDate(id.slice(6, 14), last)) return fault('ID_DATE');
    if (citizenIdCheck(id) !== id.charAt(17)) return fault('ID_CHECK');
    return canonicalText(text, id);
  };
}
