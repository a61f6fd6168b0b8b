import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { comparisons } from '../../comparisons/index.js';
import { latest } from '../../sandbox/publish/version.js';
import type { Category as Delivered } from '../../sandbox/publish/category.js';
import type { Value, Values } from '../../sandbox/record/record.js';
import { openWorld, type World } from '../../sandbox/world.js';
import { records } from '../../schema/index.js';
import { answer, prepareSets } from '../../src/analytics/answer.js';
import { loadComparisons } from '../../src/analytics/library.js';
import { macroStatements } from '../../src/analytics/macro.js';
import {
  layoutOf,
  layoutStatements,
  type ReplicaColumn,
  type ReplicaTable,
} from '../../src/analytics/replica/layout.js';
import { createCatalog } from '../../src/catalog/catalog.js';

/** One alert with canonical identifiers, as `truth.json` writes it. */
export interface FoundAlert {
  readonly module: string;
  readonly subjects: readonly string[];
  readonly period: string;
  readonly severity: string;
  readonly amount: string;
}

/** Surrogates of people and organizations, and back. */
interface Surrogates {
  of(identifier: string): number;
  named(subject: string): string;
}

function createSurrogates(): Surrogates {
  const numbers = new Map<string, number>();
  const names: string[] = [''];
  return {
    of(identifier) {
      const known = numbers.get(identifier);
      if (known !== undefined) return known;
      numbers.set(identifier, names.length);
      return names.push(identifier) - 1;
    },
    named: (subject) =>
      subject.replace(
        /^(person|organization):(\d+)$/,
        (_, kind, number) => `${kind}:${names[Number(number)]}`,
      ),
  };
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

function cellOf({ stored }: ReplicaColumn, values: Values, surrogates: Surrogates): string {
  if (!stored) return '';
  const { part, field } = stored;
  const value = values[field.name] ?? null;
  if (value === null) return '';
  if (part === 'person' || part === 'organization') {
    const kind = field.kind && String(values[field.kind.field]);
    if (field.kind && !field.kind[part].includes(kind ?? '')) return '';
    return String(surrogates.of(String(value)));
  }
  if (field.type === 'month') return `${String(value)}-01`;
  if (field.type === 'datetime') return String(value).slice(0, 19);
  if (typeof value === 'number' && stored.type === 'scaled') return value.toFixed(field.scale ?? (field.type === 'ratio' ? 6 : 2)); // prettier-ignore
  return quoted(String(value));
}

const elementOf = (element: Value): Values =>
  typeof element === 'object' && element !== null && !Array.isArray(element)
    ? (element as Values)
    : { value: element };

/** Lines of one table: a row of its category, or one for each element of a list. */
function linesOf(table: ReplicaTable, id: number, values: Values, surrogates: Surrogates): string[] {
  const line = (keys: readonly number[], of: Values): string =>
    table.columns
      .map((column, at) => (at < keys.length ? String(keys[at]) : cellOf(column, of, surrogates)))
      .join(',');
  if (!table.list) return [line([id], values)];
  const elements = values[table.list.name];
  return Array.isArray(elements)
    ? elements.map((element: Value, at) => line([id, at], elementOf(element)))
    : [];
}

/** What stands in a department when the hub has read it: the last versions, without rows that are set aside. */
function* standing(category: Delivered): Generator<Values> {
  for (const versions of category.versions()) {
    const last = latest(versions);
    const planted = category.planter.plant(last);
    if (!last.deleted && !planted.quarantined) yield planted.values;
  }
}

async function load(
  connection: DuckDBConnection,
  table: ReplicaTable,
  lines: readonly string[],
  folder: string,
) {
  if (lines.length === 0) return;
  const file = join(folder, `${table.name}.csv`);
  await writeFile(file, `${lines.join('\n')}\n`);
  const names = table.columns.map((_, at) => `c${at}`);
  const cells = table.columns.map(({ type }, at) => `CAST(c${at} AS ${type})`);
  await connection.run(
    `INSERT INTO ${table.name} SELECT ${cells.join(', ')} FROM read_csv('${file}', header = false, all_varchar = true,
       delim = ',', quote = '"', escape = '"', nullstr = '', parallel = false, names = [${names.map((name) => `'${name}'`).join(', ')}])`,
  );
}

/** Runs comparison modules (`M13` ..) over a district as it stands on its base day (or `on` a later one), and tells what was planted for them. */
export async function compare(
  options: { readonly residents: number; readonly seed: number; readonly asof: string; readonly on?: string },
  modules: readonly string[],
): Promise<{ found: FoundAlert[]; expected: FoundAlert[]; world: World }> {
  const catalog = createCatalog(records);
  const library = await loadComparisons({ ...comparisons, catalog });
  const layout = layoutOf(catalog, library.read);
  const chosen = library.comparisons.filter(({ no }) => modules.includes(no));
  const { residents, seed, asof, on = asof } = options;
  const world = openWorld({ residents, seed, asof, years: 2, now: `${on}T00:00:00.000Z` });
  const surrogates = createSurrogates();
  const folder = await mkdtemp(join(tmpdir(), 'comparing-'));
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  try {
    for (const statement of [...layoutStatements(layout), ...macroStatements()])
      await connection.run(statement);
    const needed = new Set(chosen.flatMap(({ categories }) => categories));
    for (const category of world.categories.filter(({ spec }) => needed.has(spec.id))) {
      const tables = layout.of(category.spec.id).map((table) => ({ table, lines: [] as string[] }));
      let id = 0;
      for (const values of standing(category)) {
        id++;
        for (const { table, lines } of tables) lines.push(...linesOf(table, id, values, surrogates));
      }
      for (const { table, lines } of tables) await load(connection, table, lines, folder);
    }
    await prepareSets(connection, library, chosen);
    const found: FoundAlert[] = [];
    for (const module of chosen)
      for (const finding of await answer(connection, module, on)) {
        const { period, severity, amount } = finding;
        const subjects = finding.subjects.map(surrogates.named).toSorted();
        found.push({ module: module.no, subjects, period, severity, amount });
      }
    const expected = world.played.alerts.filter(({ module }) => modules.includes(module));
    return { found: inOrder(found), expected: inOrder(expected), world };
  } finally {
    connection.closeSync();
    instance.closeSync();
    await rm(folder, { recursive: true, force: true });
  }
}

const nameOf = ({ module, subjects, period }: FoundAlert): string =>
  `${module} ${subjects.join(',')} ${period}`;

/** Sorted, with the same properties in the same order. */
const inOrder = (alerts: readonly FoundAlert[]): FoundAlert[] =>
  alerts
    .map(({ module, subjects, period, severity, amount }) => ({ module, subjects, period, severity, amount }))
    .toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
