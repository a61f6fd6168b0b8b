import { createHash, type Hash } from 'node:crypto';
import { ConfigError, FatalError } from '../../errors.js';
import type { Batch, RawRow, Recogniser } from '../source.js';
import type { FileSpec, Stream } from '../stream.js';
import { decrypted, encodingCheck } from './bytes.js';
import { createLayout, type Layout } from './layout.js';
import type { FileName, Flag } from './name.js';
import type { Cut } from './record-cutter.js';
import type { RecordCells } from './record.js';
import { createTextReader, type TextFormat, type TextReader } from './text.js';
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

/** Rows committed together. */
const BATCH = 5000;
/** Rows handed out together: the fewer, the more of what is made of them is garbage before it is first looked for. */
const PART = 100;
/** Recognised records that a batch waits for at most. */
const TAKEN = 20_000;
/** A workbook is read whole. */
const LARGEST_WORKBOOK = 64 * 1024 * 1024;

interface Inspection {
  readonly rows: number;
  /** Headers that the stream does not list. */
  readonly unlisted: readonly string[];
}

/** Rows of one block, and how many more were recognised. */
interface Picked {
  readonly rows: readonly RawRow[];
  readonly taken: number;
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
  /**
   * @param recogniser takes records of text files by their bytes
   * @throws FatalError `FILE_CONTENT_CHANGED` at the end, when other bytes were read than verified
   */
  rows(signal: AbortSignal, recogniser?: Recogniser): AsyncIterable<Batch>;
}

const again = 'it must be sent again';

/** The content of a data file. */
export function createContent(deps: ContentDeps): Content {
  const { tree, stream, spec, file, name, flag } = deps;
  const format: TextFormat = {
    encoding: spec.dialect === 'csv-utf8' ? 'utf-8' : 'gb18030',
    separator: spec.dialect === 'pipe-gb' ? '|' : ',',
  };

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

  async function* workbookRows(source: AsyncIterable<Buffer>): AsyncGenerator<Picked> {
    const [header = [], ...rest] = await workbook(source);
    const layout = createLayout(stream, spec, file, header);
    const rows = rest.map((cells, index) => layout.row(cells, index + 2)).filter((row) => row !== null);
    yield { rows, taken: 0 };
  }

  /** Rows of a text file: a few records are decoded and split at a time. */
  async function* textRows(source: AsyncIterable<Buffer>, recogniser?: Recogniser): AsyncGenerator<Picked> {
    const reader = createTextReader(format);
    let pick: ReturnType<typeof rowPicker> | null = null;
    for await (const cut of reader.cuts(plain(source))) {
      if (cut.starts.length === 0) continue;
      if (pick) yield* pick(cut, 0);
      else {
        pick = rowPicker(reader, createLayout(stream, spec, file, reader.header(cut)), recogniser);
        yield* pick(cut, 1);
      }
    }
  }

  /** Gives the rows of a cut from one of its records on, without those that the recogniser takes. */
  function rowPicker(reader: TextReader, layout: Layout, recogniser?: Recogniser) {
    // A cell that is filled from above means nothing by itself.
    const hash = spec.fillDown ? undefined : recogniser?.hasher(layout.print);
    let line = 1;
    return function* (cut: Cut, from: number): Generator<Picked> {
      for (let at = from; at < cut.starts.length;) {
        const first = at;
        const chosen: number[] = [];
        const lines: number[] = [];
        const prints: string[] = [];
        for (; at < cut.starts.length && chosen.length < PART; at += 1) {
          line += 1;
          const print = hash?.(cut.bytes, cut.starts[at] ?? 0, cut.ends[at] ?? 0);
          if (print !== undefined) {
            if (recogniser?.takes(print, file.version + line)) continue;
            prints.push(print);
          }
          chosen.push(at);
          lines.push(line);
        }
        const records = reader.cells(cut, chosen);
        // Quotes that stand where none may can let the parser see other records than the cutter: those have no prints.
        const agrees = records.length === chosen.length;
        const rows = records.map((cells, index) =>
          agrees
            ? layout.row(cells, lines[index] ?? line, prints[index])
            : layout.row(cells, (lines[0] ?? line) + index),
        );
        yield { rows: rows.filter((row) => row !== null), taken: at - first - chosen.length };
      }
    };
  }

  async function* batches(source: AsyncIterable<Picked>, recogniser?: Recogniser): AsyncGenerator<Batch> {
    let rows: RawRow[] = [];
    let [handedOut, taken] = [0, 0];
    const part = (goesOn: boolean): Batch => {
      const full = { rows, goesOn, ...(recogniser && { recognised: recogniser.taken() }) };
      handedOut = goesOn ? handedOut + rows.length : 0;
      if (!goesOn) taken = 0;
      rows = [];
      return full;
    };
    for await (const picked of source) {
      taken += picked.taken;
      for (const row of picked.rows)
        if (rows.push(row) === PART) yield part(handedOut + PART < BATCH && taken < TAKEN);
      if (taken >= TAKEN) yield part(false);
    }
    if (rows.length + handedOut + taken > 0) yield part(false);
  }

  /** The count of a text file comes from its bytes, as its encoding does; only the header is parsed. */
  async function inspectText(source: AsyncIterable<Buffer>): Promise<Inspection> {
    const reader = createTextReader(format);
    const check = encodingCheck(format.encoding);
    const checked = async function* (): AsyncGenerator<Buffer> {
      for await (const block of plain(source)) {
        check(block);
        yield block;
      }
      check();
    };
    let header: RecordCells | null = null;
    let records = 0;
    for await (const cut of reader.cuts(checked())) {
      if (cut.starts.length > 0) header ??= reader.header(cut);
      records += cut.starts.length;
    }
    const { unlisted } = createLayout(stream, spec, file, header ?? []);
    return { rows: Math.max(records - 1, 0), unlisted };
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
    async *rows(signal, recogniser) {
      const hash = createHash('sha256');
      const source = stored(hash, signal);
      yield* spec.dialect === 'xlsx'
        ? batches(workbookRows(source))
        : batches(textRows(source, recogniser), recogniser);
      if (hash.digest('hex') !== flag.sha256)
        throw new FatalError(
          'FILE_CONTENT_CHANGED',
          'the file changed while it was read: it is looked at again',
        );
    },
  };
}
