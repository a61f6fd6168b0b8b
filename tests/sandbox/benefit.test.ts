import { describe, expect, test } from '@jest/globals';
import { catalogue } from '../../sandbox/catalogue/catalogue.js';
import { createDistrict, type District } from '../../sandbox/district/district.js';
import { recordSources } from '../../sandbox/record/list.js';
import type { SourceRecord } from '../../sandbox/record/record.js';

const KINDS = [
  'death-cancellation', 'death-certificate', 'cremation-record', 'marriage-registration', 'disability-certificate',
  'benefit-roster', 'care-home-licence', 'ability-assessment', 'ltc-assessment', 'insured-person', 'outpatient-purchase',
  'social-insurance-month', 'student-aid', 'canteen-meal', 'canteen-price', 'subsidy-payment',
] as const; // prettier-ignore
const RESIDENTS = 3000;

const district = (now = '2026-02-28T00:00:00Z'): District =>
  createDistrict({ residents: RESIDENTS, seed: 5, asof: '2026-02-28', years: 2, now: new Date(now) });

function source(id: string) {
  const found = recordSources.find(({ category }) => category === id);
  const spec = catalogue.find((candidate) => candidate.id === id);
  if (!found || !spec) throw new Error(`no generator of ${id}`);
  const key = ({ values }: SourceRecord): string => spec.key.map((name) => String(values[name])).join('|');
  return { records: found.records, spec, key };
}

/** The last versions that exist at the district's moment, by key. */
function standing(world: District, id: string): Map<string, SourceRecord> {
  const { records, key } = source(id);
  const last = new Map<string, SourceRecord>();
  for (const record of records(world)) if (record.at <= world.moment) last.set(key(record), record);
  for (const [name, { deleted }] of last) if (deleted) last.delete(name);
  return last;
}

describe('people, benefits and care of the sandbox', () => {
  const world = district();

  test.each(KINDS)('%s has its volume, and says only what its specification allows', (id) => {
    const { spec } = source(id);
    const rows = standing(world, id);
    const expected = (spec.volume.rows * (spec.volume.per === 'year' ? 2 : 1) * RESIDENTS) / 1e6;
    // What is counted by the dozen is not held to the exact number.
    expect(Math.abs(rows.size - expected)).toBeLessThanOrEqual(
      0.1 * expected + 6 * Math.sqrt(expected) * 0.5 + 12,
    );
    const names = new Set(spec.fields.map(({ as }) => as));
    const wrong = new Set<string>();
    for (const { values } of rows.values()) {
      for (const name of Object.keys(values)) if (!names.has(name)) wrong.add(`unknown ${name}`);
      for (const { as, nullable } of spec.fields)
        if (!nullable && (values[as] ?? null) === null) wrong.add(`missing ${as}`);
    }
    expect([...wrong]).toEqual([]);
  });

  test.each(KINDS)('the versions of a key of %s follow one another, and each key comes once', (id) => {
    const { records, key } = source(id);
    const seen = new Set<string>();
    const wrong: string[] = [];
    let [name, at] = ['', 0];
    for (const record of records(world)) {
      const next = key(record);
      if (next !== name ? seen.has(next) : record.at < at) wrong.push(next);
      seen.add(next);
      [name, at] = [next, record.at];
    }
    expect(wrong).toEqual([]);
  });

  test.each(KINDS)('%s tells the same at a later moment, and what has changed since when asked', (id) => {
    const later = district('2026-04-20T00:00:00Z');
    const before = standing(world, id);
    const { records, key } = source(id);
    const cut = new Map<string, SourceRecord>();
    for (const record of records(later)) if (record.at <= world.moment) cut.set(key(record), record);
    for (const [name, { deleted }] of cut) if (deleted) cut.delete(name);
    expect(cut.size).toBe(before.size);
    const said = (record?: SourceRecord): string => JSON.stringify(record);
    expect([...cut].filter(([name, record]) => said(record) !== said(before.get(name)))).toEqual([]);
    const changed = new Set<string>();
    for (const record of records(later))
      if (record.at > world.moment && record.at <= later.moment) changed.add(key(record));
    const told = new Set<string>();
    for (const record of records(later, world.moment)) told.add(key(record));
    expect([...changed].filter((name) => !told.has(name))).toEqual([]);
  });
});
