import { maskValue, sees } from '../access/mask.js';
import type { Catalog } from '../catalog/catalog.js';
import type { Category } from '../catalog/category.js';
import type { Field } from '../catalog/field.js';
import { decode } from '../store/columns.js';
import type { Store } from '../store/store.js';
import type { GraphContext } from './context.js';
import type { Row } from './page.js';
import { subjectColumn, type Member, shapeOf } from './shape.js';
import { column as columnOf, inChunks, join, list, raw, sql } from './sql.js';

/** Kinds of subjects, named as their registries. */
export type SubjectKind = 'person' | 'organization';

/** Rows of one category that describe the subject in one of their identifier fields. */
export interface GoldenSource {
  readonly category: Category;
  /** Column with the subject's surrogate. */
  readonly column: string;
  readonly authority: number;
  /** Golden attribute -> field of the category. */
  readonly attributes: ReadonlyMap<string, Member>;
}

/** A golden attribute of one subject, masked for the caller, and where it was found. */
export interface GoldenValue {
  readonly value: unknown;
  readonly category: Category;
}

function sourceOf(category: Category, kind: SubjectKind, identifier: string): GoldenSource[] {
  const field = category.fields.find(({ name }) => name === identifier);
  const column = field && subjectColumn(field, kind);
  const declared = category.golden[identifier];
  if (!column || !declared) return [];
  const { members } = shapeOf(category);
  const attributes = Object.entries(declared.attributes).flatMap(([attribute, name]) => {
    const member = members.get(name);
    return member ? [[attribute, member] as const] : [];
  });
  return [{ category, column, authority: declared.authority, attributes: new Map(attributes) }];
}

/** Every source of golden attributes of one kind of subject, the highest authority first. */
export function goldenSources(catalog: Catalog, kind: SubjectKind): GoldenSource[] {
  return catalog.categories
    .flatMap((category) =>
      Object.keys(category.golden).flatMap((identifier) => sourceOf(category, kind, identifier)),
    )
    .toSorted((a, b) => a.authority - b.authority);
}

/** Golden attribute -> the fields that can fill it, the highest authority first. */
export function goldenFields(sources: readonly GoldenSource[]): Map<string, Field[]> {
  const fields = new Map<string, Field[]>();
  for (const { attributes } of sources)
    for (const [name, { field }] of attributes) fields.set(name, [...(fields.get(name) ?? []), field]);
  return fields;
}

/** The newest row of each subject: one look-up per subject in the index of the link. */
async function newestRows(
  store: Store,
  kind: SubjectKind,
  { category, column }: GoldenSource,
  columns: readonly string[],
  subjects: readonly number[],
): Promise<Row[]> {
  const table = raw(category.table);
  const newest = sql`(SELECT MAX(m.id) FROM ${table} m WHERE ${columnOf('m', column)} = s.id)`;
  const wanted = join(
    [...new Set(columns)].map((name) => columnOf('t', name)),
    ', ',
  );
  const rows = await inChunks(subjects, (some) => {
    const { text, values } = sql`SELECT s.id AS subject__, ${wanted} FROM ${raw(kind)} s
      JOIN ${table} t ON t.id = ${newest} WHERE s.id IN ${list(some)}`;
    return store.query<Row>(text, values);
  });
  return rows.flat();
}

function shown(context: GraphContext, { field, sensitivity, columns }: Member, row: Row): unknown {
  const stored = row[columns[0]?.name ?? ''];
  if (stored === null || stored === undefined || Buffer.isBuffer(stored)) return undefined;
  const value = decode(field, stored);
  return sees(context.caller, sensitivity) ? value : maskValue(field, value);
}

/** Reads golden attributes of many subjects. */
export type GoldenReader = (
  context: GraphContext,
  subjects: readonly number[],
  attributes: readonly string[],
) => Promise<ReadonlyMap<number, ReadonlyMap<string, GoldenValue>>>;

/**
 * Goes through the sources from the highest authority down, each in one statement, and asks the next one
 * only for subjects and attributes that are still open.
 */
export function createGoldenReader(deps: {
  store: Store;
  kind: SubjectKind;
  sources: readonly GoldenSource[];
}): GoldenReader {
  return async (context, subjects, attributes) => {
    const found = new Map<number, Map<string, GoldenValue>>(subjects.map((id) => [id, new Map()]));
    for (const source of deps.sources) {
      const offered = attributes.filter((name) => source.attributes.has(name));
      const open = subjects.filter((id) => offered.some((name) => !found.get(id)?.has(name)));
      if (open.length === 0) continue;
      context.touched.add(source.category.id);
      const members = offered.flatMap((name) => {
        const member = source.attributes.get(name);
        return member ? [{ name, member }] : [];
      });
      const columns = members.flatMap(({ member }) => member.columns.map((column) => column.name));
      for (const row of await newestRows(deps.store, deps.kind, source, columns, open)) {
        const values = found.get(Number(row['subject__']));
        for (const { name, member } of members) {
          const value = shown(context, member, row);
          if (values && value !== undefined && !values.has(name))
            values.set(name, { value, category: source.category });
        }
      }
    }
    return found;
  };
}
