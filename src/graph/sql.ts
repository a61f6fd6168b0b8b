import type { SqlValue } from '../store/store.js';

/** A piece of a statement with the parameters of its `?`. */
export interface Sql {
  readonly text: string;
  readonly values: readonly SqlValue[];
}

/** Text that is part of the program: names of tables and columns, keywords. Never a value. */
export const raw = (text: string): Sql => ({ text, values: [] });

const isSql = (part: Sql | SqlValue): part is Sql =>
  typeof part === 'object' && part !== null && 'text' in part;

/** A column under a table alias; some are named by words that a dialect reserves, and both take back-ticks. */
export const column = (alias: string, name: string): Sql => raw(`${alias}.\`${name}\``);

/** Template of a statement: pieces are inserted, everything else becomes a parameter. */
export function sql(strings: TemplateStringsArray, ...parts: readonly (Sql | SqlValue)[]): Sql {
  let text = strings[0] ?? '';
  const values: SqlValue[] = [];
  parts.forEach((part, index) => {
    if (isSql(part)) values.push(...part.values);
    else values.push(part);
    text += (isSql(part) ? part.text : '?') + (strings[index + 1] ?? '');
  });
  return { text, values };
}

/** Pieces one after the other; `empty` stands for none. */
export function join(parts: readonly Sql[], separator: string, empty = ''): Sql {
  if (parts.length === 0) return raw(empty);
  return {
    text: parts.map(({ text }) => text).join(separator),
    values: parts.flatMap(({ values }) => values),
  };
}

/** `(?, ?, ?)`; for an empty list a condition with it must not be made at all. */
export const list = (values: readonly SqlValue[]): Sql => ({
  text: `(${values.map(() => '?').join(', ')})`,
  values,
});

/** All conditions hold; none is always true. */
export const all = (conditions: readonly Sql[]): Sql => join(conditions, ' AND ', '1 = 1');

/** More values than this go into several statements: databases bound the number of parameters. */
const MAX_VALUES = 10_000;

/** Runs `work` on the values, as many at a time as one statement takes; once, unless they are very many. */
export async function inChunks<Value, Result>(
  values: readonly Value[],
  work: (some: readonly Value[]) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let start = 0; start < values.length; start += MAX_VALUES)
    results.push(await work(values.slice(start, start + MAX_VALUES)));
  return results;
}
