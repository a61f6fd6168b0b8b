import { createHash } from 'node:crypto';
import { ConfigError, FatalError } from '../../errors.js';
import type { RawRow } from '../source.js';
import type { FileSpec, Stream } from '../stream.js';
import { chunksOf, decoded, decrypted } from './bytes.js';
import { createLayout, type Layout } from './layout.js';
import type { FileName, Flag } from './name.js';
import { barRecords, commaRecords, type RecordCells } from './record.js';
import type { FileTree } from './tree.js';
import { workbookRecords } from './workbook.js';

export interface ContentDeps {
  readonly tree: FileTree;
  readonly stream: Stream;
  readonly spec: FileSpec;
  /** 32 bytes in hex. */
  readonly decryptionKey: string | undefined;
}

/** Rows handed out together. */
const BATCH = 5000;

/** What one data file holds. */
export interface Content {
  /**
   * Reads the whole file once and compares it with its flag file.
   * @throws FatalError `FILE_SIZE_MISMATCH`, `FILE_HASH_MISMATCH`, `FILE_ROWS_MISMATCH`, `FILE_ENCODING`,
   *   `FILE_COLUMN_MISSING`, `FILE_DECRYPTION`
   */
  verify(signal: AbortSignal): Promise<{ unlisted: readonly string[] }>;
  rows(signal: AbortSignal): AsyncIterable<RawRow[]>;
}

const encodingOf = (spec: FileSpec): 'gb18030' | 'utf-8' =>
  spec.dialect === 'csv-utf8' ? 'utf-8' : 'gb18030';

/** Counts lines outside quotes that hold anything: in GB18030 no byte of a character is a quote or a line feed. */
function createLineCounter(quoting: boolean) {
  let [lines, inQuotes, filled] = [0, false, false];
  return {
    add(chunk: Uint8Array): void {
      for (let at = 0; at < chunk.length; at += 1) {
        const byte = chunk[at];
        if (byte === 0x22 && quoting) inQuotes = !inQuotes;
        if (byte === 0x0a && !inQuotes) {
          if (filled) lines += 1;
          filled = false;
        } else if (byte !== 0x0d) filled = true;
      }
    },
    total: (): number => lines + (filled ? 1 : 0),
  };
}

/** The content of the data file `name` that `flag` announces. */
export function createContent(deps: ContentDeps, name: string, file: FileName, flag: Flag): Content {
  const { tree, stream, spec } = deps;

  async function* stored(onChunk: (chunk: Buffer) => void, signal: AbortSignal): AsyncGenerator<Buffer> {
    for await (const chunk of chunksOf(await tree.open(name))) {
      signal.throwIfAborted();
      onChunk(chunk);
      yield chunk;
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

  async function* records(source: AsyncIterable<Buffer>): AsyncGenerator<RecordCells[]> {
    if (spec.dialect === 'xlsx') {
      const parts: Buffer[] = [];
      for await (const chunk of source) parts.push(chunk);
      yield workbookRecords(Buffer.concat(parts));
      return;
    }
    const text = decoded(plain(source), encodingOf(spec));
    yield* spec.dialect === 'pipe-gb' ? barRecords(text) : commaRecords(text);
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
        if (spec.dialect === 'xlsx' && cells.every((cell) => cell === null || cell === '')) continue;
        const row = layout.row(cells, line);
        if (row) batch.push(row);
        if (batch.length === BATCH) {
          yield batch;
          batch = [];
        }
      }
    }
    if (!layout)
      throw new FatalError('FILE_COLUMN_MISSING', 'the file has no header line: it must be sent again');
    if (batch.length > 0) yield batch;
  }

  /** The count of a text file comes from its bytes; only the first record is parsed. */
  async function inspectText(
    source: AsyncIterable<Buffer>,
  ): Promise<{ rows: number; unlisted: readonly string[] }> {
    const counter = createLineCounter(spec.dialect !== 'pipe-gb');
    let head = '';
    const counted = async function* (): AsyncGenerator<Buffer> {
      for await (const chunk of plain(source)) {
        counter.add(chunk);
        yield chunk;
      }
    };
    for await (const text of decoded(counted(), encodingOf(spec))) if (!head.includes('\n')) head += text;
    const first = head.slice(0, head.indexOf('\n') < 0 ? undefined : head.indexOf('\n') + 1);
    const [header] = await headOf(first);
    const layout = createLayout(stream, spec, file, header ?? []);
    return { rows: counter.total() - 1, unlisted: layout.unlisted };
  }

  async function headOf(line: string): Promise<RecordCells[]> {
    const text = (async function* () {
      yield line;
    })();
    for await (const block of spec.dialect === 'pipe-gb' ? barRecords(text) : commaRecords(text))
      return block;
    return [];
  }

  async function inspectWorkbook(
    source: AsyncIterable<Buffer>,
  ): Promise<{ rows: number; unlisted: readonly string[] }> {
    let rows = 0;
    for await (const batch of rowsOf(source)) rows += batch.length;
    return { rows, unlisted: [] };
  }

  return {
    async verify(signal) {
      const hash = createHash('sha256');
      let size = 0;
      const source = stored((chunk) => {
        hash.update(chunk);
        size += chunk.length;
      }, signal);
      let found: { rows: number; unlisted: readonly string[] } | undefined;
      let fault: unknown;
      try {
        found = await (spec.dialect === 'xlsx' ? inspectWorkbook(source) : inspectText(source));
      } catch (error) {
        fault = error;
      }
      if (!fault || fault instanceof FatalError) {
        // Size and hash say more than what a damaged content looks like.
        const actual = fault ? await digest(signal) : { size, sha256: hash.digest('hex') };
        if (actual.size !== flag.size)
          throw new FatalError(
            'FILE_SIZE_MISMATCH',
            'the file is not as long as its flag file says: it must be sent again',
          );
        if (actual.sha256 !== flag.sha256)
          throw new FatalError(
            'FILE_HASH_MISMATCH',
            'the file is not what its flag file says: it must be sent again',
          );
      }
      if (!found) throw fault;
      if (found.rows !== flag.rows)
        throw new FatalError(
          'FILE_ROWS_MISMATCH',
          `the file has ${found.rows} rows and its flag file says ${flag.rows}: it must be sent again`,
        );
      return { unlisted: found.unlisted };
    },
    rows: (signal) => rowsOf(stored(() => undefined, signal)),
  };

  async function digest(signal: AbortSignal): Promise<{ size: number; sha256: string }> {
    const hash = createHash('sha256');
    let size = 0;
    for await (const chunk of stored(() => undefined, signal)) {
      hash.update(chunk);
      size += chunk.length;
    }
    return { size, sha256: hash.digest('hex') };
  }
}
