import { removeZeroWidth, squeeze } from './blank.js';
import { canonicalText, fault, NOTHING, type Reading } from './reading.js';

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
/** Value of a character by its code; looked up seventeen times a code. */
const VALUES = Uint8Array.from({ length: 128 }, (_, code) =>
  Math.max(ALPHABET.indexOf(String.fromCharCode(code)), 0),
);
const CODE = /^[0-9A-HJ-NPQRTUWXY]{18}$/;
const OLD_FORM = /^(?:\d{15}|[0-9A-Z]{8}[0-9X])$/;
const HYPHENS = /[-\u2010\u2011]+/g;
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const;

/** Check character of GB 32100-2015 for the first 17 characters. */
export function usccCheck(characters: string): string {
  let sum = 0;
  for (let index = 0; index < 17; index += 1)
    sum += (VALUES[characters.charCodeAt(index)] ?? 0) * (WEIGHTS[index] ?? 0);
  return ALPHABET.charAt((31 - (sum % 31)) % 31);
}

/**
 * Unified social credit codes (GB 32100-2015). Faults: USCC_OLD_FORM for the numbers it replaced (15 digits, or the
 * nine characters of an organisation code), USCC_FORMAT, USCC_CHECK.
 */
export function uscc(text: string): Reading<string> {
  const code = CODE.test(text) ? text : removeZeroWidth(squeeze(text)).replace(HYPHENS, '');
  if (code === '') return NOTHING;
  if (!CODE.test(code)) return fault(OLD_FORM.test(code) ? 'USCC_OLD_FORM' : 'USCC_FORMAT');
  if (usccCheck(code) !== code.charAt(17)) return fault('USCC_CHECK');
  return canonicalText(text, code);
}
