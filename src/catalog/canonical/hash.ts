import { compatible, trimBlanks } from './blank.js';
import { canonicalText, fault, NOTHING, type Reading } from './reading.js';

const SHA256 = /^[0-9a-f]{64}$/;

/** SHA-256 digests: 64 lower-case hex digits. Fault: HASH_INVALID. */
export function hash(text: string): Reading<string> {
  if (SHA256.test(text)) return canonicalText(text, text);
  const value = trimBlanks(compatible(text)).toLowerCase();
  if (value === '') return NOTHING;
  return SHA256.test(value) ? canonicalText(text, value) : fault('HASH_INVALID');
}
