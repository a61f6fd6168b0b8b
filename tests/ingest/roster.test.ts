import { createHash } from 'node:crypto';
import { createCatalog } from '../../src/catalog/catalog.js';
import type { KnownRow } from '../../src/ingest/identify.js';
import { storedRows, type LiveRows } from '../../src/ingest/live-rows.js';
import { emptyPlan, type Plan } from '../../src/ingest/plan.js';
import { createRoster, rosterOf } from '../../src/ingest/roster.js';
import type { SqlValue } from '../../src/store/store.js';
import { TestParcel } from '../support/parcel.js';
import { stores, type TestStore } from '../support/stores.js';

const catalog = createCatalog([TestParcel]);
const category = catalog.get('test-parcel');
const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);

const known = (key: number, delivered = 'as before'): KnownRow => ({
  row: { values: [], position: '1', version: 1, deleted: false },
  keyHash: hashOf(`key ${key}`),
  deliveredHash: hashOf(`${delivered} ${key}`),
});
const numbers = (length: number): number[] => Array.from({ length }, (_, index) => index);

const plan = (write: readonly KnownRow[], change: Partial<Plan> = {}): Plan => ({
  ...emptyPlan(),
  writes: write.map(({ keyHash, deliveredHash }, index) => ({
    id: index + 1,
    isNew: true,
    keyHash,
    version: 7,
    position: '1',
    mapped: { values: [], raw: null, warnings: [] },
    deliveredHash,
    contentHash: deliveredHash,
  })),
  ...change,
});

describe('a roster', () => {
  test('finds each of many keys, says whether it was delivered so before, and knows no others', () => {
    const roster = createRoster(0);
    const rows = numbers(5000).map((key) => known(key));
    rows.forEach(({ keyHash, deliveredHash }, id) =>
      roster.set(keyHash.toUpperCase(), { id: id + 1, version: id * 1e9, deliveredHash }),
    );
    expect(roster.size).toBe(5000);
    rows.forEach(({ keyHash, deliveredHash }, id) => {
      expect(roster.find(keyHash, deliveredHash, 9)).toEqual({ id: id + 1, version: id * 1e9, same: true });
      expect(roster.find(keyHash, known(id, 'otherwise').deliveredHash, 9)?.same).toBe(false);
    });
    for (const key of numbers(1000))
      expect(roster.find(known(key + 5000).keyHash, known(key).deliveredHash, 9)).toBeUndefined();
  });

  test('tells keys apart that differ in their last digit only', () => {
    const roster = createRoster(0);
    const delivered = hashOf('x');
    for (const digit of numbers(10))
      roster.set('0'.repeat(31) + digit, { id: digit + 1, version: 1, deliveredHash: delivered });
    for (const digit of numbers(10))
      expect(roster.find('0'.repeat(31) + digit, delivered, 9)?.id).toBe(digit + 1);
  });
});

describe('a roster recognises records by their delivered hashes', () => {
  const printOf = (hash: string): string => Buffer.from(hash, 'hex').toString('latin1');
  const [first, second] = [known(1), known(2)];
  const filled = () => {
    const roster = createRoster(0);
    roster.set(first.keyHash, { id: 1, version: 10, deliveredHash: first.deliveredHash });
    roster.set(second.keyHash, { id: 2, version: 30, deliveredHash: second.deliveredHash });
    return roster;
  };
  const print = printOf(first.deliveredHash);

  test('each of many, and no others', () => {
    const roster = createRoster(0);
    const rows = numbers(3000).map((key) => known(key));
    rows.forEach(({ keyHash, deliveredHash }, id) =>
      roster.set(keyHash, { id: id + 1, version: 1, deliveredHash }),
    );
    const { take } = roster.recognise([]);
    for (const [id, { deliveredHash }] of rows.entries())
      expect(take(printOf(deliveredHash), 2)).toBe(id + 1);
    for (const key of numbers(1000)) expect(take(printOf(known(key, 'otherwise').deliveredHash), 2)).toBe(0);
  });

  test('says when a record repeats one, and begins anew with each reading', () => {
    const roster = filled();
    const { take } = roster.recognise([]);
    expect([take(print, 20), take(print, 21)]).toEqual([1, -1]);
    expect(roster.recognise([]).take(print, 20)).toBe(1);
  });

  test('but not for a newer row, a deleted one, nor one of the keys left out', () => {
    const roster = filled();
    expect(roster.recognise([]).take(printOf(second.deliveredHash), 20)).toBe(0);
    expect(roster.recognise([first.keyHash]).take(print, 20)).toBe(0);
    const { take } = roster.recognise([]);
    roster.delete(first.keyHash);
    expect(take(print, 20)).toBe(0);
  });

  test('a row of the same key learns where its record stands, and then every record of the key is read', () => {
    const roster = filled();
    const { take } = roster.recognise([]);
    const find = (version: number) =>
      roster.find(first.keyHash, known(1, 'otherwise').deliveredHash, version)?.recognised;
    take(print, 22);
    expect([find(21), find(23), find(24)]).toEqual(['below', 'above', undefined]);
    expect(take(print, 25)).toBe(0);
  });
});

describe.each(stores)('live rows of the %s store', (_name, open) => {
  let opened: TestStore;
  beforeEach(async () => {
    opened = await open(catalog);
    const columns = 'id key_hash delivered_hash content_hash version batch delivery position raw'.split(' ');
    const fields = 'parcel_no person_id unit_id name amount date seen_at active'.split(' ');
    const stored = numbers(2500).map((key): SqlValue[] => {
      const { keyHash, deliveredHash } = known(key);
      const own = [`P${key}`, null, null, null, null, null, null, null];
      return [key + 1, keyHash, deliveredHash, deliveredHash, key * 3, 1, 1, '1', null, ...own];
    });
    await opened.store.transaction((transaction) =>
      transaction.replaceRows(category.table, [...columns, ...fields], stored),
    );
  });
  afterEach(() => opened.remove());

  const asked = [...numbers(2500).map((key) => known(key, key % 2 ? 'as before' : 'otherwise')), known(9999)];
  const found = (live: LiveRows) => live.find(asked);

  test('are the same in a roster as in look-ups', async () => {
    const roster = await rosterOf(opened.store, category, 0);
    expect(await found(roster)).toEqual(await found(storedRows(opened.store, category)));
  });

  test('take part in a roster from when their write is announced, and leave it when they are deleted', async () => {
    const roster = await rosterOf(opened.store, category, 10_000);
    const fresh = known(9999);
    const { keyHash } = known(4);
    roster.announce(
      plan([fresh], {
        deletions: [{ keyHash, id: 5, version: 9 }],
        confirmed: [{ id: 6, keyHash: known(5).keyHash, version: 99 }],
      }),
    );
    const live = await roster.find([fresh, known(4), known(5)]);
    expect(live).toEqual([{ id: 1, version: 7, same: true }, undefined, { id: 6, version: 99, same: true }]);
  });

  test('are asked of the store again when they have become too many for a roster', async () => {
    const roster = await rosterOf(opened.store, category, 0, 2500);
    roster.announce(plan([known(9999)]));
    expect(await found(roster)).toEqual(await found(storedRows(opened.store, category)));
  });
});
