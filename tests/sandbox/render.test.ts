import { catalogue } from '../../sandbox/catalogue/catalogue.js';
import { dayOf, DAY } from '../../sandbox/district/calendar.js';
import { lastReload, publishedUntil, publications } from '../../sandbox/publish/schedule.js';
import type { SourceRecord } from '../../sandbox/record/record.js';
import { compileFormat, zerosOf } from '../../sandbox/render/format.js';
import { createPlanter } from '../../sandbox/render/planter.js';
import { rules } from '../../sandbox/render/quirk/rules.js';
import { createRenderer } from '../../sandbox/render/row.js';
import { textFor } from '../../sandbox/scenario/pattern.js';

function specOf(id: string) {
  const spec = catalogue.find((candidate) => candidate.id === id);
  if (!spec) throw new Error(`there is no ${id}`);
  return spec;
}

test.each([
  ['yyyy年M月', '2025-03', '2025年3月'],
  ['yyyy.M.d', '2025-03-04', '2025.3.4'],
  ['yyyy/M/d H:mm', '2025-03-04T08:05:00+08:00', '2025/3/4 8:05'],
  ['yyyyMMddHHmmss', '2025-03-04T08:05:09+08:00', '20250304080509'],
  ["yyyy-MM-dd'T'HH:mm:ss'Z'", '2025-03-04T08:05:09+08:00', '2025-03-04T08:05:09Z'],
])('the form %s', (format, value, text) => {
  expect(compileFormat(format)(value)).toBe(text);
});

test('an unset date is written in zeros of the same length', () => {
  expect(zerosOf('yyyyMMdd')).toBe('00000000');
});

test.each([
  ['30 1 * * *', ['2025-03-10 00:45', '2025-03-09 00:45']],
  ['0 6 5 * *', ['2025-03-05 05:15', '2025-02-05 05:15']],
  ['40 6 * * 1', ['2025-03-10 05:55', '2025-03-03 05:55']],
  ['0 6 20 1,7 *', ['2025-01-20 05:15', '2024-07-20 05:15']],
])('a department that is read at %s has published before', (cron, expected) => {
  const found: string[] = [];
  for (const { at } of publications(cron, dayOf('2025-03-10') * DAY + 8 * 3600)) {
    found.push(new Date(at * 1000).toISOString().slice(0, 16).replace('T', ' '));
    if (found.length === 2) break;
  }
  expect(found).toEqual(expected);
});

test('a monthly file covers the days up to the end of the month before', () => {
  const until = publishedUntil(specOf('bed-subsidy-claim'), dayOf('2025-03-10') * DAY);
  expect(new Date(until * 1000).toISOString()).toBe('2025-02-28T23:59:59.000Z');
});

test.each([
  ['household-resident', '2025-03-01'],
  ['insured-person', '2025-03-03'],
  ['public-post', '2025-01-01'],
])('%s was last touched as a whole on %s', (id, day) => {
  const reload = lastReload(specOf(id), dayOf('2025-03-10') * DAY);
  expect(reload === null ? null : new Date(reload * 1000).toISOString().slice(0, 10)).toBe(day);
});

test('a text fits its pattern, and its number tells it from others', () => {
  for (const pattern of [
    '^190102\\d{13}$',
    '^\\d{17}[\\dX][1-7][1-4]$',
    '^[A-Z]{2}\\d{4}$',
    '^H\\d{11}$',
    '^ST190102\\d{5}$',
  ])
    expect([pattern, textFor(pattern, 42)]).toEqual([pattern, expect.stringMatching(new RegExp(pattern))]);
  expect(textFor('^\\d{9}$', 42)).toBe('000000042');
});

test('every quirk of the catalogue is known to somebody', () => {
  const elsewhere = new Set([
    'COLORDER', 'EXTRACOL', 'BOM', 'TOTALROW', 'FILLDOWN', 'EMPTY', 'RELOAD',
    'DUPKEY', 'REVIVE', 'FEN', 'WAN', 'LATECORR', 'WITHDRAWN', 'ORPHAN', 'CLOCK',
  ]); // prettier-ignore
  const unknown = catalogue.flatMap(({ quirks }) =>
    quirks.map(({ id }) => id).filter((id) => !rules[id] && !elsewhere.has(id)),
  );
  expect(unknown).toEqual([]);
});

describe('a planter', () => {
  const spec = specOf('village-debt');
  const record = (debtNo: number, more: Partial<SourceRecord> = {}): SourceRecord => ({
    values: { debtNo: `ZW${debtNo}`, principal: 123_456.78, balance: 5000, creditorId: null },
    at: 0,
    ...more,
  });
  const records = Array.from({ length: 3000 }, (_, at) => record(at));
  const fresh = () => createPlanter(spec, 7, { sample: records });

  test('spells a row alike the next time, whoever else is there', () => {
    const first = fresh();
    const spelled = records.map((one) => first.plant(one).hits.map(({ rule }) => rule));
    const second = createPlanter(spec, 7, { state: first.state() });
    expect(second.plant(record(1234)).hits.map(({ rule }) => rule)).toEqual(spelled[1234]);
    expect(spelled.some((hits) => hits.length > 0)).toBe(true);
  });

  test('shows each quirk in about its share of the rows, and in the third row in any case', () => {
    const planter = fresh();
    for (const one of records) planter.plant(one);
    const rows = new Map(planter.planted().map((one) => [one.quirk, one.rows]));
    for (const [quirk, rate] of [
      ['THOUSANDS', 0.4],
      ['WANSUFFIX', 0.01],
      ['NULLTOKEN', 0.2],
    ] as const) {
      expect(rows.get(quirk)).toBeGreaterThan(3000 * rate * 0.6);
      expect(rows.get(quirk)).toBeLessThan(3000 * rate * 1.4 + 2);
    }
  });

  test('writes amounts so that nothing is lost', () => {
    const renderer = createRenderer(
      specOf('parcel-right'),
      createPlanter(specOf('parcel-right'), 7, { sample: [] }),
    );
    const { cells, planted } = renderer.row({
      values: { contractAreaMu: 3.5, measuredAreaSqm: 2333.35, areaUnit: 'SQM' },
      at: 0,
    });
    expect(cells).toContain('3.50');
    expect(planted.quarantined).toBe(false);
  });
});
