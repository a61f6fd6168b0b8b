import { PRIVATE_USE } from '../../district/name.js';
import type { Value } from '../../record/record.js';
import { absent, choose, present, type Rule, type Spot } from './rule.js';

const BLANKS = [' ', '\t', '\u00a0', '\u3000'] as const;
const EMOJI = ['🙏', '😡', '🚧', '𠮷'] as const;
/** Characters whose second byte in GB18030 is that of a bar or a backslash. */
const PIPE_BYTES = ['珅', '瑋', '玕'] as const;
const RARE = ['𠮷', '㛃'] as const;

const old = ({ value }: Spot): string | undefined =>
  typeof value === 'string' ? [...value].find((sign) => PRIVATE_USE[sign] !== undefined) : undefined;

/** A name with a character of a list as its second one. */
const renamed = (value: Value, sign: string): string => {
  const [first = '张', , ...rest] = [...String(value)];
  return first + sign + rest.join('');
};

const reference = (sign: string): string => `&#${sign.codePointAt(0)};`;

function references(text: string): string {
  if (/[&·]/.test(text)) return text.replaceAll('&', '&amp;').replaceAll('·', '&#183;');
  const [first = '', ...rest] = [...text];
  return reference(first) + rest.join('');
}

/** Quirks of names and texts, and of values that are not there. */
export const textRules: Readonly<Record<string, Rule>> = {
  TRIM: {
    applies: present,
    spell: (cell, { hash }) => {
      const blank = choose(hash, BLANKS);
      return hash % 2 === 0 ? `${blank}${String(cell)}` : `${String(cell)}${blank}`;
    },
  },
  NULLTOKEN: {
    applies: absent,
    spell: (_, { spec, hash }) => {
      const [first = '', ...others] = spec.nulls;
      return choose(hash, [first, ...others]);
    },
  },
  RARENAME: {
    applies: present,
    fact: ({ value, hash }) =>
      RARE.some((sign) => String(value).includes(sign)) ? value : renamed(value, choose(hash, RARE)),
  },
  PUANAME: {
    applies: (spot) => old(spot) !== undefined,
    spell: (cell, spot) => {
      const sign = old(spot) ?? '';
      return String(cell).replace(sign, PRIVATE_USE[sign] ?? sign);
    },
  },
  MIDDOT: {
    applies: ({ value }) => typeof value === 'string' && value.includes('·'),
    spell: (cell, { hash }) =>
      String(cell).replace('·', choose(hash, ['\u2022', '\u30fb', '\uff0e', '\u002e'])),
  },
  CODETEXT: {
    applies: present,
    spell: (cell, { field, value }) =>
      Object.values(field.codes ?? {}).find(([constant]) => constant === value)?.[1] ?? cell,
  },
  HTML: { applies: present, spell: (cell) => references(String(cell)) },
  NEWLINE: {
    applies: present,
    fact: ({ value }) => `${String(value)}\n附件见原始凭证`,
  },
  ESCAPE: {
    applies: present,
    fact: ({ value, hash }) => String(value) + choose(hash, ['|二标段', '\\补充协议', '\n(续签)']),
  },
  PIPEBYTE: {
    applies: present,
    fact: ({ value, hash }) => renamed(value, choose(hash, PIPE_BYTES)),
  },
  EMOJI: {
    applies: present,
    fact: ({ value, hash }) => String(value) + choose(hash, EMOJI),
  },
  OFFICERNULL: { applies: present, fact: () => null },
  MEDIAHASH: { applies: present, fact: () => null },
};
