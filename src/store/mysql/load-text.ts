import type { PackedRows, SqlValue } from '../store.js';

const SPECIAL = /[\\\t\n\r\0]/;
const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r', '\0': '\\0' };

function cellText(value: SqlValue): string {
  if (value === null) return '\\N';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string')
    return SPECIAL.test(value) ? value.replace(/[\\\t\n\r\0]/g, (char) => ESCAPES[char] ?? char) : value;
  return Buffer.isBuffer(value) ? value.toString('hex') : String(value);
}

/** Cells as LOAD DATA reads them by default, with tabs between them; bytes as hex. */
const cellsText = (cells: readonly SqlValue[]): string => cells.map(cellText).join('\t');

const NONE = Buffer.alloc(0);

/** Bytes that grow at their end; there is room for `least` from the first one on. */
class Bytes {
  #bytes = NONE;
  length = 0;

  constructor(readonly least: number) {}

  #reserve(more: number): void {
    const needed = this.length + more;
    if (needed <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.least, this.#bytes.length * 2, needed));
    this.#bytes.copy(larger, 0, 0, this.length);
    this.#bytes = larger;
  }

  addText(text: string): void {
    this.#reserve(text.length * 3); // of UTF-8 at most
    this.length += this.#bytes.write(text, this.length, 'utf8');
  }

  addBytes(other: Bytes, start: number, end: number): void {
    this.#reserve(end - start);
    this.length += other.#bytes.copy(this.#bytes, this.length, start, end);
  }

  /** Its bytes, which are its no more: it goes on with new ones. */
  take(): Buffer {
    const taken = this.#bytes.subarray(0, this.length);
    this.#bytes = NONE;
    this.length = 0;
    return taken;
  }
}

/** Packed rows as the text that LOAD DATA is sent, in one piece of memory: nothing to be collected but that. */
export class PackedText implements PackedRows {
  readonly #text = new Bytes(8 * 1024);
  readonly #ends: number[] = [];

  get length(): number {
    return this.#ends.length;
  }

  add(cells: readonly SqlValue[]): void {
    this.#text.addText(cellsText(cells));
    this.#ends.push(this.#text.length);
  }

  copy(row: number, into: Bytes): void {
    into.addBytes(this.#text, this.#ends[row - 1] ?? 0, this.#ends[row] ?? 0);
  }
}

/** Bytes sent in one packet: the server is at the first rows while the next are written. */
const PACKET = 32 * 1024;

/** Rows as tab-separated lines, some in a packet; `packed` holds the first cells of each. */
export function* loadText(rows: Iterable<readonly SqlValue[]>, packed?: PackedText): Generator<Buffer> {
  const packet = new Bytes(2 * PACKET);
  let row = 0;
  for (const cells of rows) {
    packed?.copy(row, packet);
    packet.addText(`${packed && cells.length > 0 ? '\t' : ''}${cells.length > 0 ? cellsText(cells) : ''}\n`);
    row += 1;
    if (packet.length >= PACKET) yield packet.take();
  }
  if (packet.length > 0) yield packet.take();
}
