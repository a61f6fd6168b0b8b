import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Catalog } from '../catalog/catalog.js';
import type { Category } from '../catalog/category.js';
import { ConfigError, NotFound } from '../errors.js';
import { columnsOf } from '../store/columns.js';
import type { ComparisonDeclaration, CountingRows, DerivedSet } from './comparison.js';

/** A statement that makes a temporary set of a run; `name` is how questions call it. */
export interface PreparedSet {
  readonly name: string;
  readonly statement: string;
}

/** A comparison with its question and everything that the question stands on. */
export interface Comparison extends ComparisonDeclaration {
  readonly question: string;
  /** Derived sets that the question reads, in the order in which they must be made. */
  readonly derived: readonly PreparedSet[];
  /** Every category that it depends on, those of its derived sets included. */
  readonly categories: readonly string[];
  /** Changes with the declaration, the question and its derived sets: what a version of the comparison is. */
  readonly print: string;
}

/** All comparisons of the hub, checked against the catalog. */
export interface ComparisonLibrary {
  readonly comparisons: readonly Comparison[];
  /** Views `counted_<table>` of the rows that count. */
  readonly counted: readonly PreparedSet[];
  /** Paths `category.field` and `category.list.field` that any comparison reads, for `layoutOf`. */
  readonly read: ReadonlySet<string>;
  /** @throws NotFound `COMPARISON_UNKNOWN` */
  get(id: string): Comparison;
}

export interface LibraryDeps {
  readonly catalog: Catalog;
  readonly declarations: readonly ComparisonDeclaration[];
  readonly derivedSets: readonly DerivedSet[];
  readonly counting: CountingRows;
  /** The folder `comparisons/` of the sources, where the statements are. */
  readonly folder: string;
}

type Reads = ComparisonDeclaration['reads'];

function fieldAt(category: Category, path: string) {
  const [name, member] = path.split('.');
  const field = category.fields.find((candidate) => candidate.name === name);
  return member === undefined ? field : field?.of?.find((candidate) => candidate.name === member);
}

function checkReads(catalog: Catalog, reader: string, reads: Reads): void {
  for (const [id, fields] of Object.entries(reads)) {
    const category = catalog.get(id);
    const unknown = fields.filter((path) => !fieldAt(category, path));
    if (unknown.length > 0)
      throw new ConfigError(
        'COMPARISON_READS_UNKNOWN',
        `${reader} reads fields that ${id} does not have: ${unknown.join(', ')}`,
      );
  }
}

const literal = (value: string | boolean): string =>
  typeof value === 'boolean' ? String(value) : `'${value}'`;

function countedView(catalog: Catalog, id: string, counting: CountingRows[string]): PreparedSet {
  const category = catalog.get(id);
  const tests = Object.entries(counting).map(([name, values]) => {
    const column = columnsOf(category.fields).find(({ field }) => field.name === name);
    if (!column) throw new ConfigError('COUNTING_UNKNOWN', `${id} has no field ${name} to count rows by`);
    return `"${column.name}" IN (${values.map(literal).join(', ')})`;
  });
  const name = `counted_${category.table}`;
  return {
    name,
    statement: `CREATE TEMP VIEW ${name} AS SELECT * FROM ${category.table} WHERE ${tests.join(' AND ')}`,
  };
}

/** The statement without comments and a closing semicolon. */
export const bareStatement = (sql: string): string =>
  sql
    .replace(/--[^\n]*/g, '')
    .replace(/;\s*$/, '')
    .trim();

const mentions = (sql: string, name: string): boolean => new RegExp(`\\b${name}\\b`).test(sql);

interface LoadedSet extends PreparedSet {
  readonly set: DerivedSet;
  readonly needs: readonly LoadedSet[];
}

async function loadDerived(deps: LibraryDeps): Promise<LoadedSet[]> {
  const loaded: LoadedSet[] = [];
  for (const set of deps.derivedSets) {
    checkReads(deps.catalog, set.name, set.reads);
    const file = join(deps.folder, 'derived', `${set.name.replaceAll('_', '-')}.sql`);
    const sql = bareStatement(await readFile(file, 'utf8'));
    const needs = loaded.filter(({ name }) => mentions(sql, name));
    loaded.push({ name: set.name, statement: `CREATE TEMP TABLE ${set.name} AS ${sql}`, set, needs });
  }
  return loaded;
}

/** A set after everything that it needs. */
const inOrder = (set: LoadedSet): LoadedSet[] => [...set.needs.flatMap(inOrder), set];

async function load(deps: LibraryDeps, sets: readonly LoadedSet[], declaration: ComparisonDeclaration) {
  checkReads(deps.catalog, declaration.id, declaration.reads);
  const question = bareStatement(await readFile(join(deps.folder, declaration.id, 'question.sql'), 'utf8'));
  const used = [...new Set(sets.filter(({ name }) => mentions(question, name)).flatMap(inOrder))];
  const categories = [declaration.reads, ...used.map(({ set }) => set.reads)].flatMap(Object.keys);
  const derived = used.map(({ name, statement }) => ({ name, statement }));
  const content = JSON.stringify([declaration, question, derived]);
  const print = createHash('sha256').update(content).digest('hex').slice(0, 16);
  return { ...declaration, question, derived, categories: [...new Set(categories)].toSorted(), print };
}

const pathsOf = (reads: Reads): string[] =>
  Object.entries(reads).flatMap(([id, fields]) => fields.map((field) => `${id}.${field}`));

/**
 * Reads the questions of all comparisons and checks what they declare against the catalog.
 * @throws ConfigError naming the comparison and the field at fault
 */
export async function loadComparisons(deps: LibraryDeps): Promise<ComparisonLibrary> {
  const sets = await loadDerived(deps);
  const comparisons = await Promise.all(
    deps.declarations.map((declaration) => load(deps, sets, declaration)),
  );
  const byId = new Map(comparisons.map((comparison) => [comparison.id, comparison]));
  if (byId.size !== comparisons.length)
    throw new ConfigError('COMPARISON_TWICE', 'two comparisons share one id');
  const counted = Object.entries(deps.counting).map(([id, rule]) => countedView(deps.catalog, id, rule));
  return {
    comparisons,
    counted,
    read: new Set([...deps.declarations, ...deps.derivedSets].flatMap(({ reads }) => pathsOf(reads))),
    get(id) {
      const found = byId.get(id);
      if (!found) throw new NotFound('COMPARISON_UNKNOWN', `no comparison has the id ${JSON.stringify(id)}`);
      return found;
    },
  };
}
