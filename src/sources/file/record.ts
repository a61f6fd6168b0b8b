import Papa from 'papaparse';

/** Cells of one line. */
export type RecordCells = (string | number | null)[];

/** Blank lines are no records. */
const isBlank = (cells: readonly unknown[]): boolean => cells.length === 1 && cells[0] === '';

/** Records of comma-separated text with quoting, block by block. */
export async function* commaRecords(source: AsyncIterable<string>): AsyncGenerator<RecordCells[]> {
  let text = '';
  let newline: '\r\n' | '\n' | null = null;
  const parse = (last: boolean): RecordCells[] => {
    // The header holds no line breaks of its own.
    newline ??= text.charAt(text.indexOf('\n') - 1) === '\r' ? '\r\n' : '\n';
    const parser = new Papa.Parser({ delimiter: ',', newline, quoteChar: '"' });
    const { data, meta }: Papa.ParseResult<string[]> = parser.parse(text, 0, !last);
    text = text.slice(meta.cursor);
    return data.filter((cells) => !isBlank(cells));
  };
  for await (const block of source) {
    text += block;
    if (newline === null && !text.includes('\n')) continue;
    const records = parse(false);
    if (records.length > 0) yield records;
  }
  if (text.length > 0) yield parse(true);
}

const UNESCAPED: Readonly<Record<string, string>> = { n: '\n', '\\': '\\', '|': '|' };

function splitBars(line: string): RecordCells {
  if (!line.includes('\\')) return line.split('|');
  const cells: RecordCells = [];
  let cell = '';
  let start = 0;
  const push = (end: number): void => {
    cells.push(line.slice(start, end) === '\\N' ? null : cell);
    cell = '';
    start = end + 1;
  };
  for (let at = 0; at < line.length; at += 1) {
    const character = line.charAt(at);
    if (character === '|') push(at);
    else if (character === '\\') {
      at += 1;
      const next = line.charAt(at);
      cell += UNESCAPED[next] ?? `\\${next}`;
    } else cell += character;
  }
  push(line.length);
  return cells;
}

/** Records of bar-separated text without quoting, with the escapes of `pipe-gb`. */
export async function* barRecords(source: AsyncIterable<string>): AsyncGenerator<RecordCells[]> {
  let text = '';
  for await (const block of source) {
    const lines = (text + block).split('\n');
    text = lines.pop() ?? '';
    yield lines.filter((line) => line !== '').map(splitBars);
  }
  if (text !== '') yield [splitBars(text)];
}
