import { dayOf, secondOf, utcStamp } from '../../district/calendar.js';
import { formatOf } from '../field.js';
import { compileFormat, zerosOf, type Format } from '../format.js';
import { absent, present, type Rule, type Spot } from './rule.js';

/** Day number of a spreadsheet for 1970-01-01. */
const SPREADSHEET_EPOCH = 25_569;

const compiled = new Map<string, Format>();

function formatted(format: string, value: string): string {
  const known = compiled.get(format) ?? compileFormat(format);
  compiled.set(format, known);
  return known(value);
}

/** Whether the second form says as much as the first: one without seconds needs a full minute. */
function sameIn(format: string, { value, field }: Spot): boolean {
  const lossy = field.type === 'datetime' && !format.includes('s');
  return !lossy || String(value).slice(17, 19) === '00';
}

/** Quirks of dates and times. */
export const momentRules: Readonly<Record<string, Rule>> = {
  DATE2: {
    applies: (spot) => present(spot) && sameIn(spot.field.altFormats?.[0] ?? '', spot),
    spell: (cell, { field, value }) => {
      const [format] = field.altFormats ?? [];
      return format === undefined ? cell : formatted(format, String(value));
    },
  },
  DATEEND: {
    applies: absent,
    // The federation of the disabled writes a word, everybody else the last day that fits.
    spell: (_, { field, spec }) =>
      spec.department === 'disabled-persons-federation' ? '长期' : formatted(formatOf(field), '9999-12-31'),
  },
  DATEZERO: { applies: absent, spell: (_, { field }) => zerosOf(formatOf(field)) },
  DATEBAD: {
    applies: present,
    spell: (_, { field, value }) => formatted(formatOf(field), `${String(value).slice(0, 4)}-02-30`),
  },
  UTC: {
    applies: present,
    spell: (_, { value }) => utcStamp(secondOf(String(value))),
  },
  EXCELSERIAL: {
    applies: present,
    spell: (_, { value }) => dayOf(String(value)) + SPREADSHEET_EPOCH,
  },
};
