import { sees } from '../access/mask.js';
import type { Caller } from '../access/policy.js';
import type { Field } from '../catalog/field.js';
import { BadInput, Forbidden } from '../errors.js';
import { encoder } from '../store/columns.js';
import type { SqlValue, Store } from '../store/store.js';
import type { Identified, IdentifierReader } from './identifier.js';
import type { Member, Shape } from './shape.js';
import { all, column, join, list, raw, sql, type Sql } from './sql.js';

/** What turning a filter into SQL needs. */
export interface FilterDeps {
  readonly dialect: Store['dialect'];
  readonly caller: Caller;
  readonly identifiers: IdentifierReader;
}

/** A filter argument as GraphQL coerced it: absent members are undefined. */
export type FilterInput = Readonly<Record<string, unknown>>;

const MAX_CONDITIONS = 100;
const MAX_IN = 1000;
const NEVER = raw('1 = 0');
const COMPARISONS: Readonly<Record<string, string>> = { lt: '<', lte: '<=', gt: '>', gte: '>=' };

/** A field that the caller may not see can be neither filtered nor sorted by. @throws Forbidden `FIELD_FORBIDDEN` */
export function requireVisible(caller: Caller, member: Member): void {
  if (!sees(caller, member.sensitivity))
    throw new Forbidden('FIELD_FORBIDDEN', `your roles may neither filter nor sort by ${member.field.name}`);
}

// Two-valued logic: whatever compares to null is false, and `not` is its exact opposite.
const not = (condition: Sql): Sql => sql`NOT COALESCE((${condition}), 0)`;

const isInput = (value: unknown): value is FilterInput => typeof value === 'object' && value !== null;

function entriesOf(input: unknown): [string, unknown][] {
  if (!isInput(input)) throw new BadInput('BAD_FILTER', 'a filter may not be null; use isNull to find nulls');
  return Object.entries(input).filter(([, value]) => value !== undefined);
}

/** Aligns a decimal with the scale it is stored in. */
function aligned(field: Field, text: string): string {
  const scale = field.scale ?? 2;
  const [whole = '0', fraction = ''] = text.split('.');
  if (fraction.length > scale)
    throw new BadInput('BAD_FILTER', `${field.name} has at most ${scale} digits after the point`);
  return `${whole}.${fraction.padEnd(scale, '0')}`;
}

function toStored(field: Field, value: unknown): SqlValue {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean')
    throw new BadInput('BAD_FILTER', `${field.name} cannot be compared with null; use isNull`);
  const scaled = field.type === 'decimal' || field.type === 'ratio';
  return encoder(field)(scaled ? aligned(field, String(value)) : value);
}

function arrayOf(field: Field, value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new BadInput('BAD_FILTER', `in of ${field.name} takes a list`);
  if (value.length > MAX_IN) throw new BadInput('FILTER_TOO_LARGE', `in takes at most ${MAX_IN} values`);
  return value;
}

const likePattern = (text: string): string => `${text.replace(/[|%_]/g, '|$&')}%`;
const globPattern = (text: string): string => `${text.replace(/[*?[]/g, '[$&]')}*`;

function startsWith(dialect: Store['dialect'], place: Sql, text: string): Sql {
  // SQLite's LIKE ignores case, its GLOB does not; both forms can use an index.
  return dialect === 'sqlite'
    ? sql`${place} GLOB ${globPattern(text)}`
    : sql`${place} LIKE ${likePattern(text)} ESCAPE '|'`;
}

function valueCondition(deps: FilterDeps, field: Field, place: Sql, operator: string, value: unknown): Sql {
  switch (operator) {
    case 'eq':
      return sql`${place} = ${toStored(field, value)}`;
    case 'ne':
      return not(sql`${place} = ${toStored(field, value)}`);
    case 'in': {
      const values = arrayOf(field, value).map((item) => toStored(field, item));
      return values.length === 0 ? NEVER : sql`${place} IN ${list(values)}`;
    }
    case 'contains':
      return sql`INSTR(${place}, ${toStored(field, value)}) > 0`;
    case 'startsWith':
      return startsWith(deps.dialect, place, String(toStored(field, value)));
    default:
      return sql`${place} ${raw(COMPARISONS[operator] ?? '=')} ${toStored(field, value)}`;
  }
}

function readIdentifier(deps: FilterDeps, field: Field, value: unknown): Identified {
  if (typeof value !== 'string')
    throw new BadInput('BAD_FILTER', `${field.name} cannot be compared with null; use isNull`);
  if (field.type === 'citizenId') return deps.identifiers.citizenId(value);
  return field.type === 'uscc' ? deps.identifiers.uscc(value) : deps.identifiers.party(value);
}

function identifierCondition(
  deps: FilterDeps,
  member: Member,
  alias: string,
  operator: string,
  value: unknown,
): Sql {
  const wanted = operator === 'in' ? arrayOf(member.field, value) : [value];
  const identified = wanted.map((text) => readIdentifier(deps, member.field, text));
  const conditions = member.columns.flatMap(({ name, part }) => {
    const hashes = identified.filter(({ to }) => to === part).map(({ hash }) => hash);
    if (hashes.length === 0) return [];
    return sql`${column(alias, name)} IN (SELECT id FROM ${raw(part)} WHERE id_hash IN ${list(hashes)})`;
  });
  const condition = join(conditions, ' OR ', '1 = 0');
  return operator === 'ne' ? not(condition) : sql`(${condition})`;
}

function isNull(member: Member, alias: string, value: unknown): Sql {
  const columns = member.columns.map(({ name }) => sql`${column(alias, name)} IS NULL`);
  const condition = sql`(${all(columns)})`;
  return value === true ? condition : not(condition);
}

function memberCondition(
  deps: FilterDeps,
  member: Member,
  alias: string,
  operator: string,
  value: unknown,
): Sql {
  if (operator === 'isNull') return isNull(member, alias, value);
  const [stored] = member.columns;
  if (stored?.part !== 'value') return identifierCondition(deps, member, alias, operator, value);
  return valueCondition(deps, member.field, column(alias, stored.name), operator, value);
}

/**
 * The condition of a filter on rows of `shape` under the table alias `t`.
 * A filter on a list holds when one element fulfils it.
 * @throws Forbidden `FIELD_FORBIDDEN`, BadInput `BAD_FILTER`, `FILTER_TOO_LARGE` or the reason of an identifier
 */
export function filterCondition(deps: FilterDeps, shape: Shape, filter: FilterInput): Sql {
  let count = 0;
  const compile = (input: unknown, within: Shape, alias: string): Sql =>
    all(entriesOf(input).map(([name, value]) => sql`(${part(name, value, within, alias)})`));
  const each = (value: unknown, within: Shape, alias: string): Sql[] =>
    (Array.isArray(value) ? value : [value]).map((item) => sql`(${compile(item, within, alias)})`);

  function part(name: string, value: unknown, within: Shape, alias: string): Sql {
    if (name === 'and') return all(each(value, within, alias));
    if (name === 'or') return join(each(value, within, alias), ' OR ', '1 = 0');
    if (name === 'not') return not(compile(value, within, alias));
    const elements = within.lists.get(name);
    if (elements)
      return sql`EXISTS (SELECT 1 FROM ${raw(elements.table)} e WHERE e.parent_id = t.id AND ${compile(elements.plain ? { value } : value, elements, 'e')})`;
    const member = within.members.get(name);
    if (!member) throw new BadInput('BAD_FILTER', `${within.type} has no field ${name} to filter by`);
    requireVisible(deps.caller, member);
    return all(
      entriesOf(value).map(([operator, operand]) => {
        count += 1;
        if (count > MAX_CONDITIONS)
          throw new BadInput('FILTER_TOO_LARGE', `a filter takes at most ${MAX_CONDITIONS} conditions`);
        return memberCondition(deps, member, alias, operator, operand);
      }),
    );
  }
  return compile(filter, shape, 't');
}
