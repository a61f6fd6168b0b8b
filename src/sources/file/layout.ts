import { SchemaDrift } from '../drift.js';
import type { RawRow } from '../source.js';
import type { FileSpec, Stream } from '../stream.js';
import type { FileName } from './name.js';
import type { RecordCells } from './record.js';

const OPERATION: Readonly<Record<string, string>> = { 'pipe-gb': 'CZBZ' };
const TOTAL = '合计';

const isEmpty = (cell: unknown): boolean =>
  cell === null || cell === undefined || (typeof cell === 'string' && cell.trim() === '');

/** Finds the columns of a file by their headers and turns records into rows. */
export interface Layout {
  /** Headers that the stream does not list. */
  readonly unlisted: readonly string[];
  /** Names of all columns in their order: what gives the bytes of a record their meaning. */
  readonly print: string;
  /** The row of one record; null for a total line and an empty row of a workbook. */
  row(cells: RecordCells, line: number, print?: string): RawRow | null;
}

/**
 * The layout that a header line gives. Blanks around headers and their order do not matter.
 * @throws SchemaDrift naming the columns
 */
export function createLayout(stream: Stream, spec: FileSpec, file: FileName, header: RecordCells): Layout {
  const names = header.map((cell) => String(cell ?? '').trim());
  const operation = file.kind === 'ZL' ? (OPERATION[spec.dialect] ?? '操作') : null;
  const wanted = stream.mappings.map(({ name }) => name);
  const missing = [...(operation === null ? [] : [operation]), ...wanted].filter(
    (name) => !names.includes(name),
  );
  if (missing.length > 0) throw new SchemaDrift(`the file lacks the column ${missing.join(', ')}`);
  const picks = wanted.map((name) => names.indexOf(name));
  const operationAt = operation === null ? -1 : names.indexOf(operation);
  const fillDown = (spec.fillDown ?? []).map((field) =>
    stream.category.fields.findIndex(({ name }) => name === field),
  );
  const above: unknown[] = [];

  const fill = (values: unknown[]): void => {
    for (const place of fillDown) {
      if (isEmpty(values[place])) values[place] = above[place] ?? null;
      else above[place] = values[place];
    }
  };
  const fault = (reason: string, cells: RecordCells, line: number): RawRow => ({
    values: [],
    position: String(line),
    version: file.version + line,
    deleted: false,
    fault: { reason, raw: cells.map((cell) => cell ?? '').join('\u001f') },
  });

  return {
    print: JSON.stringify([spec.dialect, ...names]),
    unlisted: names.filter((name) => name !== operation && name !== '' && !wanted.includes(name)),
    row(cells, line, print) {
      if (spec.totalRow && String(cells[0] ?? '').trim() === TOTAL) return null;
      // A workbook has no line to split: empty cells at its end, and empty rows, are simply not there.
      if (spec.dialect === 'xlsx' && cells.every(isEmpty)) return null;
      if (cells.length !== names.length && spec.dialect !== 'xlsx') return fault('COLUMN_COUNT', cells, line);
      const code =
        operationAt < 0
          ? 'I'
          : String(cells[operationAt] ?? '')
              .trim()
              .toUpperCase();
      if (code !== 'I' && code !== 'U' && code !== 'D') return fault('CODE_UNKNOWN', cells, line);
      const values: unknown[] = picks.map((place) => cells[place] ?? null);
      fill(values);
      const [version, position, deleted] = [file.version + line, String(line), code === 'D'];
      return print === undefined
        ? { values, position, version, deleted }
        : { values, position, version, deleted, print };
    },
  };
}
