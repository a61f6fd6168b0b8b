import { FatalError } from '../../errors.js';

const QUOTE = 0x22;
const COMMA = 0x2c;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const BLANK = 0x20;

// Where the last byte left off.
const RECORD_START = 0;
const FIELD_START = 1;
const PLAIN = 2;
const QUOTED = 3;
/** Behind a quote inside a quoted value: its end, or the first half of a doubled one. */
const AFTER_QUOTE = 4;

/** Bytes of one record; more is a quote that nothing closes, or no text at all. */
const LARGEST_RECORD = 16 * 1024 * 1024;

/** Records found in bytes, without their line ends: record `n` reaches from `starts[n]` to before `ends[n]`. */
export interface Cut {
  readonly bytes: Buffer;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** Cuts a text file into records by its bytes; blank lines are none. */
export interface RecordCutter {
  /** Records that end in this block; the first may have begun in earlier ones. @throws FatalError `FILE_TOO_LARGE` */
  add(block: Buffer): Cut;
  /** The last record, which needs no line end. */
  end(): Cut;
  /** The file's line end, known with its first record: lone line feeds of a file with CRLF belong to values. */
  newline(): '\n' | '\r\n';
}

function stateAfter(state: number, byte: number, quoting: boolean): number {
  const other = state === AFTER_QUOTE ? QUOTED : PLAIN;
  if (byte === CARRIAGE_RETURN) return quoting ? state : PLAIN;
  if (!quoting) return PLAIN;
  if (byte === QUOTE) return state === QUOTED ? AFTER_QUOTE : state === PLAIN ? PLAIN : QUOTED;
  if (state === QUOTED) return QUOTED;
  if (byte === COMMA) return FIELD_START;
  return state === AFTER_QUOTE && byte === BLANK ? state : other;
}

/**
 * A cutter that agrees with the parser without decoding: neither in GB18030 nor in UTF-8 does a byte of a
 * longer character equal a quote, a comma or a line end.
 * @param quoting whether quotes protect line ends, as in comma-separated files
 */
export function createRecordCutter(quoting: boolean): RecordCutter {
  let state = RECORD_START;
  let previous = 0;
  let crlf: boolean | null = quoting ? null : false;
  let held: Buffer[] = [];
  let heldBytes = 0;

  const hold = (bytes: Buffer): void => {
    held.push(bytes);
    heldBytes += bytes.length;
    if (heldBytes > LARGEST_RECORD)
      throw new FatalError('FILE_TOO_LARGE', 'a record may have 16 MiB at most: it must be sent again');
  };
  const release = (): Buffer => {
    const [only] = held;
    const bytes = only && held.length === 1 ? only : Buffer.concat(held);
    [held, heldBytes] = [[], 0];
    return bytes;
  };

  /** Place of the line feed that ends the record at hand; -1 when it goes on beyond the bytes. */
  const walk = (bytes: Buffer, from: number): number => {
    for (let index = from; index < bytes.length; index += 1) {
      const byte = bytes[index] ?? 0;
      if (byte === LINE_FEED) crlf ??= previous === CARRIAGE_RETURN;
      const ends = byte === LINE_FEED && state !== QUOTED && (!crlf || previous === CARRIAGE_RETURN);
      state = ends ? RECORD_START : stateAfter(state, byte, quoting);
      previous = byte;
      if (ends) return index;
    }
    return -1;
  };

  /** Most records have no quote in them: the next line feed is their end. */
  const leap = (bytes: Buffer, from: number, quote: number): number => {
    const end = bytes.indexOf(LINE_FEED, from);
    if (end < 0) return -1;
    crlf ??= bytes[end - 1] === CARRIAGE_RETURN;
    if ((quote >= 0 && quote < end) || (crlf && (end === from || bytes[end - 1] !== CARRIAGE_RETURN)))
      return -1;
    previous = LINE_FEED;
    return end;
  };

  const cutOf = (bytes: Buffer) => {
    const [starts, ends]: [number[], number[]] = [[], []];
    const close = (start: number, lineFeed: number): void => {
      const end =
        crlf && lineFeed > start && bytes[lineFeed - 1] === CARRIAGE_RETURN ? lineFeed - 1 : lineFeed;
      const isBlank = end === start || (quoting && end === start + 1 && bytes[start] === CARRIAGE_RETURN);
      if (isBlank) return;
      starts.push(start);
      ends.push(end);
    };
    return { cut: { bytes, starts, ends }, close };
  };

  return {
    add(block) {
      let bytes = block;
      let first = -1;
      if (held.length > 0) {
        const end = walk(block, 0);
        hold(block);
        if (end < 0) return cutOf(block).cut;
        bytes = release();
        first = bytes.length - block.length + end;
      }
      const { cut, close } = cutOf(bytes);
      if (first >= 0) close(0, first);
      let quote = quoting ? bytes.indexOf(QUOTE, first + 1) : -1;
      for (let at = first + 1; at < bytes.length;) {
        if (quote >= 0 && quote < at) quote = bytes.indexOf(QUOTE, at);
        let end = leap(bytes, at, quote);
        if (end < 0) end = walk(bytes, at);
        if (end < 0) {
          hold(bytes.subarray(at));
          break;
        }
        close(at, end);
        at = end + 1;
      }
      return cut;
    },
    end() {
      const { cut, close } = cutOf(release());
      close(0, cut.bytes.length);
      return cut;
    },
    newline: () => (crlf ? '\r\n' : '\n'),
  };
}
