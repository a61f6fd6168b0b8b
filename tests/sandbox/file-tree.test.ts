import { createDecipheriv } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeDelivery, type FileDelivery } from '../../sandbox/systems/file-tree.js';
import { freshFolder, type FreshFolder } from '../support/fresh.js';

let folder: FreshFolder;
beforeEach(async () => {
  folder = await freshFolder();
});
afterEach(() => folder.remove());

const base = { businessDate: '20250228', kind: 'ZL', sendNumber: 1 } as const;

async function written(delivery: FileDelivery, file: string): Promise<{ bytes: Buffer; flag: string }> {
  await writeDelivery(folder.path, delivery);
  const path = join(folder.path, delivery.folder, file);
  return { bytes: await readFile(path), flag: await readFile(path.replace(/\.[a-z.]+$/, '.ok'), 'ascii') };
}

test('the bar-separated example of the delivery rules comes out byte for byte', async () => {
  const account = '1d568ce1dc9892d897f37129a767321e818c325ead2e04bc0d84f1def688e9e4';
  const unit = '11190102MB0000158J';
  const { flag } = await written(
    {
      ...base,
      folder: 'finance',
      name: 'CZ_JKD',
      dialect: 'pipe-gb',
      columns: 'CZBZ JKDH ZSDWDM XMBM SKQSRQ SKJZRQ JE JKRQ RKRQ FKZHHASH ZJWH ZT'.split(' '),
      rows: [
        [
          'I',
          'JK20250228000117',
          unit,
          'FS01',
          '20250224',
          '20250227',
          4685050,
          '20250228',
          null,
          account,
          null,
          '2',
        ],
        [
          'U',
          'JK20250227000101',
          unit,
          'FS01',
          '20250220',
          '20250223',
          1200000,
          '20250227',
          '20250228',
          account,
          null,
          '1',
        ],
        ['D', 'JK20250226000093', '', '', '', '', '', '', '', '', '', ''],
      ],
    },
    'CZ_JKD_20250228_ZL_01.txt',
  );
  expect(flag).toBe(
    'file=CZ_JKD_20250228_ZL_01.txt\nrows=3\nsize=403\n' +
      'sha256=b917f1bb2edad8f6382f77bb81e1d60573c51bcc1a6044bd09e1e23221f9f26c\n',
  );
});

test('the comma-separated example of the delivery rules comes out byte for byte', async () => {
  const { flag } = await written(
    {
      ...base,
      folder: 'agriculture',
      name: 'NY_HTYS',
      dialect: 'csv-gb',
      columns: '操作,合同编号,期次,村集体信用代码,应收日期,应收金额(元),调整原因,调整决议编号'.split(','),
      rows: [
        ['I', 'NY〔2023〕0417', 3, 'N2190102MF0000013Q', '2025-03-31', '48,000.00', '无', null],
        ['I', 'NY(2023)0417', 4, 'N2190102MF0000013Q', '2025-09-30', '900.00', '决议减免', 'JY〔2025〕012'],
        ['D', 'NY〔2022〕0031', '7', null, null, null, null, null],
      ],
    },
    'NY_HTYS_20250228_ZL_01.csv',
  );
  expect(flag).toBe(
    'file=NY_HTYS_20250228_ZL_01.csv\nrows=3\nsize=248\n' +
      'sha256=efa298da00a3314e73a77c40c1a99a184a2a5e1a5654215d724602840c6271ea\n',
  );
});

test('characters outside GBK take four bytes, and 珅 瑋 玕 carry a bar or a backslash in their second', async () => {
  const { bytes } = await written(
    { ...base, folder: 'f', name: 'A', dialect: 'pipe-gb', columns: ['X'], rows: [['𠮷\u36C3珅瑋玕']] },
    'A_20250228_ZL_01.txt',
  );
  expect(bytes.toString('hex')).toBe(`580a${'9534b235'}${'8230b731'}${'ab7c'}${'ac7c'}${'ab5c'}0a`);
});

test('values with bars, backslashes and line feeds are escaped, quotes doubled', async () => {
  const value = 'a|b\\c\n"d",e';
  const bar = await written(
    { ...base, folder: 'f', name: 'A', dialect: 'pipe-gb', columns: ['X'], rows: [[value]] },
    'A_20250228_ZL_01.txt',
  );
  const comma = await written(
    { ...base, folder: 'f', name: 'B', dialect: 'csv-utf8', columns: ['X'], rows: [[value]] },
    'B_20250228_ZL_01.csv',
  );
  expect(bar.bytes.toString()).toBe('X\na\\|b\\\\c\\n"d",e\n');
  expect(comma.bytes.toString()).toBe('\uFEFF"X"\r\n"a|b\\c\n""d"",e"\r\n');
});

test('an encrypted file opens with its key and its name, and only whole', async () => {
  const key = Buffer.from(Array.from({ length: 32 }, (_, byte) => byte));
  const file = 'JW_JQSB_20250228_ZL_01.csv.enc';
  const { bytes } = await written(
    {
      ...base,
      folder: 'f',
      name: 'JW_JQSB',
      dialect: 'csv-gb-enc',
      columns: ['申报编号', '序号'],
      rows: [],
      encryptionKey: key.toString('hex'),
    },
    file,
  );
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(4, 16));
  decipher.setAAD(Buffer.from(file, 'ascii'));
  decipher.setAuthTag(bytes.subarray(-16));
  const plain = Buffer.concat([decipher.update(bytes.subarray(16, -16)), decipher.final()]);
  expect(bytes.subarray(0, 4).toString()).toBe('QZK1');
  expect(plain.toString('hex')).toBe('c9eab1a8b1e0bac52cd0f2bac50d0a');
});

test('nothing but the data file and its flag file is left behind', async () => {
  await written(
    { ...base, folder: 'f', name: 'A', dialect: 'xlsx', columns: ['X'], rows: [[1]], totalRow: ['合计'] },
    'A_20250228_ZL_01.xlsx',
  );
  expect((await readdir(join(folder.path, 'f'))).toSorted()).toEqual([
    'A_20250228_ZL_01.ok',
    'A_20250228_ZL_01.xlsx',
  ]);
});
