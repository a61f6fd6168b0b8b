import { maskCitizenId, maskValue, sees } from '../access/mask.js';
import type { Caller } from '../access/policy.js';
import type { Field } from '../catalog/field.js';
import { decode } from '../store/columns.js';
import type { SqlValue } from '../store/store.js';
import type { Vault } from '../store/vault.js';
import { toGlobalId } from './global-id.js';
import type { Row } from './page.js';
import type { Selection } from './selection.js';
import type { Member, Shape } from './shape.js';
import { raw, type Sql } from './sql.js';

/** A plain object for the executor: its properties are the fields asked for, by name. */
export type Node = Record<string, unknown>;

/** Property with the surrogate of a node; a name that no field can have. */
export const KEY = '$key';

/** What to read of the rows of a shape, and how to make nodes of them; masked here and nowhere else. */
export interface Projection {
  readonly columns: readonly string[];
  /** Expressions over the picked rows `r`. */
  readonly added: readonly Sql[];
  read(row: Row): Node;
}

interface Part {
  readonly columns: readonly string[];
  readonly added?: readonly Sql[];
  fill(row: Row, node: Node): void;
}

/** What a projection is made for. */
export interface ProjectionDeps {
  readonly vault: Vault;
  readonly caller: Caller;
}

const INSTANT: Field = {
  name: 'instant',
  type: 'datetime',
  zh: '时间',
  nullable: true,
  sensitivity: 'public',
};

/** A stored instant (UTC) as the graph shows it, in the district's time. */
export function instant(stored: SqlValue | undefined): string | null {
  return typeof stored === 'string' ? String(decode(INSTANT, stored)) : null;
}

function valuePart({ caller }: ProjectionDeps, { field, sensitivity, columns }: Member): Part {
  const column = columns[0]?.name ?? '';
  const visible = sees(caller, sensitivity);
  return {
    columns: [column],
    fill(row, node) {
      const stored = row[column];
      if (stored === null || stored === undefined || Buffer.isBuffer(stored)) node[field.name] = null;
      else {
        const value = decode(field, stored);
        node[field.name] = visible ? value : maskValue(field, value);
      }
    },
  };
}

const identifierOf = (part: string, column: string): string =>
  part === 'other' ? `r.${column}` : `(SELECT s.identifier FROM ${part} s WHERE s.id = r.${column})`;

/** The sealed identifier is looked up for the picked rows only; a masked one has to be opened as well. */
function identifierPart({ caller, vault }: ProjectionDeps, { field, sensitivity, columns }: Member): Part {
  const visible = sees(caller, sensitivity);
  const alias = `${field.name}__sealed`;
  const person = columns.find(({ part }) => part === 'person')?.name;
  const other = columns.find(({ part }) => part === 'other')?.name;
  const sources = columns.map(({ part, name }) => identifierOf(part, name));
  return {
    columns: columns.map(({ name }) => name),
    added: [raw(`${sources.length === 1 ? sources[0] : `COALESCE(${sources.join(', ')})`} AS ${alias}`)],
    fill(row, node) {
      const sealed = row[alias];
      if (!(sealed instanceof Uint8Array)) node[field.name] = null;
      else {
        const text = vault.open(sealed);
        const has = (column: string | undefined): boolean =>
          column !== undefined && row[column] !== null && row[column] !== undefined;
        if (visible) node[field.name] = text;
        else if (has(person)) node[field.name] = maskCitizenId(text);
        else node[field.name] = has(other) ? '***' : text;
      }
    },
  };
}

function linkPart(columns: readonly string[]): Part {
  return {
    columns,
    fill(row, node) {
      for (const column of columns) {
        const key = row[column];
        node[column] = key === null || key === undefined ? null : Number(key);
      }
    },
  };
}

function provenancePart(department: string): Part {
  const delivery = (column: string): string => `(SELECT d.${column} FROM delivery d WHERE d.id = r.delivery)`;
  return {
    columns: ['delivery', 'position'],
    added: [raw(`${delivery('name')} AS delivery__name`), raw(`${delivery('recorded_at')} AS recorded__at`)],
    fill(row, node) {
      node['provenance'] = {
        department,
        delivery: row['delivery__name'],
        position: row['position'],
        recordedAt: instant(row['recorded__at']),
      };
    },
  };
}

function partOf(deps: ProjectionDeps, shape: Shape, name: string): Part | undefined {
  if (name === 'provenance' && shape.category) return provenancePart(shape.category.department);
  const member = shape.members.get(name);
  if (member)
    return member.columns[0]?.part === 'value' ? valuePart(deps, member) : identifierPart(deps, member);
  const link = shape.links.get(name);
  return link && linkPart([link.person, link.organization].filter((column) => column !== undefined));
}

/** Plans the reading of what was asked for of a shape; columns that were not are not read. */
export function projectionOf(deps: ProjectionDeps, shape: Shape, selection: Selection): Projection {
  const parts = [...selection.keys()].flatMap((name) => partOf(deps, shape, name) ?? []);
  const wantsId = selection.has('id');
  return {
    columns: [...new Set(parts.flatMap(({ columns }) => columns))],
    added: parts.flatMap(({ added }) => added ?? []),
    read(row) {
      const key = Number(row['id']);
      const node: Node = { __typename: shape.type, [KEY]: key };
      if (wantsId) node['id'] = toGlobalId(shape.type, key);
      for (const part of parts) part.fill(row, node);
      return node;
    },
  };
}
