import type { Category } from '../catalog/category.js';
import { childTable, columnsOf, encoder, TECHNICAL_COLUMNS, type StoredColumn } from '../store/columns.js';
import type { PackedRows, SqlValue, Store } from '../store/store.js';
import type { Vault } from '../store/vault.js';
import type { CanonicalValue } from './mapper.js';
import { addPlan, emptyPlan, type Plan, type RowWrite } from './plan.js';
import type { SubjectKind, SubjectRegistry } from './subject.js';

type Value = Exclude<CanonicalValue, null>;

/** A column whose cells are known as soon as their row is mapped. */
interface OwnColumn {
  readonly name: string;
  readonly place: number;
  readonly stored: (value: Value) => SqlValue;
}

/** A column that holds the surrogate of a subject, which is looked up for all rows together. */
interface LinkColumn {
  readonly name: string;
  readonly place: number;
  readonly kind: SubjectKind;
}

/** How the rows of one table are written: what is known of them first, then what is found out as they are. */
interface TableShape {
  readonly table: string;
  readonly columns: readonly string[];
  readonly own: readonly OwnColumn[];
  readonly links: readonly LinkColumn[];
}

/** Rows of one table. */
export interface TableRows {
  readonly table: string;
  readonly columns: readonly string[];
  readonly packed: PackedRows;
  /** The cells that go behind the packed ones, row by row: `known`, and the surrogates of its subjects. */
  rest(known: readonly SqlValue[], ids: SubjectIds): Iterable<readonly SqlValue[]>;
}

/** Surrogates of the subjects that a changeset names, in the order in which it named them first. */
export type SubjectIds = Readonly<Record<SubjectKind, readonly (number | null)[]>>;

/** What one transaction will do: plans put together, their rows in the form in which they are sent. */
export interface Changeset {
  /** Surrogate of the delivery that its rows stand in. */
  readonly delivery: number;
  /** All that is not a row to be written. */
  readonly plan: Omit<Plan, 'writes' | 'present'>;
  /** Surrogates of the rows that are new, and of those that are replaced. */
  readonly fresh: readonly number[];
  readonly replaced: readonly number[];
  readonly rows: TableRows;
  readonly children: readonly TableRows[];
  add(plan: Plan): void;
  /** Finds or registers whom the rows name. */
  link(subjects: SubjectRegistry): Promise<SubjectIds>;
}

export interface ChangesetDeps {
  readonly store: Store;
  readonly vault: Vault;
  readonly category: Category;
}

function storedBy(vault: Vault, { part, field }: StoredColumn): OwnColumn['stored'] {
  if (part === 'other')
    return (value) =>
      typeof value === 'object' && 'to' in value && value.to === 'other' ? vault.seal(value.text) : null;
  const encode = encoder(field);
  return (value) => (typeof value === 'object' ? null : encode(value));
}

function shapeOf(
  vault: Vault,
  fields: Category['fields'],
  table: string,
  technical: { readonly early: readonly string[]; readonly late: readonly string[] },
): TableShape {
  const own: OwnColumn[] = [];
  const links: LinkColumn[] = [];
  for (const column of columnsOf(fields)) {
    const { name, part } = column;
    const place = fields.indexOf(column.field);
    if (part === 'person' || part === 'organization') links.push({ name, place, kind: part });
    else own.push({ name, place, stored: storedBy(vault, column) });
  }
  const namesOf = (columns: readonly { readonly name: string }[]): string[] =>
    columns.map(({ name }) => name);
  const columns = [...technical.early, ...namesOf(own), ...technical.late, ...namesOf(links)];
  return { table, columns, own, links };
}

/** Whom the value names, if that is one of this kind. */
function identifierOf(value: CanonicalValue, kind: SubjectKind): string | null {
  if (value === null || typeof value !== 'object') return value === null ? null : String(value);
  return 'to' in value && value.to === kind ? value.text : null;
}

/** A text cut from a file's block keeps the whole block in memory; a copy does not. */
const ownCopy = (text: string): string => Buffer.from(text, 'latin1').toString('latin1');

/** Subjects by identifier, numbered as they come. */
type Names = Readonly<Record<SubjectKind, Map<string, number>>>;

function numberOf(names: Map<string, number>, identifier: string): number {
  const known = names.get(identifier);
  if (known !== undefined) return known;
  const number = names.size;
  names.set(ownCopy(identifier), number);
  return number;
}

/** No subject. */
const NOBODY = -1;

function createTableRows({ table, columns, own, links }: TableShape, store: Store, names: Names) {
  const packed = store.packRows();
  const linked: number[] = [];
  return {
    table,
    columns,
    packed,
    /** `cells` are those of the technical columns; it is used up. */
    add(cells: SqlValue[], values: readonly CanonicalValue[]): void {
      for (const { place, stored } of own) {
        const value = values[place] ?? null;
        cells.push(value === null ? null : stored(value));
      }
      packed.add(cells);
      for (const { place, kind } of links) {
        const identifier = identifierOf(values[place] ?? null, kind);
        linked.push(identifier === null ? NOBODY : numberOf(names[kind], identifier));
      }
    },
    *rest(known: readonly SqlValue[], ids: SubjectIds): Generator<readonly SqlValue[]> {
      let at = 0;
      for (let row = 0; row < packed.length; row += 1) {
        const cells = [...known];
        for (const { kind } of links) {
          cells.push(ids[kind][linked[at] ?? NOBODY] ?? null);
          at += 1;
        }
        yield cells;
      }
    },
  };
}

/** Technical columns that are known before the batch is opened which the rows are written in. */
const EARLY = TECHNICAL_COLUMNS.map(({ name }) => name).filter((name) => name !== 'batch');

/** Changesets of one category; the rows of each stand in one delivery. */
export function createChangesets({ store, vault, category }: ChangesetDeps): (delivery: number) => Changeset {
  const shape = shapeOf(vault, category.fields, category.table, { early: EARLY, late: ['batch'] });
  const lists = category.fields.flatMap((field, place) => {
    if (field.type !== 'list') return [];
    const technical = { early: ['parent_id', 'ordinal'], late: [] };
    return [{ place, shape: shapeOf(vault, field.of ?? [], childTable(category, field), technical) }];
  });

  return (delivery) => {
    const names: Names = { person: new Map(), organization: new Map() };
    const rows = createTableRows(shape, store, names);
    const children = lists.map((list) => ({
      place: list.place,
      rows: createTableRows(list.shape, store, names),
    }));
    const plan = emptyPlan();
    const [fresh, replaced]: [number[], number[]] = [[], []];

    function addWrite(write: RowWrite): void {
      const { id, mapped, keyHash, deliveredHash, contentHash, version, position } = write;
      (write.isNew ? fresh : replaced).push(id);
      const raw = mapped.raw === null ? null : vault.seal(JSON.stringify(mapped.raw));
      // As in EARLY.
      const cells = [id, keyHash, deliveredHash, contentHash, version, delivery, position, raw];
      rows.add(cells, mapped.values);
      for (const { place, rows: elements } of children) {
        const list = mapped.values[place];
        if (!Array.isArray(list)) continue;
        list.forEach((element: readonly CanonicalValue[], ordinal) => elements.add([id, ordinal], element));
      }
    }

    const linkAll = async (subjects: SubjectRegistry, kind: SubjectKind) => {
      const identifiers = [...names[kind].keys()];
      const found = await subjects.resolve(kind, identifiers);
      return identifiers.map((identifier) => found.get(identifier) ?? null);
    };

    return {
      delivery,
      plan,
      fresh,
      replaced,
      rows,
      children: children.map((child) => child.rows),
      add(more) {
        addPlan(plan, more);
        for (const write of more.writes) addWrite(write);
      },
      link: async (subjects) => ({
        person: await linkAll(subjects, 'person'),
        organization: await linkAll(subjects, 'organization'),
      }),
    };
  };
}
