import { createHash, type Hash } from 'node:crypto';
import { ConfigError, FatalError } from '../../errors.js';
import type { RawRow } from '../source.js';
import type { FileSpec, Stream } from '../stream.js';
import { decoded, decrypted } from './bytes.js';
import { createLayout, type Layout } from './layout.js';
import type { FileName, Flag } from './name.js';
import { createRecordCounter } from './record-counter.js';
import { barRecords, commaRecords, type RecordCells } from './record.js';
import type { FileTree } from './tree.js';
import { workbookRecords } from './workbook.js';

export interface ContentDeps {
  readonly tree: FileTree;
  readonly stream: Stream;
  readonly spec: FileSpec;
  /** 32 bytes in hex. */
  readonly decryptionKey: string | undefined;
  readonly file: FileName;
  /** Name of the data file. */
  readonly name: string;
  /** Its bytes as listed. */
  readonly size: number;
  readonly flag: Flag;
}

/** Rows handed out together. */
const BATCH = 2000;
/** Characters that a header line fits in. */
const HEADER = 64 * 1024;
/** A workbook is read whole. */
const LARGEST_WORKBOOK = 64 * 1024 * 1024;

interface Inspection {
  readonly rows: number;
  /** Headers that the stream does not list. */
  readonly unlisted: readonly string[];
}

/** What one data file holds. */
export interface Content {
  /**
   * Reads the whole file once and compares it with its flag file.
   * @throws FatalError `FILE_SIZE_MISMATCH`, `FILE_HASH_MISMATCH`, `FILE_ROWS_MISMATCH`, `FILE_ENCODING`,
   *   `SCHEMA_DRIFT`, `FILE_DECRYPTION`, `FILE_TOO_LARGE`
   */
  verify(signal: AbortSignal): Promise<Inspection>;
  /** Whether the stored bytes are those that the flag file announces. */
  isAnnounced(signal: AbortSignal): Promise<boolean>;
  /** @throws FatalError `FILE_CONTENT_CHANGED` at the end, when other bytes were read than verified */
  rows(signal: AbortSignal): AsyncIterable<RawRow[]>;
}

const again = 'it must be sent again';

/** The content of a data file. */
export function createContent(deps: ContentDeps): Content {
  const { tree, stream, spec, file, name, flag } = deps;
  const encoding = spec.dialect === 'csv-utf8' ? 'utf-8' : 'gb18030';
  const split = spec.dialect === 'pipe-gb' ? barRecords : commaRecords;

  /** Stored bytes, each block hashed on its way. */
  async function* stored(hash: Hash, signal: AbortSignal): AsyncGenerator<Buffer> {
    for await (const block of tree.read(name)) {
      signal.throwIfAborted();
      hash.update(block);
      yield block;
    }
  }

  function plain(source: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
    if (spec.dialect !== 'csv-gb-enc') return source;
    if (deps.decryptionKey === undefined)
      throw new ConfigError(
        'SOURCE_MISSING',
        `stream ${stream.id} needs the decryptionKey of its department`,
      );
    return decrypted(source, Buffer.from(deps.decryptionKey, 'hex'), name);
  }

  async function workbook(source: AsyncIterable<Buffer>): Promise<RecordCells[]> {
    const parts: Buffer[] = [];
    let size = 0;
    for await (const part of source) {
      size += part.length;
      if (size > LARGEST_WORKBOOK)
        throw new FatalError('FILE_TOO_LARGE', 'a workbook may have 64 MiB at most');
      parts.push(part);
    }
    return workbookRecords(Buffer.concat(parts));
  }

  async function* records(source: AsyncIterable<Buffer>): AsyncGenerator<RecordCells[]> {
    if (spec.dialect === 'xlsx') yield await workbook(source);
    else yield* split(decoded(plain(source), encoding));
  }

  async function* rowsOf(source: AsyncIterable<Buffer>): AsyncGenerator<RawRow[]> {
    let layout: Layout | null = null;
    let line = 0;
    let batch: RawRow[] = [];
    for await (const block of records(source)) {
      for (const cells of block) {
        line += 1;
        if (!layout) {
          layout = createLayout(stream, spec, file, cells);
          continue;
        }
        const row = layout.row(cells, line);
        if (row) batch.push(row);
        if (batch.length < BATCH) continue;
        yield batch;
        batch = [];
      }
    }
    if (batch.length > 0) yield batch;
  }

  /** The count of a text file comes from its bytes, its encoding from decoding it; only the header is parsed. */
  async function inspectText(source: AsyncIterable<Buffer>): Promise<Inspection> {
    const counter = createRecordCounter(spec.dialect !== 'pipe-gb');
    const counted = async function* (): AsyncGenerator<Buffer> {
      for await (const block of plain(source)) {
        counter.add(block);
        yield block;
      }
    };
    let head = '';
    for await (const text of decoded(counted(), encoding)) if (head.length < HEADER) head += text;
    const { unlisted } = createLayout(stream, spec, file, await firstRecord(head));
    return { rows: Math.max(counter.total() - 1, 0), unlisted };
  }

  async function firstRecord(head: string): Promise<RecordCells> {
    const text = async function* (): AsyncGenerator<string> {
      yield head.slice(0, HEADER);
    };
    for await (const [header] of split(text())) if (header) return header;
    return [];
  }

  async function inspectWorkbook(source: AsyncIterable<Buffer>): Promise<Inspection> {
    const [header = [], ...rest] = await workbook(source);
    const layout = createLayout(stream, spec, file, header);
    const rows = rest.filter((cells, index) => layout.row(cells, index + 2) !== null).length;
    return { rows, unlisted: layout.unlisted };
  }

  async function isAnnounced(signal: AbortSignal): Promise<boolean> {
    const hash = createHash('sha256');
    for await (const _ of stored(hash, signal));
    return hash.digest('hex') === flag.sha256;
  }

  const mismatch = (): FatalError =>
    new FatalError('FILE_HASH_MISMATCH', `the file is not what its flag file says: ${again}`);

  return {
    isAnnounced,
    async verify(signal) {
      if (deps.size !== flag.size)
        throw new FatalError('FILE_SIZE_MISMATCH', `the file is not as long as its flag file says: ${again}`);
      const hash = createHash('sha256');
      const source = stored(hash, signal);
      try {
        const found = await (spec.dialect === 'xlsx' ? inspectWorkbook(source) : inspectText(source));
        if (hash.digest('hex') !== flag.sha256) throw mismatch();
        if (found.rows === flag.rows) return found;
      } catch (error) {
        if (!(error instanceof FatalError)) throw error;
        // The hash, then the seal, say more than what a damaged content looks like.
        if (!(await isAnnounced(signal))) throw mismatch();
        if (spec.dialect === 'csv-gb-enc') for await (const _ of plain(stored(createHash('sha256'), signal)));
        throw error;
      }
      throw new FatalError(
        'FILE_ROWS_MISMATCH',
        `the file does not have the ${flag.rows} rows that its flag file says: ${again}`,
      );
    },
    async *rows(signal) {
      const hash = createHash('sha256');
      yield* rowsOf(stored(hash, signal));
      if (hash.digest('hex') !== flag.sha256)
        throw new FatalError(
          'FILE_CONTENT_CHANGED',
          'the file changed while it was read: it is looked at again',
        );
    },
  };
}
