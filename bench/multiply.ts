import type { ReplicaDatabase } from '../src/analytics/replica/database.js';
import type { ReplicaColumn, ReplicaLayout, ReplicaTable } from '../src/analytics/replica/layout.js';

/** Far above any surrogate of one district. */
const APART = 1_000_000_000;

/** Codes of places and the like stand for the same thing in every copy; numbers of documents do not. */
function copied({ name, type, stored }: ReplicaColumn): string {
  if (!stored || stored.part === 'person' || stored.part === 'organization')
    return name === 'ordinal' ? `"${name}"` : `"${name}" + copy * ${APART}`;
  const { field } = stored;
  const isNumber =
    type === 'VARCHAR' && (field.type === 'docNo' || field.type === 'hash' || field.name.endsWith('No'));
  return isNumber ? `"${name}" || '-' || copy` : `"${name}"`;
}

const insertOf = ({ name, columns }: ReplicaTable, times: number): string =>
  `INSERT INTO ${name} SELECT ${columns.map(copied).join(', ')}
   FROM (SELECT * FROM ${name}) original, range(1, ${times}) copies(copy)`;

/**
 * Puts `times - 1` copies of the replica's district beside it: other people, firms and documents, the same places
 * and codes. Nothing of the store changes, so nothing but questions can be asked of it afterwards.
 * @returns rows of all tables
 */
export async function multiply(
  database: ReplicaDatabase,
  layout: ReplicaLayout,
  times: number,
): Promise<number> {
  const connection = await database.connect();
  let rows = 0;
  try {
    for (const table of layout.tables) {
      await connection.run(insertOf(table, times));
      const reader = await connection.runAndReadAll(`SELECT count(*) AS n FROM ${table.name}`);
      rows += Number(reader.getRowObjects()[0]?.['n'] ?? 0);
    }
    await connection.run('CHECKPOINT');
  } finally {
    connection.closeSync();
  }
  return rows;
}
