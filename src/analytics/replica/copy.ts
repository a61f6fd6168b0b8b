import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Store } from '../../store/store.js';
import type { ReplicaTable } from './layout.js';
import { lineExpression, takeFile } from './line.js';

/** Which rows of the store to copy: a condition on the category's rows, and the same on their list elements. */
export interface Selection {
  readonly rows: string;
  readonly elements: string;
}

export interface CopyDeps {
  readonly store: Store;
  readonly connection: DuckDBConnection;
  /** Where the passing files lie. */
  readonly folder: string;
}

/** A file is taken in when it has this many bytes; two of them exist at a time. */
const FILE_BYTES = 48 * 1024 * 1024;

interface PassingFile {
  readonly path: string;
  readonly stream: WriteStream;
  bytes: number;
  rows: number;
}

function openFile(folder: string, table: ReplicaTable, number: number): PassingFile {
  const path = join(folder, `${table.name}-${number % 2}.csv`);
  return { path, stream: createWriteStream(path), bytes: 0, rows: 0 };
}

async function put(file: PassingFile, lines: readonly { line: string }[]): Promise<void> {
  if (lines.length === 0) return;
  let text = '';
  for (const { line } of lines) text += `${line}\n`;
  file.bytes += text.length;
  file.rows += lines.length;
  if (!file.stream.write(text)) await once(file.stream, 'drain');
}

/** The lines of each selection; the next is asked for while the last is worked on. */
async function* pages(store: Store, table: ReplicaTable, selections: readonly Selection[]) {
  const line = lineExpression(store.dialect, table);
  const ask = (selection: Selection | undefined) =>
    selection &&
    store.query<{ line: string }>(
      `SELECT ${line} AS line FROM ${table.name} WHERE ${table.list ? selection.elements : selection.rows}`,
    );
  let next = ask(selections[0]);
  for (let at = 1; next !== undefined; at += 1) {
    const lines = await next;
    next = ask(selections[at]);
    // An error of the page ahead is thrown when its turn comes.
    next?.catch(() => undefined);
    yield lines;
  }
}

/** Copies rows of one table into `into`, a table of the same layout. Memory stays bounded. Returns the number of rows. */
export async function copyRows(
  deps: CopyDeps,
  table: ReplicaTable,
  into: string,
  selections: readonly Selection[],
): Promise<number> {
  const { store, connection, folder } = deps;
  let rows = 0;
  let number = 0;
  let taking: Promise<unknown> = Promise.resolve();
  let file = openFile(folder, table, number);
  const take = async ({ path, stream, rows: written }: PassingFile): Promise<void> => {
    stream.end();
    await once(stream, 'finish');
    await taking;
    if (written > 0) taking = connection.run(takeFile(table, into, path));
    taking.catch(() => undefined);
  };
  try {
    for await (const lines of pages(store, table, selections)) {
      await put(file, lines);
      rows += lines.length;
      if (file.bytes < FILE_BYTES) continue;
      await take(file);
      number += 1;
      file = openFile(folder, table, number);
    }
    await take(file);
    await taking;
  } finally {
    file.stream.destroy();
    for (const each of [0, 1]) await rm(join(folder, `${table.name}-${each}.csv`), { force: true });
  }
  return rows;
}
