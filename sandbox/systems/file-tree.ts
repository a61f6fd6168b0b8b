import { createCipheriv, createHash, randomBytes, type CipherGCM, type Hash } from 'node:crypto';
import { mkdir, open, rename, rm, writeFile, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { utils, write } from '@e965/xlsx';
import iconv from 'iconv-lite';

/** A delivered value: null is an unset one, a number becomes a numeric cell in a workbook and text elsewhere. */
export type Cell = string | number | null;

export type Dialect = 'csv-gb' | 'csv-utf8' | 'pipe-gb' | 'csv-gb-enc' | 'xlsx';

/** One file of a department. A file of changes has its 操作 or CZBZ as first of `columns` and of each row. */
export interface FileDelivery {
  readonly folder: string;
  /** Stem of the file name, e.g. `CZ_JKD`. */
  readonly name: string;
  readonly dialect: Dialect;
  /** `yyyyMMdd` */
  readonly businessDate: string;
  readonly kind: 'QL' | 'ZL';
  /** 1 to 99. */
  readonly sendNumber: number;
  readonly columns: readonly string[];
  readonly rows: Iterable<readonly Cell[]>;
  /** First row of a workbook; the file's name without extension unless given. */
  readonly title?: string;
  /** A last row that is not data, e.g. `['合计', null, 1200]`; not counted in the flag file. */
  readonly totalRow?: readonly Cell[];
  /** 32 bytes in hex, for `csv-gb-enc`. */
  readonly encryptionKey?: string;
}

const EXTENSIONS: Record<Dialect, string> = {
  'csv-gb': 'csv',
  'csv-utf8': 'csv',
  'pipe-gb': 'txt',
  'csv-gb-enc': 'csv.enc',
  xlsx: 'xlsx',
};
const ROWS_A_BLOCK = 2_000;

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const plainCell = (cell: Cell): string => {
  const text = cell === null ? '' : String(cell);
  return /[",\r\n]/.test(text) ? quoted(text) : text;
};
const quotedCell = (cell: Cell): string => quoted(cell === null ? '' : String(cell));
const pipeCell = (cell: Cell): string =>
  cell === null
    ? '\\N'
    : String(cell).replace(/[\\|\n]/g, (character) => (character === '\n' ? '\\n' : `\\${character}`));

interface TextForm {
  readonly line: (cells: readonly Cell[]) => string;
  readonly encode: (text: string) => Buffer;
}

function textForm(dialect: Exclude<Dialect, 'xlsx'>): TextForm {
  const gb = (text: string): Buffer => iconv.encode(text, 'gb18030');
  switch (dialect) {
    case 'csv-utf8':
      return {
        line: (cells) => `${cells.map(quotedCell).join(',')}\r\n`,
        encode: (text) => Buffer.from(text),
      };
    case 'pipe-gb':
      return { line: (cells) => `${cells.map(pipeCell).join('|')}\n`, encode: gb };
    default:
      return { line: (cells) => `${cells.map(plainCell).join(',')}\r\n`, encode: gb };
  }
}

/** Counts, hashes and, for an encrypted file, encrypts what is written. */
function measured(file: FileHandle, cipher: CipherGCM | null, nonce: Buffer) {
  const hash: Hash = createHash('sha256');
  let size = 0;
  const put = async (bytes: Buffer): Promise<void> => {
    hash.update(bytes);
    size += bytes.length;
    await file.write(bytes);
  };
  return {
    begin: async () => {
      if (cipher) await put(Buffer.concat([Buffer.from('QZK1'), nonce]));
    },
    write: (bytes: Buffer) => put(cipher ? cipher.update(bytes) : bytes),
    async finish() {
      if (cipher) await put(Buffer.concat([cipher.final(), cipher.getAuthTag()]));
      return { size, sha256: hash.digest('hex') };
    },
  };
}

type Output = ReturnType<typeof measured>;

async function writeText(output: Output, delivery: FileDelivery, form: TextForm): Promise<number> {
  let rows = 0;
  let block = (delivery.dialect === 'csv-utf8' ? '\uFEFF' : '') + form.line(delivery.columns);
  for (const cells of delivery.rows) {
    block += form.line(cells);
    rows += 1;
    if (rows % ROWS_A_BLOCK === 0) {
      await output.write(form.encode(block));
      block = '';
    }
  }
  if (delivery.totalRow) block += form.line(delivery.totalRow);
  await output.write(form.encode(block));
  return rows;
}

async function writeWorkbook(output: Output, delivery: FileDelivery, stem: string): Promise<number> {
  const rows = [...delivery.rows];
  const sheet = utils.aoa_to_sheet([
    [delivery.title ?? stem],
    [...delivery.columns],
    ...rows.map((cells) => [...cells]),
    ...(delivery.totalRow ? [[...delivery.totalRow]] : []),
  ]);
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, '数据');
  const bytes: Buffer = write(book, { type: 'buffer', bookType: 'xlsx', compression: true });
  await output.write(bytes);
  return rows.length;
}

function cipherFor(delivery: FileDelivery, file: string, nonce: Buffer): CipherGCM | null {
  if (delivery.dialect !== 'csv-gb-enc') return null;
  if (delivery.encryptionKey === undefined) throw new Error('csv-gb-enc needs an encryptionKey');
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(delivery.encryptionKey, 'hex'), nonce);
  return cipher.setAAD(Buffer.from(file, 'ascii'));
}

/** Writes a data file and, when it is whole, its `.ok` flag file into `root/folder`; replaces one of that name. */
export async function writeDelivery(root: string, delivery: FileDelivery): Promise<void> {
  const number = String(delivery.sendNumber).padStart(2, '0');
  const stem = `${delivery.name}_${delivery.businessDate}_${delivery.kind}_${number}`;
  const name = `${stem}.${EXTENSIONS[delivery.dialect]}`;
  const folder = join(root, delivery.folder);
  const part = join(folder, `${name}.part`);
  const flag = join(folder, `${stem}.ok`);
  await mkdir(folder, { recursive: true });
  await rm(flag, { force: true });
  const nonce = randomBytes(12);
  const handle = await open(part, 'w');
  try {
    const output = measured(handle, cipherFor(delivery, name, nonce), nonce);
    await output.begin();
    const rows =
      delivery.dialect === 'xlsx'
        ? await writeWorkbook(output, delivery, stem)
        : await writeText(output, delivery, textForm(delivery.dialect));
    const { size, sha256 } = await output.finish();
    await rename(part, join(folder, name));
    await writeFile(flag, `file=${name}\nrows=${rows}\nsize=${size}\nsha256=${sha256}\n`, 'ascii');
  } finally {
    await handle.close();
  }
}
