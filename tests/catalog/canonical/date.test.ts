import fc from 'fast-check';
import { dateReader, spreadsheetDay, year } from '../../../src/catalog/canonical/date.js';

test.each([
  ['date', 'yyyyMMdd', '20250228', '2025-02-28'],
  ['date', 'yyyy-MM-dd', '2024-02-29', '2024-02-29'],
  ['date', 'yyyy.M.d', '2025.3.4', '2025-03-04'],
  ['date', 'yyyy/M/d', '2025/11/30', '2025-11-30'],
  ['datetime', 'yyyyMMddHHmmss', '20250205091500', '2025-02-05T09:15:00+08:00'],
  ['datetime', 'yyyy-MM-dd HH:mm:ss', '2025-02-05 23:59:59', '2025-02-05T23:59:59+08:00'],
  ['datetime', 'yyyy-MM-dd HH:mm', '2025-02-05 23:59', '2025-02-05T23:59:00+08:00'],
  ['datetime', 'yyyy/M/d H:mm', '2025/2/5 9:05', '2025-02-05T09:05:00+08:00'],
  ['datetime', "yyyy-MM-dd'T'HH:mm:ss'Z'", '2025-02-28T16:12:30Z', '2025-03-01T00:12:30+08:00'],
  ['month', 'yyyyMM', '202502', '2025-02'],
  ['month', 'yyyy年M月', '2025年2月', '2025-02'],
] as const)('a %s in the form %s: %s is %s', (type, format, text, value) => {
  expect(dateReader({ type, format })(text)).toEqual({ reason: null, value, changed: false });
});

test.each([
  ['yyyyMMdd', '20250229'],
  ['yyyyMMdd', '20251301'],
  ['yyyyMMdd', '20250100'],
  ['yyyyMMdd', '2025-01-01'],
  ['yyyyMMdd', '202501011'],
  ['yyyyMMdd', '2025011'],
  ['yyyyMMdd', '18791231'],
  ['yyyyMMdd', '21000101'],
  ['yyyyMMdd', '00000000'],
  ['yyyyMMdd', '99991231'],
  ['yyyy-MM-dd', '19000229'.replace(/(....)(..)(..)/, '$1-$2-$3')],
  ['yyyy-MM-dd HH:mm:ss', '2025-01-01 24:00:00'],
  ['yyyy-MM-dd HH:mm:ss', '2025-01-01 23:60:00'],
])('in the form %s, %s is refused', (format, text) => {
  expect(dateReader({ type: 'date', format })(text).reason).toBe('DATE_INVALID');
});

test('other accepted forms, blanks and full-width digits are mended', () => {
  const read = dateReader({ type: 'month', format: 'yyyyMM', altFormats: ['yyyy.MM'] });
  for (const text of ['2025.02', ' 202502 ', '２０２５０２'])
    expect(read(text)).toEqual({ reason: null, value: '2025-02', changed: true });
});

test('an open end and zeros are nothing where the stream says so', () => {
  const open = dateReader({ type: 'date', format: 'yyyy-MM-dd', openEnd: true });
  for (const text of ['99991231', '9999-12-31'])
    expect(open(text)).toMatchObject({ reason: null, value: null });
  expect(open('9999-12-30').reason).toBe('DATE_INVALID');
  const unset = dateReader({ type: 'datetime', format: 'yyyyMMddHHmmss', zeros: true });
  expect(unset('00000000000000')).toEqual({ reason: null, value: null, changed: false });
  expect(unset('00000000').reason).toBe('DATE_INVALID');
});

test('the day numbers of spreadsheets count from the end of 1899', () => {
  expect(spreadsheetDay('date', 45658)).toEqual({ reason: null, value: '2025-01-01', changed: true });
  expect(spreadsheetDay('datetime', 45658.75).value).toBe('2025-01-01T18:00:00+08:00');
  for (const days of [-10_000, 1e9, Number.NaN])
    expect(spreadsheetDay('date', days).reason).toBe('DATE_INVALID');
});

test('a year has four digits', () => {
  expect(year('2025').value).toBe(2025);
  for (const text of ['25', '20250', '2025.5']) expect(year(text).reason).toBe('DATE_INVALID');
});

const FIRST = Date.UTC(1880, 0, 1) / 1000;
const LAST = Date.UTC(2099, 11, 31, 15, 59, 59) / 1000;
const second = fc.integer({ min: FIRST, max: LAST });
const iso = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 19);

test('every second of the accepted years is read as it stands, and canonical forms stay', () => {
  const compact = dateReader({ type: 'datetime', format: 'yyyyMMddHHmmss' });
  const canonical = dateReader({ type: 'datetime' });
  fc.assert(
    fc.property(second, (seconds) => {
      const value = `${iso(seconds)}+08:00`;
      expect(compact(iso(seconds).replace(/\D/g, '')).value).toBe(value);
      expect(canonical(value)).toEqual({ reason: null, value, changed: false });
    }),
  );
});

test('UTC is eight hours behind', () => {
  const read = dateReader({ type: 'datetime', format: "yyyy-MM-dd'T'HH:mm:ss'Z'" });
  fc.assert(
    fc.property(second, (seconds) => {
      expect(Date.parse(read(`${iso(seconds)}Z`).value ?? '')).toBe(seconds * 1000);
    }),
  );
});

test('eight digits are a date exactly when the calendar has that day', () => {
  const read = dateReader({ type: 'date', format: 'yyyyMMdd' });
  const part = (min: number, max: number) => fc.integer({ min, max });
  fc.assert(
    fc.property(part(1880, 2099), part(0, 13), part(0, 32), (y, m, d) => {
      const [month, day] = [`${m}`.padStart(2, '0'), `${d}`.padStart(2, '0')];
      const date = new Date(Date.UTC(y, m - 1, d));
      const real = date.getUTCMonth() === m - 1 && date.getUTCDate() === d;
      expect(read(`${y}${month}${day}`).value).toBe(real ? `${y}-${month}-${day}` : null);
    }),
  );
});
