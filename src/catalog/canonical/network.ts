import { isIPv4, isIPv6 } from 'node:net';
import { compatible, fold, trimBlanks } from './blank.js';
import { canonicalText, fault, NOTHING, type Reading } from './reading.js';

const MAPPED = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/;
const MAC = /^(?:[0-9A-F]{12}|[0-9A-F]{2}(?::[0-9A-F]{2}){5}|[0-9A-F]{2}(?:-[0-9A-F]{2}){5})$/;
const PAIRS = /[0-9A-F]{2}/g;

/** RFC 5952, which is how the URL standard writes an IPv6 host; IPv4-mapped addresses become IPv4. */
function shortest(address: string): string {
  const value = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [, high, low] = MAPPED.exec(value) ?? [];
  if (high === undefined || low === undefined) return value;
  const [upper, lower] = [parseInt(high, 16), parseInt(low, 16)];
  return `${upper >> 8}.${upper & 255}.${lower >> 8}.${lower & 255}`;
}

/** IP addresses: dotted decimal, or IPv6 in the shortest lower-case form. Fault: FORMAT. */
export function ip(text: string): Reading<string> {
  const value = trimBlanks(compatible(text)).toLowerCase();
  if (value === '') return NOTHING;
  if (isIPv4(value)) return canonicalText(text, value);
  // A zone (fe80::1%eth0) means something on one machine only.
  return isIPv6(value) && !value.includes('%') ? canonicalText(text, shortest(value)) : fault('FORMAT');
}

/** MAC addresses: 12 upper-case hex digits in pairs with colons. Fault: FORMAT. */
export function mac(text: string): Reading<string> {
  const value = trimBlanks(fold(text));
  if (value === '') return NOTHING;
  return MAC.test(value) ? canonicalText(text, (value.match(PAIRS) ?? []).join(':')) : fault('FORMAT');
}
