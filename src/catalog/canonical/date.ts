import { compatible, removeZeroWidth, trimBlanks } from './blank.js';
import { isRealDate, pad2, pad4 } from './calendar.js';
import { compileDateFormat, type DateFormat, type Moment } from './date-format.js';
import { integer } from './number.js';
import { asDeclared, fault, mended, NOTHING, type Reader, type Reading } from './reading.js';

/** The types of the catalogue that stand for points in time. */
export type DateType = 'date' | 'datetime' | 'month';

/** How dates are delivered. */
export interface DateForm {
  readonly type: DateType;
  /** The declared format, by default that of the canonical form; `altFormats` are accepted besides. */
  readonly format?: string;
  readonly altFormats?: readonly string[];
  /** Zeros in the length of the format are unset. */
  readonly zeros?: boolean;
  /** 9999-12-31 and 长期 are an open end. */
  readonly openEnd?: boolean;
}

const CANONICAL: Readonly<Record<DateType, string>> = {
  date: 'yyyy-MM-dd',
  datetime: "yyyy-MM-dd'T'HH:mm:ss'+08:00'",
  month: 'yyyy-MM',
};
const OPEN_ENDS: ReadonlySet<string> = new Set(['99991231', '长期']);
const FIRST_YEAR = 1880;
const LAST_YEAR = 2099;
const SHANGHAI_MS = 8 * 3_600_000;
const SERIAL_EPOCH = Date.UTC(1899, 11, 30);

function ofUtc(milliseconds: number): Moment {
  const at = new Date(milliseconds);
  return {
    year: at.getUTCFullYear(),
    month: at.getUTCMonth() + 1,
    day: at.getUTCDate(),
    hour: at.getUTCHours(),
    minute: at.getUTCMinutes(),
    second: at.getUTCSeconds(),
  };
}

const isReal = ({ year, month, day, hour, minute, second }: Moment): boolean =>
  isRealDate(year, month, day) && hour < 24 && minute < 60 && second < 60;

/** A moment stated in UTC, as the clocks of the district show it. */
const toLocal = ({ year, month, day, hour, minute, second }: Moment): Moment =>
  ofUtc(Date.UTC(year, month - 1, day, hour, minute, second) + SHANGHAI_MS);

/** Texts by number, made once each: tables name the same days and times over and over. */
function remembered(make: (number: number) => string): (number: number) => string {
  const texts = new Map<number, string>();
  return (number) => {
    const known = texts.get(number);
    if (known !== undefined) return known;
    const text = make(number);
    texts.set(number, text);
    return text;
  };
}

/** `yyyy-MM-dd` of year * 512 + month * 32 + day: at most 220 years. */
const dayText = remembered(
  (number) => `${pad4(number >> 9)}-${pad2((number >> 5) & 15)}-${pad2(number & 31)}`,
);

/** `THH:mm:ss+08:00` of a second of the day; joined, as a sum of texts would stay one. */
const timeText = remembered((second) =>
  [
    'T',
    pad2(Math.floor(second / 3600)),
    ':',
    pad2(Math.floor(second / 60) % 60),
    ':',
    pad2(second % 60),
    '+08:00',
  ].join(''),
);

function write(type: DateType, { year, month, day, hour, minute, second }: Moment): string {
  if (type === 'month') return `${pad4(year)}-${pad2(month)}`;
  const date = dayText(year * 512 + month * 32 + day);
  return type === 'date' ? date : date + timeText((hour * 60 + minute) * 60 + second);
}

function valueOf(type: DateType, format: DateFormat, text: string): string | null {
  const moment = format.parse(text);
  if (!moment || !isReal(moment)) return null;
  const local = format.utc ? toLocal(moment) : moment;
  return local.year < FIRST_YEAR || local.year > LAST_YEAR ? null : write(type, local);
}

function isOpenEnd(type: DateType, formats: readonly DateFormat[], text: string): boolean {
  if (OPEN_ENDS.has(text)) return true;
  return formats.some(({ parse }) => {
    const moment = parse(text);
    return moment?.year === 9999 && moment.month === 12 && (type === 'month' || moment.day === 31);
  });
}

/** Calendar dates, local times and months of the years 1880 to 2099. Fault: DATE_INVALID. */
export function dateReader(form: DateForm): Reader<string> {
  const { type, format = CANONICAL[type], altFormats = [] } = form;
  const declared = compileDateFormat(format);
  const formats = [declared, ...altFormats.map(compileDateFormat)];
  const zeros = new Set(form.zeros ? formats.map((each) => each.zeros) : []);
  return (delivered) => {
    const value = valueOf(type, declared, delivered);
    if (value !== null) return asDeclared(value);
    const text = trimBlanks(removeZeroWidth(compatible(delivered)));
    if (text === '' || zeros.has(text)) return NOTHING;
    if (form.openEnd && isOpenEnd(type, formats, text)) return NOTHING;
    for (const each of formats) {
      const found = valueOf(type, each, text);
      if (found !== null) return mended(found);
    }
    return fault('DATE_INVALID');
  };
}

/** A day number of a spreadsheet (1900 system: 45658 is 2025-01-01), with the time as its fraction. */
export function spreadsheetDay(type: DateType, days: number): Reading<string> {
  const moment = ofUtc(SERIAL_EPOCH + Math.round(days * 86_400) * 1000);
  return moment.year >= FIRST_YEAR && moment.year <= LAST_YEAR
    ? mended(write(type, moment))
    : fault('DATE_INVALID');
}

/** Years: whole numbers of four digits. Fault: DATE_INVALID. */
export function year(text: string): Reading<number> {
  const reading = integer(text);
  if (reading.reason !== null) return fault('DATE_INVALID');
  if (reading.value === null) return NOTHING;
  return reading.value >= 1000 && reading.value <= 9999 ? reading : fault('DATE_INVALID');
}
