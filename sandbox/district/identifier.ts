import { compactDate } from './calendar.js';

/** Division code of the district: unassigned in GB/T 2260, so that its numbers belong to nobody. */
export const DIVISION = '190102';

const CITIZEN_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const USCC_DIGITS = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const ORG_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];
const ORG_DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Citizen id (GB 11643-1999). `sequence` is 1-999, odd for men; `division` is where it was issued. */
export function citizenId(birthDay: number, sequence: number, division = DIVISION): string {
  const body = `${division}${compactDate(birthDay)}${String(sequence).padStart(3, '0')}`;
  let sum = 0;
  for (let at = 0; at < 17; at++) sum += (body.charCodeAt(at) - 48) * (CITIZEN_WEIGHTS[at] ?? 0);
  return body + '10X98765432'.charAt(sum % 11);
}

function organizationCheck(code: string): string {
  const sum = [...code].reduce(
    (total, digit, at) => total + ORG_DIGITS.indexOf(digit) * (ORG_WEIGHTS[at] ?? 0),
    0,
  );
  return '0123456789X0'.charAt(11 - (sum % 11));
}

/** Unified social credit code (GB 32100-2015): kind of registration (`91`, `52` ..) and the eight characters of an organisation code (GB 11714). */
export function uscc(kind: string, organizationCode: string): string {
  const body = `${kind}${DIVISION}${organizationCode}${organizationCheck(organizationCode)}`;
  let weight = 1;
  let sum = 0;
  for (const digit of body) {
    sum += USCC_DIGITS.indexOf(digit) * weight;
    weight = (weight * 3) % 31;
  }
  return body + USCC_DIGITS.charAt((31 - (sum % 31)) % 31);
}

/** A number with another last character: its check no longer fits. */
export function withWrongCheck(code: string): string {
  return code.slice(0, -1) + (code.endsWith('1') ? '2' : '1');
}
