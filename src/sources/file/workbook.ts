import { read, utils } from '@e965/xlsx';
import { FatalError } from '../../errors.js';
import { SchemaDrift } from '../drift.js';
import type { RecordCells } from './record.js';

const SHEET = '数据';

const cellOf = (value: unknown): string | number | null =>
  typeof value === 'number' ? value : value === null || value === undefined ? null : String(value);

/**
 * Records of a workbook: the header row first, then the data. Numeric cells stay numbers, a title stands
 * above the header. A sheet is small enough to be held whole.
 */
export function workbookRecords(bytes: Buffer): RecordCells[] {
  let sheet;
  try {
    sheet = read(bytes, { type: 'buffer', sheets: SHEET, cellDates: false }).Sheets[SHEET];
  } catch {
    throw new FatalError('FILE_ENCODING', 'the file is not a workbook: it must be sent again');
  }
  if (!sheet) throw new SchemaDrift(`the workbook has no sheet ${SHEET}`);
  const rows: unknown[][] = utils.sheet_to_json(sheet, {
    header: 1,
    raw: true,
    defval: null,
    blankrows: true,
    range: 1, // below the title, also where its row is empty
  });
  return rows.map((row) => row.map(cellOf));
}
