import fc from 'fast-check';
import iconv from 'iconv-lite';
import { decoded } from '../../src/sources/file/bytes.js';
import { createRecordCounter } from '../../src/sources/file/record-counter.js';
import { barRecords, commaRecords, type RecordCells } from '../../src/sources/file/record.js';

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

async function read(parsed: AsyncIterable<RecordCells[]>): Promise<RecordCells[]> {
  const found: RecordCells[] = [];
  for await (const block of parsed) found.push(...block);
  return found;
}

function counted(bytes: Buffer, sizes: readonly number[], quoting: boolean): Promise<number> {
  const counter = createRecordCounter(quoting);
  return (async () => {
    for await (const block of blocks(bytes, sizes)) counter.add(block);
    return counter.total();
  })();
}

test.each(['csv-gb', 'csv-utf8'] as const)(
  'any values written as %s come back, wherever the blocks of reading cut the bytes',
  async (dialect) => {
    const { line, encode } = dialects[dialect];
    const encoding = dialect === 'csv-utf8' ? 'utf-8' : 'gb18030';
    await fc.assert(
      fc.asyncProperty(records(cell), blockSizes, async (rows, sizes) => {
        const all = [HEADER, ...rows.map((cells) => cells.map((text) => text ?? ''))];
        const bytes = encode(all.map(line).join(''));
        expect(await read(commaRecords(decoded(blocks(bytes, sizes), encoding)))).toEqual(all);
        expect(await counted(bytes, sizes, true)).toBe(all.length);
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
      expect(await read(barRecords(decoded(blocks(bytes, sizes), 'gb18030')))).toEqual([HEADER, ...rows]);
      expect(await counted(bytes, sizes, false)).toBe(lines.length);
    }),
  );
});
