import { readInputs, type Input } from '../../src/alert/input.js';
import { reasonsAgainst } from '../../src/analytics/input.js';
import { stores, type TestStore } from '../support/stores.js';
import { catalog, openParcelDesk, parcel, parcels, TODAY, type ParcelDesk } from './parcel-desk.js';

describe.each(stores)('the inputs of comparisons in the %s store', (_name, open) => {
  let opened: TestStore;
  let desk: ParcelDesk;
  beforeEach(async () => {
    opened = await open(catalog);
    desk = await openParcelDesk(opened.store);
  });
  afterEach(async () => {
    await desk.close();
    await opened.remove();
  });

  const at = async (asOf: string, time = `${TODAY}T04:00:00Z`): Promise<Input> => {
    const deps = { store: opened.store, catalog, streams: [parcels], clock: () => new Date(time) };
    const input = (await readInputs(deps, asOf)).get('test-parcel');
    if (!input) throw new Error('no input');
    return input;
  };
  const reasons = (input: Input) =>
    reasonsAgainst({ categories: ['test-parcel'] }, new Map([['test-parcel', input]])).map(
      ({ code }) => code,
    );
  const sound = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, index) =>
      parcel({ no: `P${from + index}`, version: from + index + 1 }),
    );
  const faulty = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, index) =>
      parcel({ no: `P${from + index}`, version: 10_000 + from + index, person: '190102195607150016' }),
    );

  test('what was never loaded is a reason, what is empty and fresh is none', async () => {
    expect(reasons(await at(TODAY))).toEqual(['NEVER_LOADED']);
    await desk.deliver([]);
    expect(reasons(await at(TODAY))).toEqual([]);
  });

  test('the age is that at the end of the day, and the present one while the day is not over', async () => {
    await desk.deliver([], '2025-03-10T00:00:00Z');
    const hours = async (asOf: string) => Number((await at(asOf)).ageMs) / 3_600_000;
    expect([await hours('2025-03-10'), await hours('2025-03-11'), await hours('2025-03-12')]).toEqual([
      4, 40, 64,
    ]);
    expect(reasons(await at('2025-03-11'))).toEqual([]);
    expect(reasons(await at('2025-03-12'))).toEqual(['STALE']);
  });

  test('fifty quarantined keys are a reason when they are more than a twentieth of all keys', async () => {
    await desk.deliver([...sound(0, 900), ...faulty(1000, 1049)]);
    expect(await at(TODAY)).toMatchObject({ keys: 949, quarantined: 49 });
    expect(reasons(await at(TODAY))).toEqual([]);
    await desk.deliver([...faulty(1049, 1050), ...sound(0, 9)]);
    expect(reasons(await at(TODAY))).toEqual(['INCOMPLETE']);
    await desk.deliver(sound(900, 950));
    expect(await at(TODAY)).toMatchObject({ keys: 1000, quarantined: 50 });
    expect(reasons(await at(TODAY))).toEqual([]);
  });

  test('a key whose newest version is in quarantine counts once: its last good version is there', async () => {
    await desk.deliver(sound(0, 1000));
    // A few at a time: more in one delivery would be held as a changed column.
    for (const from of [0, 20, 40]) await desk.deliver(faulty(from, from + 20));
    expect(await at(TODAY)).toMatchObject({ keys: 1000, quarantined: 60 });
    expect(reasons(await at(TODAY))).toEqual(['INCOMPLETE']);
  });
});
