import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { utils, write } from '@e965/xlsx';
import iconv from 'iconv-lite';
import {
  COLUMNS,
  fileFixture,
  KEY,
  summary,
  values,
  type FileFixture,
  type FixtureOptions,
} from './file-fixture.js';

let fixture: FileFixture;
afterEach(() => fixture.close());

const open = async (options?: FixtureOptions): Promise<void> => {
  fixture = await fileFixture(options);
};
const path = (folder: string, name: string): string => join(fixture.root, folder, name);

describe('the examples of the delivery rules', () => {
  test('the bar-separated file is read as it stands', async () => {
    await open({ dialect: 'pipe-gb', columns: ['JKDH', 'JE', 'RKRQ'] });
    await fixture.put('CZ_JKD_20250227_QL_01', 'JKDH|JE|RKRQ\n');
    const account = '1d568ce1dc9892d897f37129a767321e818c325ead2e04bc0d84f1def688e9e4';
    const text = [
      'CZBZ|JKDH|ZSDWDM|XMBM|SKQSRQ|SKJZRQ|JE|JKRQ|RKRQ|FKZHHASH|ZJWH|ZT',
      `I|JK20250228000117|11190102MB0000158J|FS01|20250224|20250227|4685050|20250228|\\N|${account}|\\N|2`,
      `U|JK20250227000101|11190102MB0000158J|FS01|20250220|20250223|1200000|20250227|20250228|${account}|\\N|1`,
      'D|JK20250226000093||||||||||',
      '',
    ].join('\n');
    await writeFile(path('finance', 'CZ_JKD_20250228_ZL_01.txt'), text);
    await writeFile(
      path('finance', 'CZ_JKD_20250228_ZL_01.ok'),
      'file=CZ_JKD_20250228_ZL_01.txt\nrows=3\nsize=403\n' +
        'sha256=b917f1bb2edad8f6382f77bb81e1d60573c51bcc1a6044bd09e1e23221f9f26c\n',
    );
    expect((await readFile(path('finance', 'CZ_JKD_20250228_ZL_01.txt'))).length).toBe(403);
    const offers = await fixture.run();
    expect(values(offers)).toEqual([
      ['JK20250228000117', '4685050', null],
      ['JK20250227000101', '1200000', '20250228'],
      ['JK20250226000093', '', ''],
    ]);
    expect(offers[1]?.rows.map(({ deleted }) => deleted)).toEqual([false, false, true]);
  });

  test('the comma-separated file is read as it stands', async () => {
    const options = { folder: 'agriculture', name: 'NY_HTYS' };
    await open({ ...options, columns: ['合同编号', '应收金额(元)', '调整决议编号'] });
    await fixture.put('NY_HTYS_20250227_QL_01', '合同编号,应收金额(元),调整决议编号\r\n');
    const text = [
      '操作,合同编号,期次,村集体信用代码,应收日期,应收金额(元),调整原因,调整决议编号',
      'I,NY〔2023〕0417,3,N2190102MF0000013Q,2025-03-31,"48,000.00",无,',
      'I,NY(2023)0417,4,N2190102MF0000013Q,2025-09-30,900.00,决议减免,JY〔2025〕012',
      'D,NY〔2022〕0031,7,,,,,',
      '',
    ].join('\r\n');
    await writeFile(path('agriculture', 'NY_HTYS_20250228_ZL_01.csv'), iconv.encode(text, 'gb18030'));
    await writeFile(
      path('agriculture', 'NY_HTYS_20250228_ZL_01.ok'),
      'file=NY_HTYS_20250228_ZL_01.csv\nrows=3\nsize=248\n' +
        'sha256=efa298da00a3314e73a77c40c1a99a184a2a5e1a5654215d724602840c6271ea\n',
    );
    expect(values(await fixture.run())).toEqual([
      ['NY〔2023〕0417', '48,000.00', ''],
      ['NY(2023)0417', '900.00', 'JY〔2025〕012'],
      ['NY〔2022〕0031', '', ''],
    ]);
  });

  test('the encrypted file opens with the key of its department', async () => {
    await open({
      dialect: 'csv-gb-enc',
      name: 'JW_JQSB',
      decryptionKey: KEY,
      columns: ['申报编号', '序号', '序号'],
      mode: 'full',
    });
    const bytes = Buffer.from(
      '515a4b310102030405060708090a0b0ccc00eb7d5d744a43607291fdd51ee00ac576ba5afd1517b29bdffc9834bf8c',
      'hex',
    );
    await fixture.put('JW_JQSB_20241231_QL_01', bytes);
    expect(summary(await fixture.run())).toEqual(['JW_JQSB_20241231_QL_01 0']);
    expect(fixture.log.text()).toBe('');
  });
});

describe('csv-gb', () => {
  test('commas, doubled quotes and line breaks stand inside quotes', async () => {
    await open();
    const rows = [
      ['A', '1,234.50', 'say "so", he\r\nsaid\n'],
      ['B', '2', '"'],
    ];
    await fixture.deliver({ rows });
    expect(values(await fixture.run())).toEqual(rows);
  });

  test('characters outside GBK take four bytes and come through', async () => {
    await open();
    await fixture.deliver({ rows: [['A', '1', '张𠮷安\u36C3']] });
    const bytes = await readFile(path('finance', 'CZ_JKD_20250228_QL_01.csv'));
    expect(bytes.includes(Buffer.from('9534b235', 'hex'))).toBe(true);
    expect(bytes.includes(Buffer.from('8230b731', 'hex'))).toBe(true);
    expect(values(await fixture.run())).toEqual([['A', '1', '张𠮷安\u36C3']]);
  });

  test.each([1, 2, 3, 4])(
    'characters of four bytes come through where a block of reading ends, shifted by %i',
    async (shift) => {
      await open();
      const rows = [['N'.repeat(shift), '1', '𠮷'.repeat(300_000)]];
      await fixture.deliver({ rows });
      expect(values(await fixture.run())[0]).toEqual(rows[0]);
    },
  );

  test('a last line needs no line end, and blank lines are no rows', async () => {
    await open();
    await fixture.put('CZ_JKD_20250228_QL_01', '编号,金额,说明\r\n\r\nA,1,x\r\n\r\nB,2,y', { rows: 2 });
    expect(values(await fixture.run())).toEqual([
      ['A', '1', 'x'],
      ['B', '2', 'y'],
    ]);
  });
});

test('csv-utf8: the byte order mark never becomes part of the first header', async () => {
  await open({ dialect: 'csv-utf8' });
  await fixture.deliver({ rows: [['A', '1', '逗,号"𠮷😀']] });
  const bytes = await readFile(path('finance', 'CZ_JKD_20250228_QL_01.csv'));
  expect(bytes.subarray(0, 4).toString('hex')).toBe('efbbbf22');
  expect(values(await fixture.run())).toEqual([['A', '1', '逗,号"𠮷😀']]);
});

describe('pipe-gb', () => {
  const deliver = (...rows: (string | null)[][]): Promise<void> => fixture.deliver({ rows });

  test('characters whose second byte is a bar or a backslash stay in their field', async () => {
    await open({ dialect: 'pipe-gb' });
    await deliver(['珅', '瑋', '玕'], ['王珅', '1', '玕玕']);
    expect(values(await fixture.run())).toEqual([
      ['珅', '瑋', '玕'],
      ['王珅', '1', '玕玕'],
    ]);
  });

  test('escapes are resolved, an escaped bar does not separate, \\N as the whole value is null', async () => {
    await open({ dialect: 'pipe-gb' });
    await deliver(['a|b\\', null, 'c\nd'], ['\\N', '', 'x\\N"']);
    expect(values(await fixture.run())).toEqual([
      ['a|b\\', null, 'c\nd'],
      ['\\N', '', 'x\\N"'],
    ]);
  });

  test('\\N within a longer value is no null', async () => {
    await open({ dialect: 'pipe-gb' });
    await fixture.put('CZ_JKD_20250228_QL_01', '编号|金额|说明\n\\Nx|\\N|x\\N\n', { rows: 1 });
    expect(values(await fixture.run())).toEqual([['\\Nx', null, 'x\\N']]);
  });

  test('a change has its operation in CZBZ', async () => {
    await open({ dialect: 'pipe-gb' });
    await deliver();
    await fixture.deliver({ kind: 'ZL', businessDate: '20250301', columns: ['CZBZ', ...COLUMNS], rows: [['D', 'A', '', '']] }); // prettier-ignore
    expect((await fixture.run())[1]?.rows[0]).toMatchObject({ deleted: true, values: ['A', '', ''] });
  });
});

describe('csv-gb-enc', () => {
  const stem = 'CZ_JKD_20250228_QL_01';
  const deliver = (): Promise<void> =>
    fixture.deliver({
      rows: Array.from({ length: 5000 }, (_, at) => [`N${at}`, '1', '张三']),
      encryptionKey: KEY,
    });

  test('a file of several blocks is decrypted', async () => {
    await open({ dialect: 'csv-gb-enc', decryptionKey: KEY });
    await deliver();
    expect(summary(await fixture.run())).toEqual([`${stem} 5000`]);
  });

  test('another key rejects the file', async () => {
    await open({ dialect: 'csv-gb-enc', decryptionKey: KEY.replace('00', '99') });
    await deliver();
    expect(summary(await fixture.run())).toEqual([`${stem} FILE_DECRYPTION`]);
  });

  test('what another key rejected is looked at again once the key is right', async () => {
    await open({ dialect: 'csv-gb-enc', decryptionKey: KEY.replace('00', '99') });
    await deliver();
    expect(summary(await fixture.run())).toEqual([`${stem} FILE_DECRYPTION`]);
    const endpoint = { folder: fixture.root };
    const mended = await fileFixture({ dialect: 'csv-gb-enc', decryptionKey: KEY, endpoint });
    mended.checkpoint = fixture.checkpoint;
    expect(summary(await mended.run())).toEqual([`${stem} 5000`]);
    await mended.close();
  });

  test('another name rejects the file: the name is authenticated', async () => {
    await open({ dialect: 'csv-gb-enc', decryptionKey: KEY });
    await deliver();
    await fixture.run();
    const bytes = await readFile(path('finance', `${stem}.csv.enc`));
    await fixture.put('CZ_JKD_20250301_QL_01', bytes, { rows: 5000 });
    expect(summary(await fixture.run())).toEqual(['CZ_JKD_20250301_QL_01 FILE_DECRYPTION']);
  });

  test('without a key the stream does not run', async () => {
    await open({ dialect: 'csv-gb-enc' });
    await deliver();
    await expect(fixture.run()).rejects.toMatchObject({ name: 'ConfigError', code: 'SOURCE_MISSING' });
  });
});

describe('xlsx', () => {
  const rental: FixtureOptions = { dialect: 'xlsx', mode: 'full', fillDown: ['noteNo'], totalRow: true };

  test('numeric cells stay numbers, text cells text; title and total are no rows', async () => {
    await open(rental);
    await fixture.deliver({
      title: '公租房名册',
      rows: [
        ['A', 45658, '2025-01-01'],
        ['B', 12.5, '190102195607150015'],
      ],
      totalRow: ['合计', 45670.5, null],
    });
    const [offer] = await fixture.run();
    expect(offer?.size).toBe(2);
    expect(offer?.rows.map((row) => [row.position, ...row.values])).toEqual([
      ['2', 'A', 45658, '2025-01-01'],
      ['3', 'B', 12.5, '190102195607150015'],
    ]);
  });

  test('merged cells are filled from the nearest row above, other empty cells stay empty', async () => {
    await open(rental);
    await fixture.deliver({
      rows: [
        ['A', 1, 'x'],
        [null, 2, null],
        ['', 3, null],
        ['B', 4, 'y'],
        [null, 5, null],
      ],
    });
    expect(values(await fixture.run()).map(([noteNo, , remark]) => [noteNo, remark])).toEqual([
      ['A', 'x'],
      ['A', null],
      ['A', null],
      ['B', 'y'],
      ['B', null],
    ]);
  });

  test('the header is the second row of the sheet, also below an empty one', async () => {
    await open(rental);
    const sheet = utils.aoa_to_sheet([[], [...COLUMNS], ['A', '007', 'x']]);
    sheet['!ref'] = 'A2:C3';
    const book = utils.book_new();
    utils.book_append_sheet(book, sheet, '数据');
    const bytes: Buffer = write(book, { type: 'buffer', bookType: 'xlsx' });
    await fixture.put('CZ_JKD_20250228_QL_01', bytes, { rows: 1 });
    expect(values(await fixture.run())).toEqual([['A', '007', 'x']]);
  });

  test('unlisted columns of a workbook are reported', async () => {
    await open(rental);
    await fixture.deliver({ columns: ['内部码', ...COLUMNS], rows: [['q', 'A', 1, 'x']] });
    expect(values(await fixture.run())).toEqual([['A', 1, 'x']]);
    expect(fixture.log.text()).toContain('内部码');
  });

  test('what is no workbook is rejected', async () => {
    await open(rental);
    await fixture.put('CZ_JKD_20250228_QL_01', Buffer.from('504b0304ffff', 'hex'));
    expect(summary(await fixture.run())).toEqual(['CZ_JKD_20250228_QL_01 FILE_ENCODING']);
  });
});
