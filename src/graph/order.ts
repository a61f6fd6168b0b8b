import type { Caller } from '../access/policy.js';
import { isMaskable } from '../access/mask.js';
import { BadInput } from '../errors.js';
import type { ColumnType } from '../store/columns.js';
import type { SqlValue } from '../store/store.js';
import { requireVisible } from './filter.js';
import type { Shape } from './shape.js';
import { column, join, raw, sql, type Sql } from './sql.js';

/** One column to sort by; nulls come first ascending and last descending, in both dialects. */
export interface OrderTerm {
  readonly column: string;
  readonly type: ColumnType;
  readonly descending: boolean;
  /** Its values may not be shown to everyone: a cursor that holds them is encrypted. */
  readonly secret: boolean;
}

/** One entry of an `orderBy` argument. */
export interface OrderInput {
  readonly field: string;
  readonly direction?: 'ASC' | 'DESC' | null;
}

const MAX_TERMS = 5;
const BY_ID: OrderTerm = { column: 'id', type: 'id', descending: false, secret: false };

/**
 * The order of a connection: the wished one, ties broken by the surrogate, so that it is total.
 * @throws Forbidden `FIELD_FORBIDDEN`, BadInput `BAD_ORDER`
 */
export function orderOf(caller: Caller, shape: Shape, inputs: readonly OrderInput[]): OrderTerm[] {
  if (inputs.length > MAX_TERMS) throw new BadInput('BAD_ORDER', `orderBy takes at most ${MAX_TERMS} fields`);
  const terms = inputs.map(({ field, direction }) => {
    const member = shape.members.get(field);
    const stored = member?.columns[0];
    if (!member || stored?.part !== 'value')
      throw new BadInput('BAD_ORDER', `${shape.type} cannot be sorted by ${field}`);
    requireVisible(caller, member);
    return {
      column: stored.name,
      type: stored.type,
      descending: direction === 'DESC',
      secret: isMaskable(member.sensitivity),
    };
  });
  return [...terms, BY_ID];
}

/** The same order from its end. */
export const reversed = (terms: readonly OrderTerm[]): OrderTerm[] =>
  terms.map((term) => ({ ...term, descending: !term.descending }));

/** `t.admitted_at DESC, t.id` */
export function orderClause(terms: readonly OrderTerm[], alias: string): Sql {
  const parts = terms.map((term) => sql`${column(alias, term.column)}${raw(term.descending ? ' DESC' : '')}`);
  return join(parts, ', ');
}

/** Rows that stand after the one with these values. */
export function beyond(terms: readonly OrderTerm[], values: readonly SqlValue[], alias: string): Sql {
  const [term, ...rest] = terms;
  if (!term) return raw('1 = 0');
  const place = column(alias, term.column);
  const value = values[0] ?? null;
  if (term.column === 'id') return sql`${place} ${raw(term.descending ? '<' : '>')} ${value}`;
  const later = beyond(rest, values.slice(1), alias);
  if (value === null)
    return term.descending
      ? sql`(${place} IS NULL AND ${later})`
      : sql`(${place} IS NOT NULL OR (${place} IS NULL AND ${later}))`;
  const tie = sql`(${place} = ${value} AND ${later})`;
  if (!term.descending) return sql`(${place} > ${value} OR ${tie})`;
  return sql`(${place} < ${value} OR ${place} IS NULL OR ${tie})`;
}
