import { mkdir, rm } from 'node:fs/promises';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { FatalError, RetryableError } from '../../errors.js';
import { driverText } from '../driver-error.js';
import { macroStatements } from '../macro.js';
import { layoutStatements, type ReplicaLayout } from './layout.js';

/** The replica as a DuckDB database that has its tables and the macros. */
export interface ReplicaDatabase {
  connect(): Promise<DuckDBConnection>;
  /** Folder for files on their way in; it belongs to this database alone. */
  readonly folder: string;
  close(): Promise<void>;
}

export interface DatabaseSettings {
  /** Path of the file, made where it is missing, or `:memory:`. One process at a time may open it. */
  readonly file: string;
  /** Folder for passing files and what does not fit into memory; made where it is missing, emptied once the file is open. */
  readonly folder: string;
  readonly layout: ReplicaLayout;
  /** Default 2. */
  readonly threads?: number;
  /** As DuckDB writes it, default `4GB`. */
  readonly memoryLimit?: string;
}

async function open(settings: DatabaseSettings): Promise<DuckDBInstance> {
  return DuckDBInstance.create(settings.file, {
    threads: String(settings.threads ?? 2),
    memory_limit: settings.memoryLimit ?? '4GB',
    temp_directory: settings.folder,
  });
}

async function printOf(connection: DuckDBConnection): Promise<string | null> {
  const tables = await connection.runAndReadAll(
    "SELECT 1 FROM information_schema.tables WHERE table_name = 'replica_layout'",
  );
  if (tables.currentRowCount === 0) return null;
  const [row] = (await connection.runAndReadAll('SELECT print FROM replica_layout')).getRowObjects();
  return typeof row?.print === 'string' ? row.print : null;
}

async function create(connection: DuckDBConnection, layout: ReplicaLayout): Promise<void> {
  await connection.run('BEGIN TRANSACTION');
  for (const statement of layoutStatements(layout)) await connection.run(statement);
  await connection.run('CREATE TABLE replica_cursor (category VARCHAR, sequence BIGINT)');
  await connection.run('CREATE TABLE replica_layout (print VARCHAR)');
  await connection.run(`INSERT INTO replica_layout VALUES ('${layout.print}')`);
  await connection.run('COMMIT');
}

/** Whether the database has this layout, once it was made where there is none. */
async function fits(instance: DuckDBInstance, layout: ReplicaLayout): Promise<boolean> {
  const connection = await instance.connect();
  try {
    const print = await printOf(connection);
    if (print === null) await create(connection, layout);
    else if (print !== layout.print) return false;
    for (const statement of macroStatements()) await connection.run(statement);
    return true;
  } finally {
    connection.closeSync();
  }
}

async function removeFile(file: string): Promise<void> {
  for (const path of [file, `${file}.wal`]) await rm(path, { force: true });
}

/** What DuckDB says of a file that is none of its own, or that was cut off or overwritten. */
const DAMAGED = /not a valid DuckDB|corrupt|read enough bytes|serializ|version number/i;

const unusable = (file: string): FatalError =>
  new FatalError('REPLICA_UNUSABLE', `the replica ${file} cannot be opened: check the data folder`);

/** The database when it is there and fits; null when it must be made anew. */
async function openPresent(settings: DatabaseSettings): Promise<DuckDBInstance | null> {
  let instance: DuckDBInstance | undefined;
  try {
    instance = await open(settings);
    if (await fits(instance, settings.layout)) return instance;
    instance.closeSync();
    return null;
  } catch (error) {
    instance?.closeSync();
    const text = driverText(error);
    if (/lock/i.test(text))
      throw new RetryableError('REPLICA_IN_USE', 'another process has the replica open: stop it first');
    if (DAMAGED.test(text)) return null;
    throw unusable(settings.file);
  }
}

async function openFitting(settings: DatabaseSettings): Promise<DuckDBInstance> {
  const present = await openPresent(settings);
  if (present) return present;
  // Of another layout, or damaged: everything in it can be had again from the store.
  await removeFile(settings.file);
  const made = await openPresent(settings);
  if (!made) throw unusable(settings.file);
  return made;
}

/**
 * Opens the replica's database. One of another layout, or one that cannot be read, is made anew and filled
 * again from the store.
 * @throws RetryableError `REPLICA_IN_USE`
 * @throws FatalError `REPLICA_UNUSABLE`
 */
export async function openReplicaDatabase(settings: DatabaseSettings): Promise<ReplicaDatabase> {
  const instance = await openFitting(settings);
  // Whoever has the file open owns the folder: what lies there was left by a process that was killed.
  await rm(settings.folder, { recursive: true, force: true });
  await mkdir(settings.folder, { recursive: true });
  return {
    folder: settings.folder,
    connect: () => instance.connect(),
    async close() {
      instance.closeSync();
      await rm(settings.folder, { recursive: true, force: true });
    },
  };
}
