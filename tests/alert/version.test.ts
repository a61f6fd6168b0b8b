import { changeParameters } from '../../src/alert/parameter-change.js';
import { freshFolder, type FreshFolder } from '../support/fresh.js';
import { stores, type TestStore } from '../support/stores.js';
import {
  catalog,
  costly,
  idle,
  libraryOf,
  openParcelDesk,
  parcel,
  TODAY,
  type ParcelDesk,
} from './parcel-desk.js';

describe.each(stores)('versions of comparisons in the %s store', (_name, open) => {
  let opened: TestStore;
  let folder: FreshFolder;
  let desk: ParcelDesk;
  beforeEach(async () => {
    opened = await open(catalog);
    folder = await freshFolder();
    desk = await openParcelDesk(opened.store);
    await desk.deliver([
      parcel({ no: 'A', version: 1, amount: '150.00', date: '2025-02-03' }),
      parcel({ no: 'B', version: 2, amount: '1500.00' }),
    ]);
    await desk.run();
  });
  afterEach(async () => {
    await desk.close();
    await opened.remove();
    await folder.remove();
  });

  const standing = async () =>
    (await desk.versions.list()).map(({ module, number, status }) => `${module} ${number} ${status}`);
  const wish = async (values: Record<string, string>, by = 'zhao') => {
    const { comparison, parameters } = await desk.versions.live('costly-parcel');
    return {
      comparison,
      parameters: changeParameters(comparison, parameters, values),
      from: '2025-01-01',
      to: TODAY,
      asOf: TODAY,
      by,
    };
  };
  const propose = async (values: Record<string, string>, by = 'li') => {
    const { comparison, parameters } = await wish(values);
    return (await desk.versions.propose(comparison, parameters, by)).number;
  };

  test('what the release brings is live in a new installation; what changes later is a draft', async () => {
    expect(await standing()).toEqual(['costly-parcel 1 live', 'idle-parcel 1 live']);
    const library = await libraryOf(folder.path, [
      { ...costly, sql: `${costly.sql} -- revised\n AND count(*) > 0` },
      idle,
    ]);
    await desk.versions.install(library.comparisons);
    expect(await standing()).toEqual(['costly-parcel 1 live', 'costly-parcel 2 draft', 'idle-parcel 1 live']);
  });

  test('processes that start together register each version once', async () => {
    const library = await libraryOf(folder.path, [
      ...[1, 2, 3, 4, 5, 6].map((n) => ({
        ...costly,
        declaration: { ...costly.declaration, id: `costly-parcel-${n}` },
      })),
      idle,
    ]);
    await Promise.all([1, 2, 3, 4].map(() => desk.versions.install(library.comparisons)));
    const numbers = (await standing()).filter((each) => each.startsWith('costly-parcel-'));
    expect(numbers).toEqual([1, 2, 3, 4, 5, 6].map((n) => `costly-parcel-${n} 1 draft`));
  });

  test('a backtest counts by month, compares with the live version, and writes no alert', async () => {
    const before = await desk.alerts();
    const result = await desk.backtest.run(await wish({ limit: '1000.00' }));
    expect(result).toMatchObject({
      months: [
        { month: '2025-02', hits: 0, live: 1, amount: '0.00' },
        { month: '2025-03', hits: 1, live: 1, amount: '1500.00' },
      ],
      hits: 1,
      live: 2,
      added: 0,
      removed: 1,
      altered: 0,
      liveVersion: 1,
    });
    expect(await desk.backtest.run(await wish({ redAbove: '100.00' }))).toMatchObject({ altered: 1 });
    expect(await desk.alerts()).toEqual(before);
    expect(await opened.store.query('SELECT actor FROM backtest')).toHaveLength(2);
  });

  test('a version goes live with a backtest on record and by a second person only', async () => {
    const number = await propose({ limit: '1000.00' });
    const activate = (by: string) => desk.versions.activate('costly-parcel', number, by);
    await expect(activate('li')).rejects.toMatchObject({ code: 'SECOND_PERSON' });
    await expect(activate('wang')).rejects.toMatchObject({ code: 'BACKTEST_MISSING' });
    await desk.backtest.run(await wish({ limit: '1000.00' }, 'wang'));
    await expect(activate('wang')).rejects.toMatchObject({ code: 'SECOND_PERSON' });
    await desk.backtest.run(await wish({ limit: '1000.00' }, 'li'));
    await activate('wang');
    expect(await standing()).toEqual([
      'costly-parcel 1 retired',
      'costly-parcel 2 live',
      'idle-parcel 1 live',
    ]);
    expect(await desk.run()).toEqual(['costly-parcel EVALUATED findings 1 resolved 1']);
    expect(await desk.alerts()).toEqual([
      'costly-parcel 2025-02 YELLOW 150 RESOLVED_BY_DATA',
      'costly-parcel 2025-03 RED 1500 OPEN',
    ]);
  });

  test('a shadow runs beside the live version and raises nothing that is shown', async () => {
    const number = await propose({ limit: '1.00', redAbove: '100.00' });
    await desk.versions.shadow('costly-parcel', number);
    const before = await desk.alerts();
    expect(await desk.run()).toEqual(['costly-parcel EVALUATED findings 2']);
    expect(await desk.alerts()).toEqual(before);
    expect(await opened.store.query('SELECT severity FROM shadow_alert ORDER BY severity')).toEqual([
      { severity: 'RED' },
      { severity: 'RED' },
    ]);
    expect(await desk.run()).toEqual([]);
  });

  test('parameters apply from their date on, and are checked against what is declared', async () => {
    const { comparison, parameters } = await desk.versions.live('costly-parcel');
    const changed = changeParameters(comparison, parameters, { limit: '2000' }, '2025-03-01');
    const result = await desk.backtest.run({ ...(await wish({})), parameters: changed });
    expect(result.months.map(({ month, hits }) => `${month} ${hits}`)).toEqual(['2025-02 1', '2025-03 0']);
    expect(() => changeParameters(comparison, {}, { nothing: '1' })).toThrow(
      expect.objectContaining({ code: 'PARAMETER_UNKNOWN' }),
    );
    expect(() => changeParameters(comparison, {}, { limit: 'much' })).toThrow(
      expect.objectContaining({ code: 'PARAMETER_VALUE' }),
    );
  });
});
