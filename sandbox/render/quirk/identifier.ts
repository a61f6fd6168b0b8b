import { mix } from '../../district/random.js';
import { withWrongCheck } from '../../district/identifier.js';
import type { Delivered } from '../field.js';
import { choose, present, type Rule, type Spot } from './rule.js';

const isCitizenId = ({ value, party }: Spot): boolean =>
  party === 'citizenId' && typeof value === 'string' && value.length === 18;

const isUscc = ({ value, party }: Spot): boolean =>
  party === 'uscc' && typeof value === 'string' && value.length === 18;

const born1900s = (spot: Spot): boolean => isCitizenId(spot) && String(spot.value).slice(6, 8) === '19';

/** The 15-digit form of a citizen id of somebody born before 2000. */
const oldForm = (id: string): string => id.slice(0, 6) + id.slice(8, 17);

/** Digits and letters in full width. */
const fullWidth = (text: string): string =>
  text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));

const text = (change: (cell: string, spot: Spot) => Delivered): Rule['spell'] =>
  function spell(cell, spot) {
    return change(String(cell), spot);
  };

/** A taxpayer's or registration number of the old form. */
const oldCode = (hash: number): string => `190102${String(600_000_000 + ((hash >>> 0) % 100_000_000))}`;

/** Quirks of identity numbers, codes of organizations and document numbers. */
export const identifierRules: Readonly<Record<string, Rule>> = {
  ID15: { applies: born1900s, spell: text(oldForm) },
  IDX: {
    applies: ({ value }) => typeof value === 'string' && value.length >= 18 && value.charAt(17) === 'X',
    spell: text((cell, { hash }) => cell.slice(0, 17) + choose(hash, ['x', 'x', 'Ｘ']) + cell.slice(18)),
  },
  IDCHECK: { applies: isCitizenId, spell: text(withWrongCheck) },
  USCCCHECK: { applies: isUscc, spell: text(withWrongCheck) },
  USCCLOWER: { applies: isUscc, spell: text((cell) => cell.toLowerCase()) },
  USCCOLD: {
    applies: isUscc,
    fact: ({ field, value }) => (field.nullable ? null : value),
    spell: (_, { hash, value, field }) =>
      field.as === 'ownerId' ? String(value).slice(8, 17) : oldCode(hash),
  },
  KEYNULL: {
    applies: ({ values }) => values['registrationNo'] !== null && values['entityKind'] === 'SOLE_TRADER',
    spell: () => null,
  },
  FULLWIDTH: { applies: present, spell: text(fullWidth) },
  MASKED: {
    applies: isCitizenId,
    fact: () => null,
    spell: (_, { value }) => `${String(value).slice(0, 6)}********${String(value).slice(14)}`,
  },
  APOS: {
    applies: present,
    spell: text((cell, { hash }) => choose(hash, ["'", '‘', '`']) + cell),
  },
  SCI: {
    applies: (spot) => present(spot) && /^\d{15,}$/.test(String(spot.value)),
    spell: (cell, { spec }) => {
      const number = Number(cell);
      if (spec.delivery.kind === 'file' && spec.delivery.dialect === 'xlsx') return number;
      return number.toExponential(5).replace('e', 'E');
    },
  },
  CERTSUFFIX: {
    applies: present,
    spell: text((cell, { hash }) => `${cell}B${1 + ((mix(hash, 3) >>> 0) % 3)}`),
  },
  LEADZERO: {
    applies: ({ value }) => typeof value === 'string' && /^0+[1-9]/.test(value),
    spell: text((cell) => cell.replace(/^0+/, '')),
  },
  BRACKET: {
    applies: ({ value }) => typeof value === 'string' && value.includes('〔'),
    spell: text((cell, { hash }) => {
      const pair = choose(hash, ['[]', '()', '（）', '【】']);
      return cell.replaceAll('〔', pair.charAt(0)).replaceAll('〕', pair.charAt(1));
    }),
  },
  PLATE: {
    applies: ({ value }) => typeof value === 'string' && value.length > 4,
    spell: text((cell, { hash }) =>
      choose(hash, [
        `${cell.slice(0, 2)}·${cell.slice(2)}`,
        `${cell.slice(0, 2)} ${cell.slice(2)}`,
        `${cell.slice(0, 2)}-${cell.slice(2)}`,
        cell.toLowerCase(),
        cell.charAt(0) + fullWidth(cell.slice(1)),
      ]),
    ),
  },
  HASHUPPER: {
    applies: present,
    spell: (cell) => (Array.isArray(cell) ? cell : String(cell).toUpperCase()),
  },
  MACFORM: {
    applies: ({ value }) => Array.isArray(value) && value.length > 0,
    spell: (cell, { hash }) => {
      const change = choose(hash, [
        (mac: string) => mac.replaceAll(':', '-'),
        (mac: string) => mac.replaceAll(':', ''),
        (mac: string) => mac.toLowerCase(),
      ]);
      return (Array.isArray(cell) ? cell : []).map((mac: Delivered) => change(String(mac)));
    },
  },
  IPFORM: {
    applies: ({ value }) =>
      Array.isArray(value) && value.some((ip) => typeof ip === 'string' && ip.includes('.')),
    spell: (cell) =>
      (Array.isArray(cell) ? cell : []).map((ip: Delivered) =>
        String(ip).includes('.') ? `::ffff:${String(ip)}` : ip,
      ),
  },
};
