import { readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileFixture, summary, values, type FileFixture, type FixtureOptions } from './file-fixture.js';

let fixture: FileFixture;
afterEach(() => fixture.close());

const open = async (options?: FixtureOptions): Promise<void> => {
  fixture = await fileFixture(options);
};
const HEADER = '编号,金额,说明\r\n';
const CHANGE_HEADER = '操作,编号,金额,说明\r\n';
const path = (name: string): string => join(fixture.root, 'finance', name);

describe('which files there are', () => {
  test('a data file without its flag file does not exist, and after 6 hours it is reported', async () => {
    await open({ now: new Date('2025-03-01T12:00:00Z') });
    await fixture.deliver({ rows: [['A', '1', null]] });
    await fixture.deliver({ sendNumber: 2, rows: [['B', '1', null]] });
    await rm(path('CZ_JKD_20250228_QL_01.ok'));
    await rm(path('CZ_JKD_20250228_QL_02.ok'));
    await utimes(path('CZ_JKD_20250228_QL_01.csv'), 0, new Date('2025-03-01T05:59:00Z').getTime() / 1000);
    await utimes(path('CZ_JKD_20250228_QL_02.csv'), 0, new Date('2025-03-01T06:01:00Z').getTime() / 1000);
    expect(await fixture.run()).toEqual([]);
    expect(fixture.log.text()).toContain('CZ_JKD_20250228_QL_01.csv');
    expect(fixture.log.text()).not.toContain('CZ_JKD_20250228_QL_02.csv');
  });

  test('unfinished files and those of others are none of its business', async () => {
    await open();
    const foreign = ['CZ_JKD_20250228_QL_01.csv.tmp', 'CZ_JKD_20250228_QL_02.csv.part', 'CZ_JKDX_20250228_QL_01.ok',
      'CZ_JKD_20250230_QL_01.ok', 'CZ_JKD_20250228_QL_00.ok', 'CZ_JKD_20250228_XX_01.ok', 'readme.ok']; // prettier-ignore
    for (const name of foreign) await writeFile(path(name), 'x');
    expect(await fixture.run()).toEqual([]);
  });

  test('a flag file without its data file is rejected once, and looked at again when the data file comes', async () => {
    await open();
    await fixture.deliver({ rows: [['A', '1', null]] });
    await rename(path('CZ_JKD_20250228_QL_01.csv'), path('aside'));
    expect(summary(await fixture.run())).toEqual(['CZ_JKD_20250228_QL_01 FILE_MISSING']);
    expect(await fixture.run()).toEqual([]);
    await rename(path('aside'), path('CZ_JKD_20250228_QL_01.csv'));
    expect(summary(await fixture.run())).toEqual(['CZ_JKD_20250228_QL_01 1']);
  });

  test('an applied file that retention took away is nobody’s fault', async () => {
    await open();
    await fixture.deliver({ rows: [['A', '1', null]] });
    await fixture.run();
    await rm(path('CZ_JKD_20250228_QL_01.csv'));
    expect(await fixture.run()).toEqual([]);
    await rm(path('CZ_JKD_20250228_QL_01.ok'));
    await fixture.deliver({ kind: 'ZL', businessDate: '20250301', rows: [] });
    await fixture.run();
    expect(Object.keys(Object(fixture.checkpoint?.['files']))).toEqual(['CZ_JKD_20250301_ZL_01']);
  });

  test('a folder that cannot be read is worth another try', async () => {
    await open();
    await rm(join(fixture.root, 'finance'), { recursive: true });
    const none = new AbortController().signal;
    await expect(fixture.source.check(none)).rejects.toMatchObject({ code: 'FILE_UNREACHABLE' });
    await expect(fixture.run()).rejects.toMatchObject({ code: 'FILE_UNREACHABLE' });
  });
});

describe('verification', () => {
  const stem = 'CZ_JKD_20250228_QL_01';
  const content = `${HEADER}A,1,张三\r\nB,2,李四\r\n`;
  const zeros = '0'.repeat(64);
  const cases = [
    ['another size', content, { rows: 2, size: 7 }, 'FILE_SIZE_MISMATCH'],
    ['another hash', content, { rows: 2, sha256: zeros }, 'FILE_HASH_MISMATCH'],
    ['fewer rows', content, { rows: 3 }, 'FILE_ROWS_MISMATCH'],
    ['more rows', content, { rows: 1 }, 'FILE_ROWS_MISMATCH'],
    ['a flag file for another file', content, { rows: 2, file: 'CZ_JKD_20250227_QL_01.csv' }, 'FLAG_INVALID'],
    ['a flag file without a number of rows', content, { rows: 'two' }, 'FLAG_INVALID'],
    ['bytes that are no GB18030', Buffer.from('b1e0bac5ff0d0a', 'hex'), {}, 'FILE_ENCODING'],
    ['bytes that end within a character', Buffer.from('b1e0bac50d0ab1', 'hex'), { rows: 1 }, 'FILE_ENCODING'],
    ['a missing column', '编号,说明\r\nA,张三\r\n', { rows: 1 }, 'SCHEMA_DRIFT'],
    ['no line at all', '', {}, 'SCHEMA_DRIFT'],
    ['damaged bytes under the old hash', Buffer.from('ff'), { sha256: zeros }, 'FILE_HASH_MISMATCH'],
  ] as const;
  test.each(cases)('%s: rejected as a whole, once', async (_, text, flag, code) => {
    await open();
    await fixture.put(stem, text, flag);
    expect(summary(await fixture.run())).toEqual([`${stem} ${code}`]);
    expect(await fixture.run()).toEqual([]);
  });

  test('a rejection names the file and the missing column, and no value', async () => {
    await open();
    await fixture.put(stem, '编号,说明\r\nA,张三\r\n', { rows: 1 });
    const [offer] = await fixture.run();
    expect(offer?.status).toBe('rejected');
    expect(offer?.message).toMatch(/CZ_JKD_20250228_QL_01.*金额/);
    expect(offer?.message).not.toContain('张三');
  });

  test('a mended data file is looked at again', async () => {
    await open();
    await fixture.put(stem, content, { rows: 2 });
    await rename(path(`${stem}.csv`), path('aside'));
    await writeFile(path(`${stem}.csv`), content.slice(0, 5));
    expect(summary(await fixture.run())).toEqual([`${stem} FILE_SIZE_MISMATCH`]);
    await rename(path('aside'), path(`${stem}.csv`));
    expect(summary(await fixture.run())).toEqual([`${stem} 2`]);
  });

  test('a mended flag file is looked at again', async () => {
    await open();
    await fixture.put(stem, content, { rows: 3 });
    expect(summary(await fixture.run())).toEqual([`${stem} FILE_ROWS_MISMATCH`]);
    const flag = await readFile(path(`${stem}.ok`), 'ascii');
    await writeFile(path(`${stem}.ok`), flag.replace('rows=3', 'rows=2'));
    expect(summary(await fixture.run())).toEqual([`${stem} 2`]);
    expect(await fixture.run()).toEqual([]);
  });

  test('another content under an applied name is rejected once; the file stays applied', async () => {
    await open();
    await fixture.put(stem, content, { rows: 2 });
    await fixture.run();
    await fixture.put(stem, `${content}C,3,王五\r\n`, { rows: 3 });
    expect(summary(await fixture.run())).toEqual([`${stem} FILE_CONTENT_CHANGED`]);
    expect(await fixture.run()).toEqual([]);
    await writeFile(path(`${stem}.csv`), content.replace('A', 'Z'));
    expect(summary(await fixture.run())).toEqual([`${stem} FILE_CONTENT_CHANGED`]);
  });

  test('an applied file that was only touched is no change', async () => {
    await open();
    await fixture.put(stem, content, { rows: 2 });
    await fixture.run();
    await utimes(path(`${stem}.csv`), 1, 1);
    expect(await fixture.run()).toEqual([]);
  });

  test('a file that changes between its verification and its reading does not end', async () => {
    await open();
    await fixture.put(stem, content, { rows: 2 });
    const { signal } = new AbortController();
    const read = async (): Promise<void> => {
      for await (const item of fixture.source.deliveries(null, signal)) {
        if ('status' in item) continue;
        await fixture.put(stem, content.replace('张三', '李四'), { rows: 2 });
        for await (const _ of item.read(signal));
      }
    };
    await expect(read()).rejects.toMatchObject({ code: 'FILE_CONTENT_CHANGED' });
  });
});

describe('mode full', () => {
  test('the newest full set is applied, older ones are recorded, also when they come late', async () => {
    await open({ mode: 'full' });
    await fixture.deliver({ businessDate: '20250131', rows: [['A', '1', null]] });
    await fixture.deliver({ businessDate: '20250228', sendNumber: 2, rows: [['B', '1', null]] });
    await fixture.deliver({ businessDate: '20250228', sendNumber: 1, rows: [['C', '1', null]] });
    const [set, ...older] = await fixture.run();
    expect(set).toMatchObject({ name: 'CZ_JKD_20250228_QL_02', complete: true, size: 1 });
    expect(older.map(({ name, status }) => [name, status])).toEqual([
      ['CZ_JKD_20250131_QL_01', 'outdated'],
      ['CZ_JKD_20250228_QL_01', 'outdated'],
    ]);
    await fixture.deliver({ businessDate: '20250227', rows: [['D', '1', null]] });
    expect(summary(await fixture.run())).toEqual(['CZ_JKD_20250227_QL_01 FILE_OUTDATED']);
    expect(await fixture.run()).toEqual([]);
  });

  test('a newest set that is broken leaves the one before in force', async () => {
    await open({ mode: 'full' });
    await fixture.deliver({ businessDate: '20250131', rows: [['A', '1', null]] });
    await fixture.put('CZ_JKD_20250228_QL_01', HEADER, { rows: 5 });
    expect(summary(await fixture.run())).toEqual([
      'CZ_JKD_20250228_QL_01 FILE_ROWS_MISMATCH',
      'CZ_JKD_20250131_QL_01 1',
    ]);
  });

  test('files of changes are not read', async () => {
    await open({ mode: 'full' });
    await fixture.deliver({ rows: [['A', '1', null]] });
    await fixture.deliver({ kind: 'ZL', businessDate: '20250301', rows: [['D', 'A', '', '']] });
    expect(summary(await fixture.run())).toEqual(['CZ_JKD_20250228_QL_01 1']);
  });

  test('a held set is not offered again until a human accepts it', async () => {
    await open({ mode: 'full' });
    await fixture.deliver({ rows: [['A', '1', null]] });
    const { signal } = new AbortController();
    for await (const item of fixture.source.deliveries(null, signal))
      if (!('status' in item)) fixture.checkpoint = fixture.source.hold?.(item, null) ?? null;
    expect(await fixture.run()).toEqual([]);
    fixture.checkpoint = fixture.source.release?.(fixture.checkpoint ?? {}) ?? null;
    expect(summary(await fixture.run())).toEqual(['CZ_JKD_20250228_QL_01 1']);
  });

  test('while the newest set is held, an older one is neither applied nor given up', async () => {
    await open({ mode: 'full' });
    await fixture.deliver({ businessDate: '20250131', rows: [['A', '1', null]] });
    await fixture.run();
    await fixture.deliver({ businessDate: '20250201', rows: [['A', '1', null]] });
    await fixture.deliver({ businessDate: '20250228', rows: [] });
    const { signal } = new AbortController();
    const names: string[] = [];
    for await (const item of fixture.source.deliveries(fixture.checkpoint, signal)) {
      names.push(item.name);
      if (!('status' in item)) fixture.checkpoint = fixture.source.hold?.(item, fixture.checkpoint) ?? null;
    }
    expect(names).toEqual(['CZ_JKD_20250228_QL_01']);
    expect(await fixture.run()).toEqual([]);
    await fixture.deliver({ businessDate: '20250301', rows: [['B', '1', null]] });
    expect(summary(await fixture.run())).toEqual([
      'CZ_JKD_20250301_QL_01 1',
      'CZ_JKD_20250201_QL_01 FILE_OUTDATED',
    ]);
  });
});

describe('mode delta', () => {
  const change = (businessDate: string, sendNumber: number, ...rows: string[][]): Promise<void> =>
    fixture.deliver({ kind: 'ZL', businessDate, sendNumber, rows });

  test('changes wait for the first full set and then follow in order', async () => {
    await open();
    await change('20250302', 1, ['U', 'A', '3', '']);
    await change('20250301', 2, ['U', 'A', '2', '']);
    await change('20250301', 1, ['U', 'A', '1', '']);
    expect(await fixture.run()).toEqual([]);
    await fixture.deliver({ rows: [['A', '0', null]] });
    const offers = await fixture.run();
    expect(offers.map(({ name, complete }) => [name, complete])).toEqual([
      ['CZ_JKD_20250228_QL_01', true],
      ['CZ_JKD_20250301_ZL_01', false],
      ['CZ_JKD_20250301_ZL_02', false],
      ['CZ_JKD_20250302_ZL_01', false],
    ]);
    expect(await fixture.run()).toEqual([]);
  });

  test('a late file of changes is delivered; one older than the full set is recorded', async () => {
    await open();
    await fixture.deliver({ rows: [['A', '0', null]] });
    await change('20250305', 1, ['U', 'A', '5', '']);
    await fixture.run();
    await change('20250303', 1, ['U', 'A', '3', '']);
    await change('20250227', 1, ['U', 'A', '9', '']);
    const offers = await fixture.run();
    expect(summary(offers)).toEqual(['CZ_JKD_20250227_ZL_01 FILE_OUTDATED', 'CZ_JKD_20250303_ZL_01 1']);
    expect(offers[0]?.status).toBe('outdated');
  });

  test('a re-sent file has a later version for the same keys', async () => {
    await open();
    await fixture.deliver({ rows: [] });
    await change('20250301', 1, ['I', 'A', '1', ''], ['I', 'B', '1', '']);
    await change('20250301', 2, ['I', 'A', '2', ''], ['D', 'B', '', '']);
    const [, first, second] = await fixture.run();
    const versions = [...(first?.rows ?? []), ...(second?.rows ?? [])].map(({ version }) => version);
    expect(versions).toEqual(versions.toSorted((a, b) => a - b));
    expect(new Set(versions).size).toBe(4);
  });

  test('a later full set is complete and in force', async () => {
    await open();
    await fixture.deliver({ rows: [['A', '0', null]] });
    await fixture.run();
    await fixture.deliver({ businessDate: '20250331', rows: [['B', '0', null]] });
    await change('20250315', 1, ['I', 'C', '1', '']);
    const offers = await fixture.run();
    expect(offers[0]).toMatchObject({ name: 'CZ_JKD_20250331_QL_01', complete: true });
    expect(summary(offers.slice(1))).toEqual(['CZ_JKD_20250315_ZL_01 FILE_OUTDATED']);
  });

  test('the watermark is the end of the newest business date, and an empty file moves it', async () => {
    await open();
    await fixture.deliver({ rows: [['A', '0', null]] });
    await change('20250305', 1);
    await change('20250303', 1);
    const offers = await fixture.run();
    expect(offers.map(({ watermark }) => watermark)).toEqual([
      '2025-02-28T16:00:00.000Z',
      '2025-03-03T16:00:00.000Z',
      '2025-03-05T16:00:00.000Z',
    ]);
    await change('20250302', 1);
    expect((await fixture.run())[0]?.watermark).toBe('2025-03-05T16:00:00.000Z');
  });

  test('I and U are live rows, D a tombstone, anything else a fault of its row', async () => {
    await open();
    await fixture.deliver({ rows: [] });
    await change(
      '20250301',
      1,
      ['I', 'A', '1', ''],
      ['U', 'B', '2', ''],
      ['D', 'C', '', ''],
      ['X', 'E', '4', ''],
    );
    const [, { rows = [] } = {}] = await fixture.run();
    expect(rows.map(({ deleted }) => deleted)).toEqual([false, false, true, false]);
    expect(rows.map(({ fault }) => fault?.reason)).toEqual([undefined, undefined, undefined, 'CODE_UNKNOWN']);
    expect(rows.map(({ position }) => position)).toEqual(['2', '3', '4', '5']);
  });

  test('a file of changes without its column of operations is rejected', async () => {
    await open();
    await fixture.deliver({ rows: [] });
    await fixture.put('CZ_JKD_20250301_ZL_01', `${HEADER}A,1,\r\n`, { rows: 1 });
    expect((await fixture.run())[1]).toMatchObject({ code: 'SCHEMA_DRIFT' });
  });

  test('a rejected file of changes does not stop the later ones', async () => {
    await open();
    await fixture.deliver({ rows: [] });
    await fixture.put('CZ_JKD_20250301_ZL_01', CHANGE_HEADER, { rows: 9 });
    await change('20250302', 1, ['I', 'A', '1', '']);
    expect(summary(await fixture.run()).slice(1)).toEqual([
      'CZ_JKD_20250301_ZL_01 FILE_ROWS_MISMATCH',
      'CZ_JKD_20250302_ZL_01 1',
    ]);
  });

  test('the checkpoint holds no value of any row', async () => {
    await open();
    await fixture.deliver({ rows: [['KEY-4711', '1', '张三']] });
    await fixture.run();
    expect(JSON.stringify(fixture.checkpoint)).not.toMatch(/4711|张三/);
  });
});

describe('rows', () => {
  const stem = 'CZ_JKD_20250228_QL_01';

  test('a row with a wrong number of values is at fault and keeps its text and place', async () => {
    await open();
    await fixture.put(stem, `${HEADER}A,1\r\nB,2,x\r\nC,3,x,y\r\n`, { rows: 3 });
    const [offer] = await fixture.run();
    expect(offer?.rows.map(({ fault, position }) => [position, fault?.reason])).toEqual([
      ['2', 'COLUMN_COUNT'],
      ['3', undefined],
      ['4', 'COLUMN_COUNT'],
    ]);
    expect(offer?.rows[2]?.fault?.raw).toContain('y');
  });

  test('columns are found by their headers, blanks around them removed; unlisted ones are reported', async () => {
    await open();
    await fixture.put(stem, '\u3000说明 ,内部码,编号,金额\t\r\nx,q,A,1\r\n', { rows: 1 });
    expect(values(await fixture.run())).toEqual([['A', '1', 'x']]);
    expect(fixture.log.text()).toContain('内部码');
  });

  test('more rows than a batch keep their order and lines', async () => {
    await open();
    const count = 12_345;
    const lines = Array.from({ length: count }, (_, at) => `N${at},${at},"说,""明${at}""\r\n"\r\n`);
    await fixture.put(stem, HEADER + lines.join(''), { rows: count });
    const [offer] = await fixture.run();
    expect(offer?.rows.length).toBe(count);
    expect(offer?.rows.every(({ position }, at) => position === String(at + 2))).toBe(true);
    expect(offer?.rows[count - 1]?.values).toEqual(['N12344', '12344', '说,"明12344"\r\n']);
  });

  test('a cancelled reading stops', async () => {
    await open();
    await fixture.deliver({ rows: [['A', '1', null]] });
    const abort = new AbortController();
    const read = async (): Promise<void> => {
      for await (const item of fixture.source.deliveries(null, abort.signal)) {
        abort.abort();
        if (!('status' in item)) for await (const _ of item.read(abort.signal));
      }
    };
    await expect(read()).rejects.toMatchObject({ name: 'AbortError' });
  });
});
