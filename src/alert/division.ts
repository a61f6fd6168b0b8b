import type { Catalog } from '../catalog/catalog.js';
import type { Category } from '../catalog/category.js';
import type { Field } from '../catalog/field.js';
import { columnsOf } from '../store/columns.js';
import type { SqlValue, Store } from '../store/store.js';

/** Where a category says to which township its rows belong. */
export interface DivisionField {
  readonly column: string;
  readonly field: Field;
}

/** Codes of a village or community begin with the nine digits of its township (GB/T 10114). */
const TOWNSHIP_DIGITS = 9;
const NAMES = ['townshipCode', 'communityCode'];

/** The field that names the township of a category's rows, if there is one. */
export function divisionField(category: Category): DivisionField | null {
  for (const name of NAMES) {
    const field = category.fields.find((candidate) => candidate.name === name);
    const column = field && columnsOf([field])[0];
    if (field && column) return { column: column.name, field };
  }
  return null;
}

/** The township's code in a stored value; null when there is none. */
export function divisionOf({ field }: DivisionField, value: SqlValue | undefined): string | null {
  if (typeof value !== 'string') return null;
  const delivered = Object.entries(field.codes?.codes ?? {}).find(([, [constant]]) => constant === value);
  const code = (delivered?.[0] ?? value).slice(0, TOWNSHIP_DIGITS);
  return /^\d{9}$/.test(code) ? code : null;
}

/** Categories that are asked where a subject is at home; further ones are large and rarely know better. */
const HOMES = 2;

/** Where a subject itself is at home: the categories that say so, the highest authority last. */
function homesOf(catalog: Catalog, kind: 'person' | 'organization') {
  return catalog.categories
    .flatMap((category) => {
      const place = divisionField(category);
      return Object.entries(category.golden).flatMap(([name, { authority }]) => {
        const field = category.fields.find((candidate) => candidate.name === name);
        const column = field && columnsOf([field]).find(({ part }) => part === kind)?.name;
        return place && column ? [{ table: category.table, column, place, authority }] : [];
      });
    })
    .toSorted((a, b) => a.authority - b.authority)
    .slice(0, HOMES)
    .toReversed();
}

/** Townships of subjects by surrogate: for alerts whose evidence names none. */
export async function homeDivisions(
  deps: { store: Store; catalog: Catalog },
  kind: 'person' | 'organization',
  ids: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  const found = new Map<number, string>();
  for (const { table, column, place } of homesOf(deps.catalog, kind)) {
    for (let start = 0; start < ids.length; start += 5000) {
      const list = ids.slice(start, start + 5000).join(',');
      const rows = await deps.store.query<{ id: number; place: SqlValue }>(
        `SELECT ${column} AS id, \`${place.column}\` AS place FROM ${table} WHERE ${column} IN (${list}) ORDER BY ${table}.id`,
      );
      for (const row of rows) {
        const division = divisionOf(place, row.place);
        if (division !== null) found.set(Number(row.id), division);
      }
    }
  }
  return found;
}
