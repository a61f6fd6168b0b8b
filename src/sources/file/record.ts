import Papa from 'papaparse';

/** Cells of one line. */
export type RecordCells = (string | number | null)[];

/** Blank lines are no records. */
const isBlank = (cells: readonly unknown[]): boolean =>
  cells.length === 1 && (cells[0] === '' || cells[0] === '\r');

/** Records of comma-separated text with quoting. */
export function commaRecords(text: string, newline: '\r\n' | '\n'): RecordCells[] {
  const { data }: Papa.ParseResult<string[]> = new Papa.Parser({
    delimiter: ',',
    newline,
    quoteChar: '"',
  }).parse(text, 0, false);
  return data.filter((cells) => !isBlank(cells));
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
export const barRecords = (text: string): RecordCells[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map(splitBars);
