import { readdir, readFile } from 'node:fs/promises';
import { createDecipheriv } from 'node:crypto';
import { basename, join } from 'node:path';
import { read, utils } from '@e965/xlsx';
import Database from 'libsql';
import Papa from 'papaparse';
import { z } from 'zod';
import { streams } from '../../connectors/index.js';
import { DECRYPTION_KEY } from '../../sandbox/generate.js';
import { layout } from '../../sandbox/layout.js';
import { openServiceStore } from '../../sandbox/systems/service-store.js';
import { createMapper } from '../../src/ingest/create-mapper.js';
import type { RawRow } from '../../src/sources/source.js';
import type { Stream } from '../../src/sources/stream.js';
import { verdictOf } from '../ingest/fixture.js';

/** One delivered row by delivered names. `change` is set in files of changes. */
export interface DeliveredRow {
  readonly deleted: boolean;
  readonly change: string | null;
  readonly stamp: string | null;
  readonly values: Readonly<Record<string, unknown>>;
}

const record = z.record(z.string(), z.unknown());

function viewRows(directory: string, table: string): DeliveredRow[] {
  const database = new Database(layout(directory).exchange);
  const rows = z.array(record).parse(database.prepare(`SELECT * FROM ${table}`).all());
  database.close();
  return rows.map((values) => ({
    values,
    deleted: values['scbz'] === '1',
    change: null,
    stamp: String(values['gxsj']),
  }));
}

function serviceRows(directory: string, table: string): DeliveredRow[] {
  const store = openServiceStore(layout(directory).services);
  const rows = store.page({ table, now: '9999', tombstonesSince: '0' }, {}, 10_000_000);
  store.close();
  return rows.map(({ body, deleted, stamp }) => ({ values: body, deleted, change: null, stamp }));
}

/** What an encrypted file says: four bytes of a mark, the nonce, the text, the tag; its name is authenticated with it. */
function opened(bytes: Buffer, name: string): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', Buffer.from(DECRYPTION_KEY, 'hex'), bytes.subarray(4, 16));
  decipher.setAAD(Buffer.from(name, 'ascii'));
  decipher.setAuthTag(bytes.subarray(-16));
  return Buffer.concat([decipher.update(bytes.subarray(16, -16)), decipher.final()]);
}

/** Values between bars: a backslash protects a bar, another backslash and the n of a line break; `\\N` is null. */
function piped(text: string): (string | null)[][] {
  const value = (cell: string): string | null =>
    cell === '\\N' ? null : cell.replace(/\\(.)/gs, (_, sign: string) => (sign === 'n' ? '\n' : sign));
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line) => line.split(/(?<=(?:^|[^\\])(?:\\\\)*)\|/).map(value));
}

/** Header and rows of a data file. */
async function sheet(path: string): Promise<unknown[][]> {
  const stored = await readFile(path);
  const bytes = path.endsWith('.enc') ? opened(stored, basename(path)) : stored;
  if (/\.csv(\.enc)?$/.test(path)) {
    const marked = bytes.subarray(0, 3).equals(Buffer.from('\uFEFF'));
    const text = new TextDecoder(marked ? 'utf-8' : 'gb18030', { fatal: true }).decode(bytes);
    return z.array(z.array(z.unknown())).parse(Papa.parse(text, { skipEmptyLines: true }).data);
  }
  if (path.endsWith('.txt')) return piped(new TextDecoder('gb18030', { fatal: true }).decode(bytes));
  const book = read(bytes).Sheets['数据'];
  if (!book) throw new Error('the workbook has no sheet 数据');
  const rows = utils.sheet_to_json<unknown[]>(book, { header: 1, defval: null });
  return rows.slice(1).filter(([first]) => first !== '合计');
}

async function fileRows(directory: string, folder: string, name: string): Promise<DeliveredRow[]> {
  const root = join(layout(directory).files, folder);
  const names = (await readdir(root)).filter((file) => file.startsWith(name) && !file.endsWith('.ok')).sort();
  const sheets = await Promise.all(names.map((file) => sheet(join(root, file))));
  return sheets.flatMap(([header = [], ...rows]) =>
    rows.map((cells) => {
      const values = Object.fromEntries(
        cells.map((cell, at) => [String(header[at]), cell === '' ? null : cell]),
      );
      const given = values['操作'] ?? values['CZBZ'];
      const change = typeof given === 'string' ? given : null;
      return { values, change, deleted: change === 'D', stamp: null };
    }),
  );
}

/** Every row that a department delivers for a stream, as it stands in its systems. */
export async function deliveredRows(directory: string, stream: Stream): Promise<DeliveredRow[]> {
  const { source } = stream;
  if (source.kind === 'view') return viewRows(directory, source.table);
  if (source.kind === 'file') return fileRows(directory, source.folder, source.name);
  return serviceRows(directory, stream.id);
}

/** Rows of a stream by the catalogue's names, merged cells filled down. */
function* rawRows(stream: Stream, rows: readonly DeliveredRow[]): Generator<RawRow> {
  const names = stream.mappings.map(({ name }) => name);
  const filled = new Set<string>(stream.source.kind === 'file' ? (stream.source.fillDown ?? []) : []);
  const above = new Map<string, unknown>();
  for (const { values, deleted } of rows) {
    const cells = stream.mappings.map((mapping, at) => {
      const value = values[names[at] ?? ''] ?? null;
      const field = stream.category.fields[at];
      if (!field || !filled.has(field.name))
        return field?.of ? elements(value, mapping.of ?? {}, field.plain) : value;
      if (value !== null) above.set(field.name, value);
      return value ?? above.get(field.name) ?? null;
    });
    yield { values: cells, position: '1', version: 1, deleted };
  }
}

function elements(
  list: unknown,
  of: Readonly<Record<string, string | { readonly name: string }>>,
  plain = false,
): unknown[][] {
  if (plain)
    return z
      .array(z.unknown())
      .parse(list ?? [])
      .map((value) => [value]);
  return z
    .array(record)
    .parse(list ?? [])
    .map((element) =>
      Object.values(of).map(
        (mapping) => element[typeof mapping === 'string' ? mapping : mapping.name] ?? null,
      ),
    );
}

/** What the hub makes of every live row of a stream: how many rows got which verdict. */
export async function verdicts(
  directory: string,
  stream: Stream,
  today: string,
): Promise<Record<string, number>> {
  const mapper = createMapper(stream, today);
  const counts: Record<string, number> = {};
  for (const row of rawRows(stream, await deliveredRows(directory, stream))) {
    const verdict = verdictOf(() => (row.deleted ? mapper.key(row) : mapper.map(row)));
    counts[verdict] = (counts[verdict] ?? 0) + 1;
  }
  return counts;
}

/** The stream of a category. */
export function streamOf(id: string): Stream {
  const stream = streams.find((candidate) => candidate.id === id);
  if (!stream) throw new Error(`no stream ${id}`);
  return stream;
}

/** Relative paths of all files of a folder with their contents; what a database keeps beside its file while it is open is left out. */
export async function contents(directory: string): Promise<Map<string, Buffer>> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && !/-(wal|shm)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  const sorted = files.sort((a, b) => (a < b ? -1 : 1));
  return new Map(
    await Promise.all(
      sorted.map(async (path) => [path.slice(directory.length + 1), await readFile(path)] as const),
    ),
  );
}

/** Business dates of the data files of a folder, by name. */
export async function fileNames(directory: string): Promise<string[]> {
  return [...(await contents(layout(directory).files)).keys()].map((path) => basename(path));
}
