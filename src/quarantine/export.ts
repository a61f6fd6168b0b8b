import { open } from 'node:fs/promises';
import Papa from 'papaparse';
import type { Logger } from 'pino';
import { codeOf, ConfigError } from '../errors.js';
import type { Stream } from '../sources/stream.js';
import type { Store } from '../store/store.js';
import type { Vault } from '../store/vault.js';
import { entries, type Entry, type Selection } from './sealed-row.js';

export interface ExportDeps {
  readonly store: Store;
  readonly vault: Vault;
  readonly logger: Logger;
  readonly stream: Stream;
  /** Who asks, for the audit line. */
  readonly by: string;
}

const BOM = '\uFEFF';

/** What precedes the delivered columns: where the row stands in its delivery, and what is wrong with it. */
const ABOUT = ['delivery', 'position', 'reason', 'column', 'quarantinedAt'];

const cellOf = (value: unknown): string =>
  value === null || value === undefined
    ? ''
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value);

/**
 * Writes rows of one category's quarantine, as delivered and in the clear, to a CSV file for the department that must
 * correct them: UTF-8 with BOM, CRLF, every value in quotes, delivered column names. Only the owner may read the file;
 * an existing one is not replaced. The audit line tells who, what and how much, nothing of the rows.
 * @returns the number of rows
 * @throws ConfigError `EXPORT_FILE`
 */
export async function exportQuarantine(
  deps: ExportDeps,
  selection: Omit<Selection, 'category'>,
  path: string,
): Promise<number> {
  const { stream, logger, by } = deps;
  const { fields } = stream.category;
  const columns = stream.mappings.map(({ name }) => name);
  const line = ({ row, reason, field, deliveryName, quarantinedAt }: Entry): string[] => {
    const at = fields.findIndex(({ name }) => name === field?.split('.')[0]);
    const about = [
      deliveryName ?? '',
      row.position,
      reason,
      columns[at] ?? '',
      `${quarantinedAt.replace(' ', 'T')}Z`,
    ];
    // A row that could not be split into columns is given as the text that it was.
    const cells = row.fault ? row.fault.raw.split('\u001f') : row.values.map(cellOf);
    return [...about, ...cells];
  };
  const csv = (rows: readonly string[][]): string =>
    `${Papa.unparse([...rows], { quotes: true, newline: '\r\n' })}\r\n`;
  const file = await open(path, 'wx', 0o600).catch((error: unknown) => {
    throw new ConfigError('EXPORT_FILE', `${path} exists or cannot be made: name another file`, {
      cause: error,
    });
  });
  let rows = 0;
  try {
    await file.write(BOM + csv([[...ABOUT, ...columns]]));
    for await (const page of entries(deps, { ...selection, category: stream.id })) {
      await file.write(csv(page.map(line)));
      rows += page.length;
    }
  } catch (error) {
    logger.warn(
      { audit: 'quarantine-export', category: stream.id, by, code: codeOf(error) },
      'export failed',
    );
    throw error;
  } finally {
    await file.close();
  }
  // As a warning, so that no usual log level leaves it out.
  logger.warn(
    { audit: 'quarantine-export', category: stream.id, by, ...selection, rows },
    'quarantine exported',
  );
  return rows;
}
