import { strictDecoder, type Encoding } from './bytes.js';
import { createRecordCutter, type Cut } from './record-cutter.js';
import { barRecords, commaRecords, type RecordCells } from './record.js';

const BYTE_ORDER_MARK = /^\uFEFF/;
const LINE_FEED = Buffer.from('\n');
const CRLF = Buffer.from('\r\n');

/** Bytes that a header fits in. */
const HEADER = 64 * 1024;

/** How the records of a text file are written. */
export interface TextFormat {
  readonly encoding: Encoding;
  /** Comma-separated with quoting, or bar-separated with escapes. */
  readonly separator: ',' | '|';
}

/** Reads one text file: its bytes are cut into records, and only records that are asked for are decoded and split. */
export interface TextReader {
  /** Records as bytes, some at a time, in their order. */
  cuts(source: AsyncIterable<Buffer>): AsyncGenerator<Cut>;
  /** Cells of some records of a cut, decoded together. @throws FatalError `FILE_ENCODING` */
  cells(cut: Cut, chosen: readonly number[]): RecordCells[];
  /** Cells of the first record; a byte order mark is dropped. @throws FatalError `FILE_ENCODING` */
  header(cut: Cut): RecordCells;
}

/** The bytes of the chosen records with line ends between them: as they stand where they are neighbours. */
function gathered({ bytes, starts, ends }: Cut, chosen: readonly number[], lineEnd: Buffer): Buffer {
  const pieces: Buffer[] = [];
  for (let at = 0; at < chosen.length;) {
    const first = at;
    for (at += 1; at < chosen.length && chosen[at] === (chosen[at - 1] ?? 0) + 1;) at += 1;
    if (pieces.length > 0) pieces.push(lineEnd);
    pieces.push(bytes.subarray(starts[chosen[first] ?? 0], ends[chosen[at - 1] ?? 0]));
  }
  const [only] = pieces;
  return only && pieces.length === 1 ? only : Buffer.concat(pieces);
}

/** A reader for one pass over a file. */
export function createTextReader({ encoding, separator }: TextFormat): TextReader {
  const cutter = createRecordCutter(separator === ',');
  const decode = strictDecoder(encoding);
  const split = (text: string): RecordCells[] =>
    separator === ',' ? commaRecords(text, cutter.newline()) : barRecords(text);
  const textOf = (cut: Cut, chosen: readonly number[]): string =>
    decode(gathered(cut, chosen, cutter.newline() === '\n' ? LINE_FEED : CRLF));
  return {
    async *cuts(source) {
      for await (const block of source) yield cutter.add(block);
      yield cutter.end();
    },
    cells: (cut, chosen) => (chosen.length === 0 ? [] : split(textOf(cut, chosen))),
    header({ bytes, starts, ends }) {
      const [start = 0, end = 0] = [starts[0], ends[0]];
      const most = bytes.subarray(start, Math.min(end, start + HEADER));
      const text = strictDecoder(encoding)(most, { stream: most.length < end - start });
      return split(text.replace(BYTE_ORDER_MARK, ''))[0] ?? [];
    },
  };
}
