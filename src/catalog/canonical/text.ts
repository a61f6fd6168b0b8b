import { removeZeroWidth, trimBlanks } from './blank.js';
import { canonicalText, fault, type Reader } from './reading.js';

/** Longest `string` and `text`, in characters (code points). */
export const MAX_STRING = 500;
export const MAX_TEXT = 20_000;

const NEEDS_CARE = /[^ -~\u4e00-\u9fff]/;
const LINE_ENDS = /\r\n?/g;
const PRIVATE_USE = /[\ue000-\uf8ff\udb80-\udbff]/;

/** Corrects one kind of deviation inside a text. */
export type Mending = (text: string) => string;

function isLonger(text: string, limit: number): boolean {
  if (text.length <= limit) return false;
  if (text.length > 2 * limit) return true;
  let count = 0;
  for (const _ of text) count += 1;
  return count > limit;
}

/** Whether private-use code points stand in the text: nobody knows for sure which characters they mean. */
export const hasPrivateUse = (text: string): boolean => PRIVATE_USE.test(text);

/**
 * Free text: zero-width characters removed, line ends LF, blanks trimmed, NFC. `before` works on the text as
 * delivered, `after` on the normalised one. Fault: FORMAT when longer than `limit`.
 */
export function textReader(
  limit: number,
  before: readonly Mending[],
  after: readonly Mending[],
): Reader<string> {
  return (text) => {
    let value = text;
    for (const mend of before) value = mend(value);
    if (NEEDS_CARE.test(value)) value = removeZeroWidth(value).replace(LINE_ENDS, '\n').normalize('NFC');
    value = trimBlanks(value);
    for (const mend of after) value = mend(value);
    return isLonger(value, limit) ? fault('FORMAT') : canonicalText(text, value);
  };
}
