import { createCipheriv, createHash, randomBytes, type CipherGCM } from 'node:crypto';
import { closeSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { utils, write } from '@e965/xlsx';
import iconv from 'iconv-lite';

/** A delivered value: null is an unset one, a number becomes a numeric cell in a workbook and text elsewhere. */
export type Cell = string | number | null;

export type Dialect = 'csv-gb' | 'csv-utf8' | 'pipe-gb' | 'csv-gb-enc' | 'xlsx';

/** What stands above the rows of one file. A file of changes has its 操作 or CZBZ as first of `columns` and of each row. */
export interface FileHeader {
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
  /** First row of a workbook; the file's name without extension unless given. */
  readonly title?: string;
  /** A last row that is not data, e.g. `['合计', null, 1200]`; not counted in the flag file. */
  readonly totalRow?: readonly Cell[];
  /** 32 bytes in hex, for `csv-gb-enc`. */
  readonly encryptionKey?: string;
  /** 12 bytes, for `csv-gb-enc`; random ones unless given. */
  readonly nonce?: Buffer;
}

/** One whole file of a department. */
export interface FileDelivery extends FileHeader {
  readonly rows: Iterable<readonly Cell[]>;
}

/** A file that is being written; it has its name and its flag file at the end only. */
export interface OpenDelivery {
  append(cells: readonly Cell[]): void;
  end(): void;
}

const EXTENSIONS: Record<Dialect, string> = {
  'csv-gb': 'csv',
  'csv-utf8': 'csv',
  'pipe-gb': 'txt',
  'csv-gb-enc': 'csv.enc',
  xlsx: 'xlsx',
};
const BLOCK = 64 * 1024;

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
function measured(file: number, cipher: CipherGCM | null, nonce: Buffer) {
  const hash = createHash('sha256');
  let size = 0;
  const put = (bytes: Buffer): void => {
    hash.update(bytes);
    size += bytes.length;
    writeSync(file, bytes);
  };
  if (cipher) put(Buffer.concat([Buffer.from('QZK1'), nonce]));
  return {
    write: (bytes: Buffer) => put(cipher ? cipher.update(bytes) : bytes),
    finish() {
      if (cipher) put(Buffer.concat([cipher.final(), cipher.getAuthTag()]));
      return { size, sha256: hash.digest('hex') };
    },
  };
}

/** Turns rows into bytes; `last` returns the rest. */
interface Encoder {
  append(cells: readonly Cell[]): Buffer | null;
  last(): Buffer;
}

function textEncoder({ columns, totalRow }: FileHeader, dialect: Exclude<Dialect, 'xlsx'>): Encoder {
  const form = textForm(dialect);
  let block = (dialect === 'csv-utf8' ? '\uFEFF' : '') + form.line(columns);
  const taken = (): Buffer => {
    const bytes = form.encode(block);
    block = '';
    return bytes;
  };
  return {
    append(cells) {
      block += form.line(cells);
      return block.length < BLOCK ? null : taken();
    },
    last() {
      if (totalRow) block += form.line(totalRow);
      return taken();
    },
  };
}

/** A workbook is made as a whole. */
function workbookEncoder({ columns, title, totalRow }: FileHeader, stem: string): Encoder {
  const rows: Cell[][] = [[title ?? stem], [...columns]];
  return {
    append(cells) {
      rows.push([...cells]);
      return null;
    },
    last() {
      if (totalRow) rows.push([...totalRow]);
      const book = utils.book_new();
      utils.book_append_sheet(book, utils.aoa_to_sheet(rows), '数据');
      const bytes: Buffer = write(book, { type: 'buffer', bookType: 'xlsx', compression: true });
      return bytes;
    },
  };
}

function cipherFor(header: FileHeader, file: string, nonce: Buffer): CipherGCM | null {
  if (header.dialect !== 'csv-gb-enc') return null;
  if (header.encryptionKey === undefined) throw new Error('csv-gb-enc needs an encryptionKey');
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(header.encryptionKey, 'hex'), nonce);
  return cipher.setAAD(Buffer.from(file, 'ascii'));
}

/** Begins a data file in `root/folder`; replaces one of that name when it ends. */
export function openDelivery(root: string, header: FileHeader): OpenDelivery {
  const number = String(header.sendNumber).padStart(2, '0');
  const stem = `${header.name}_${header.businessDate}_${header.kind}_${number}`;
  const name = `${stem}.${EXTENSIONS[header.dialect]}`;
  const folder = join(root, header.folder);
  const part = join(folder, `${name}.part`);
  const flag = join(folder, `${stem}.ok`);
  mkdirSync(folder, { recursive: true });
  rmSync(flag, { force: true });
  const nonce = header.nonce ?? randomBytes(12);
  const file = openSync(part, 'w');
  const output = measured(file, cipherFor(header, name, nonce), nonce);
  const encoder =
    header.dialect === 'xlsx' ? workbookEncoder(header, stem) : textEncoder(header, header.dialect);
  let rows = 0;
  return {
    append(cells) {
      rows += 1;
      const bytes = encoder.append(cells);
      if (bytes) output.write(bytes);
    },
    end() {
      output.write(encoder.last());
      const { size, sha256 } = output.finish();
      closeSync(file);
      renameSync(part, join(folder, name));
      writeFileSync(flag, `file=${name}\nrows=${rows}\nsize=${size}\nsha256=${sha256}\n`, 'ascii');
    },
  };
}

/** Writes a data file and, when it is whole, its `.ok` flag file into `root/folder`; replaces one of that name. */
export async function writeDelivery(root: string, { rows, ...header }: FileDelivery): Promise<void> {
  const delivery = openDelivery(root, header);
  for (const cells of rows) delivery.append(cells);
  delivery.end();
}
