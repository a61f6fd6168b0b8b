import { removeZeroWidth, squeeze } from './blank.js';
import { fault, NOTHING, type Reading } from './reading.js';

const MAX_TEXT = 32;
const ONE = 1_000_000n;
const PLAIN = /^(\d+)(?:\.(\d+))?$/;

/** An exact fraction. */
interface Fraction {
  readonly above: bigint;
  readonly below: bigint;
}

function fraction(text: string): Fraction | null {
  const match = PLAIN.exec(text);
  if (!match) return null;
  const [, whole = '', decimals = ''] = match;
  return { above: BigInt(whole + decimals), below: 10n ** BigInt(decimals.length) };
}

function parse(text: string): Fraction | null {
  const slash = text.indexOf('/');
  if (slash >= 0) {
    const [part, whole] = [fraction(text.slice(0, slash)), fraction(text.slice(slash + 1))];
    return part && whole && { above: part.above * whole.below, below: part.below * whole.above };
  }
  if (!text.endsWith('%')) return fraction(text);
  const hundredths = fraction(text.slice(0, -1));
  return hundredths && { above: hundredths.above, below: hundredths.below * 100n };
}

/**
 * Shares between 0 and 1 with six decimals, half up: `35%`, `7/20` or a plain fraction of 1. Fault: NUMBER_INVALID,
 * also outside 0 to 1.
 */
export function ratio(text: string): Reading<string> {
  if (text.length > MAX_TEXT) return fault('NUMBER_INVALID');
  const folded = removeZeroWidth(squeeze(text));
  if (folded === '') return NOTHING;
  const parsed = parse(folded);
  if (!parsed || parsed.below === 0n || parsed.above > parsed.below) return fault('NUMBER_INVALID');
  const millionths = (parsed.above * ONE * 2n + parsed.below) / (parsed.below * 2n);
  const digits = `${millionths}`.padStart(7, '0');
  const value = `${digits.slice(0, -6)}.${digits.slice(-6)}`;
  const exact = PLAIN.test(text) && millionths * parsed.below === parsed.above * ONE;
  return { reason: null, value, changed: !exact };
}
