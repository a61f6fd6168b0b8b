import { z } from 'zod';
import { BadInput } from '../errors.js';
import type { SqlValue } from '../store/store.js';
import type { Vault } from '../store/vault.js';
import type { OrderTerm } from './order.js';

const contentSchema = z.tuple([z.string(), z.array(z.union([z.string(), z.number(), z.null()]))]);

const bad = (): BadInput =>
  new BadInput('BAD_CURSOR', 'take a cursor as it was given, for the same connection and order');

const signatureOf = (type: string, terms: readonly OrderTerm[]): string =>
  `${type}:${terms.map(({ column, descending }) => `${column}${descending ? '-' : '+'}`).join(',')}`;

const isNumeric = ({ type }: OrderTerm): boolean =>
  type === 'id' || type === 'integer' || type === 'scaled' || type === 'boolean';

function toSql(term: OrderTerm, value: string | number | null): SqlValue {
  if (value === null || !isNumeric(term)) return value;
  if (typeof value === 'number') return value;
  if (!/^-?\d{1,19}$/.test(value)) throw bad();
  return BigInt(value);
}

/**
 * Cursors of one connection: the sort values and the surrogate of a row, so that paging goes on from
 * there even when that row has gone. Encrypted when a sort value is one that not everyone may see.
 */
export function createCursors(vault: Vault, type: string, terms: readonly OrderTerm[]) {
  const signature = signatureOf(type, terms);
  const secret = terms.some((term) => term.secret);
  return {
    encode(row: Readonly<Record<string, SqlValue>>): string {
      const values = terms.map(({ column }) => {
        const value = row[column] ?? null;
        return typeof value === 'bigint' ? value.toString() : value;
      });
      const text = JSON.stringify([signature, values]);
      return (secret ? vault.seal(text) : Buffer.from(text)).toString('base64url');
    },
    /** @throws BadInput `BAD_CURSOR` */
    decode(cursor: string): SqlValue[] {
      let content: unknown;
      try {
        const bytes = Buffer.from(cursor, 'base64url');
        content = JSON.parse(secret ? vault.open(bytes) : bytes.toString('utf8'));
      } catch {
        throw bad();
      }
      const parsed = contentSchema.safeParse(content);
      if (!parsed.success || parsed.data[0] !== signature || parsed.data[1].length !== terms.length)
        throw bad();
      return parsed.data[1].map((value, index) => {
        const term = terms[index];
        if (!term) throw bad();
        return toSql(term, value);
      });
    },
  };
}

export type Cursors = ReturnType<typeof createCursors>;
