import type { Delivered } from '../field.js';
import { decimalText, scaleOf } from '../field.js';
import { choose, present, type Rule, type Spot } from './rule.js';

/** With separators between the thousands. */
const grouped = (plain: string): string => plain.replace(/\B(?<!\.\d*)(?=(\d{3})+(?!\d))/g, ',');

const amount = ({ value }: Spot): number => (value === null || value === undefined ? 0 : Number(value));

const SUFFIXES: Readonly<Record<string, readonly [string, ...string[]]>> = {
  mu: ['亩'],
  m2: ['㎡', 'm²', 'm2', '平方米'],
  t: ['吨', 't'],
  yuan: ['元'],
};

function sharesOf(value: number, hash: number): string {
  const percent = Math.round(value * 1e6) / 1e4;
  const twentieths = Math.round(value * 20);
  const exact = Math.abs(twentieths / 20 - value) < 1e-9;
  return exact ? choose(hash, [`${percent}%`, `${twentieths}/20`]) : `${percent}%`;
}

/** Square metres of so many mu, as the hub converts. */
const SQUARE_METRES = 66_667;
const muOf = ({ value }: Spot): number => Math.round((amount({ value } as Spot) * 10_000) / SQUARE_METRES * 100) / 100; // prettier-ignore

function metresOf(mu: number): string {
  // Both factors have two decimals: the product in ten-thousandths is whole, and rounded half up once.
  const exact = Math.round(mu * 100) * SQUARE_METRES;
  return (Math.floor((exact + 50) / 100) / 100).toFixed(2);
}

/** Quirks of amounts, areas and shares. */
export const numberRules: Readonly<Record<string, Rule>> = {
  THOUSANDS: {
    applies: (spot) => Math.abs(amount(spot)) >= 1000,
    spell: (cell) => grouped(String(cell)),
  },
  PAREN: {
    applies: (spot) => amount(spot) < 0,
    spell: (cell) => `(${grouped(String(cell).replace('-', ''))})`,
  },
  WANSUFFIX: {
    applies: (spot) => Math.abs(amount(spot)) >= 1000,
    spell: (_, { value, hash, field }) => {
      const wan = (Number(decimalText(value, scaleOf(field))) / 10_000).toFixed(6).replace(/\.?0+$/, '');
      return wan + choose(hash, ['万元', '万']);
    },
  },
  UNITSUFFIX: {
    applies: present,
    spell: (cell, { field, hash }) => String(cell) + choose(hash, SUFFIXES[field.unit ?? 'yuan'] ?? ['元']),
  },
  SHARE: {
    applies: present,
    spell: (_, { value, hash }) => sharesOf(Number(value), hash),
  },
  FLOAT: {
    applies: (spot) => present(spot) && amount(spot) !== 0,
    spell: (cell): Delivered => {
      const exact = Number(cell);
      // One step of the last binary digit: what adding up in floating point leaves behind.
      return exact + Math.abs(exact) * 2 ** -52;
    },
  },
  AMOUNTSIGN: {
    applies: (spot) => amount(spot) < 0,
    spell: (cell) => (typeof cell === 'number' ? -cell : String(cell).replace('-', '')),
  },
  AREAUNIT: {
    applies: present,
    fact: (spot) => metresOf(muOf(spot)),
    sets: { areaUnit: 'MU' },
    spell: (_, spot) => muOf(spot).toFixed(2),
  },
};
