const BLANKS = /[\t\n\r \u00a0\u3000]+/g;
const ZERO_WIDTH = /[\u200b-\u200d\u2060\ufeff]/;
const ZERO_WIDTHS = /[\u200b-\u200d\u2060\ufeff]+/g;
const NOT_ASCII = /[^\0-\x7f]/;

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d || code === 0xa0 || code === 0x3000;
}

/** Without leading and trailing blanks (tab, line ends, U+0020, U+00A0, U+3000). */
export function trimBlanks(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text.charCodeAt(start))) start += 1;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end -= 1;
  return end - start === text.length ? text : text.slice(start, end);
}

/** Without zero-width characters (U+200B to U+200D, U+2060, U+FEFF). */
export const removeZeroWidth = (text: string): string =>
  ZERO_WIDTH.test(text) ? text.replace(ZERO_WIDTHS, '') : text;

/** NFKC, which plain ASCII already is. */
export const compatible = (text: string): string => (NOT_ASCII.test(text) ? text.normalize('NFKC') : text);

/** NFKC and upper case; some letters need composing again after their case changed. */
export const fold = (text: string): string =>
  NOT_ASCII.test(text) ? text.normalize('NFKC').toUpperCase().normalize('NFKC') : text.toUpperCase();

/** Folded and without any blank; what a blank kept apart may need composing. */
export const squeeze = (text: string): string => compatible(fold(text).replace(BLANKS, ''));
