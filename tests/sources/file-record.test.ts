import fc from 'fast-check';
import iconv from 'iconv-lite';
import { encodingCheck } from '../../src/sources/file/bytes.js';
import type { RecordCells } from '../../src/sources/file/record.js';
import { createTextReader, type TextFormat } from '../../src/sources/file/text.js';

/** Everything that means something to a reader, and characters whose later bytes look like it. */
const character = fc.constantFrom('珅', '瑋', '玕', '𠮷', '\u36C3', '张', 'a', 'N', '0', ' ', '"', ',', '|', '\\', '\n', '\r', '\r\n'); // prettier-ignore
const cell = fc.string({ unit: character, maxLength: 8 });
const records = (content: fc.Arbitrary<string | null>) =>
  fc.array(fc.array(content, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 12 });
const blockSizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 20 });

/** The bytes in blocks of these sizes, taken in turn. */
async function* blocks(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Buffer> {
  for (let [at, turn] = [0, 0]; at < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const dialects = {
  'csv-gb': {
    line: (cells: readonly string[]) =>
      `${cells.map((text) => (/[",\r\n]/.test(text) ? quoted(text) : text)).join(',')}\r\n`,
    encode: (text: string) => iconv.encode(text, 'gb18030'),
  },
  'csv-utf8': {
    line: (cells: readonly string[]) => `${cells.map(quoted).join(',')}\r\n`,
    encode: (text: string) => Buffer.from(`\uFEFF${text}`),
  },
} as const;
const HEADER = ['编号', '金额', '说明'];

/** The cells of every record but those at the places that `skips` names, and how many records the bytes have. */
async function read(
  bytes: Buffer,
  sizes: readonly number[],
  format: TextFormat,
  skips: (place: number) => boolean = () => false,
): Promise<{ count: number; records: RecordCells[] }> {
  const reader = createTextReader(format);
  const found: RecordCells[] = [];
  let count = 0;
  for await (const cut of reader.cuts(blocks(bytes, sizes))) {
    const places = [...cut.starts.keys()];
    if (count === 0 && places.length > 0) found.push(reader.header(cut));
    const chosen = places.filter((place) => place + count > 0 && !skips(place + count));
    found.push(...reader.cells(cut, chosen));
    count += places.length;
  }
  return { count, records: found };
}
const FORMAT: TextFormat = { encoding: 'gb18030', separator: ',' };
const largeBlocks = fc.array(fc.integer({ min: 20, max: 200 }), { minLength: 1, maxLength: 5 });

test.each(['csv-gb', 'csv-utf8'] as const)(
  'any values written as %s come back, wherever the blocks of reading cut the bytes',
  async (dialect) => {
    const { line, encode } = dialects[dialect];
    const encoding = dialect === 'csv-utf8' ? 'utf-8' : 'gb18030';
    await fc.assert(
      fc.asyncProperty(records(cell), blockSizes, async (rows, sizes) => {
        const all = [HEADER, ...rows.map((cells) => cells.map((text) => text ?? ''))];
        const bytes = encode(all.map(line).join(''));
        const found = await read(bytes, sizes, { encoding, separator: ',' });
        expect(found).toEqual({ count: all.length, records: all });
      }),
    );
  },
);

test('any values written as pipe-gb come back, wherever the blocks of reading cut the bytes', async () => {
  const escaped = (text: string | null): string =>
    text === null ? '\\N' : text.replaceAll('\\', '\\\\').replaceAll('|', '\\|').replaceAll('\n', '\\n');
  await fc.assert(
    fc.asyncProperty(records(fc.option(cell)), blockSizes, async (rows, sizes) => {
      const lines = [HEADER, ...rows].map((cells) => `${cells.map(escaped).join('|')}\n`);
      const bytes = iconv.encode(lines.join(''), 'gb18030');
      const found = await read(bytes, sizes, { encoding: 'gb18030', separator: '|' });
      expect(found).toEqual({ count: lines.length, records: [HEADER, ...rows] });
    }),
  );
});

test('records that are left out leave the others as they are', async () => {
  const { line, encode } = dialects['csv-gb'];
  await fc.assert(
    fc.asyncProperty(
      records(cell),
      largeBlocks,
      fc.integer({ min: 2, max: 4 }),
      async (rows, sizes, each) => {
        const all = [HEADER, ...rows.map((cells) => cells.map((text) => text ?? ''))];
        const bytes = encode(all.map(line).join(''));
        const found = await read(bytes, sizes, FORMAT, (place) => place % each === 1);
        expect(found.records).toEqual(all.filter((_, place) => place === 0 || place % each !== 1));
      },
    ),
  );
});

test.each([
  ['blank lines, wherever they are', '\n\na,b\n\n1,2\n\n\n3,4\n\n', [['a', 'b'], ['1', '2'], ['3', '4']]], // prettier-ignore
  [
    'a last record without a line end',
    'a,b\r\n1,2',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  ['lone line feeds in a file with CRLF', 'a,b\r\n1,x\ny\r\n3,4\r\n', [['a', 'b'], ['1', 'x\ny'], ['3', '4']]], // prettier-ignore
])('%s: parser and cutter agree', async (_, text, expected) => {
  const bytes = Buffer.from(text);
  for (const size of [1, 2, 3, 1000])
    expect(await read(bytes, [size], FORMAT)).toEqual({ count: expected.length, records: expected });
});

test('a record that does not end is refused before it fills the memory', async () => {
  const endless = Buffer.concat([Buffer.from('a,b\r\n"'), Buffer.alloc(17 * 1024 * 1024, 'x')]);
  await expect(read(endless, [64 * 1024], FORMAT)).rejects.toMatchObject({ code: 'FILE_TOO_LARGE' });
});

describe('the encoding of a GB18030 file', () => {
  const judge = (check: (block?: Buffer) => void, bytes: Buffer, size: number): string => {
    try {
      for (let at = 0; at < bytes.length; at += size) check(bytes.subarray(at, at + size));
      check();
      return 'good';
    } catch {
      return 'bad';
    }
  };
  const decoding = (): ((block?: Buffer) => void) => {
    const decoder = new TextDecoder('gb18030', { fatal: true });
    return (block) => void decoder.decode(block, { stream: block !== undefined });
  };

  test('every pair of bytes in range is a character', () => {
    const trails = Array.from({ length: 191 }, (_, at) => at + 0x40).filter((byte) => byte !== 0x7f);
    for (let lead = 0x81; lead < 0xff; lead += 1)
      expect(judge(decoding(), Buffer.from(trails.flatMap((trail) => [lead, trail])), 1000)).toBe('good');
  });

  test('is judged as a decoder does, whatever the bytes are', () => {
    const part = fc.constantFrom('张', 'a', '"', '𠮷', '\u36C3', [0x80], [0xff], [0x81], [0x81, 0x7f], [0x84, 0x31], [0xe3, 0x32, 0x9a, 0x36]); // prettier-ignore
    const bytesOf = (parts: readonly (string | number[])[]): Buffer =>
      Buffer.concat(parts.map((one) => (typeof one === 'string' ? iconv.encode(one, 'gb18030') : Buffer.from(one)))); // prettier-ignore
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), fc.integer({ min: 1, max: 5 }), (parts, size) => {
        const bytes = bytesOf(parts);
        expect(judge(encodingCheck('gb18030'), bytes, size)).toBe(judge(decoding(), bytes, size));
      }),
      { numRuns: 500 },
    );
  });
});
