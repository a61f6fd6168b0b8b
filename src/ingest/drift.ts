import { columnsOf } from '../store/columns.js';
import type { Store } from '../store/store.js';
import { SchemaDrift } from '../sources/drift.js';
import type { Batch } from '../sources/source.js';
import type { Stream } from '../sources/stream.js';
import { HOLD_FLOOR } from './hold.js';
import type { Plan } from './plan.js';

/** Of the values of a nullable field so many may fail: some departments mask a good part of theirs. */
const MOST_NULLED = 0.5;

/** Rows that the batch would set aside, by field at fault. */
function rejectedBy(plan: Plan): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { field } of plan.quarantines)
    if (field !== null) counts.set(field, (counts.get(field) ?? 0) + 1);
  return counts;
}

/** Rows of which a delivered value would become null, by field: what normalisation changed has kept its text. */
function nulledBy({ category }: Stream, plan: Plan): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { mapped } of plan.warnings.size > 0 ? plan.writes : []) {
    if (mapped.raw === null) continue;
    category.fields.forEach(({ name }, place) => {
      if (mapped.values[place] === null && mapped.raw && name in mapped.raw)
        counts.set(name, (counts.get(name) ?? 0) + 1);
    });
  }
  return counts;
}

/** Name as delivered, of a field or (`owners.ownerId`) of one in a list. */
function deliveredName({ category, mappings }: Stream, label: string): string {
  const [name, element] = label.split('.');
  const mapping = mappings[category.fields.findIndex((field) => field.name === name)];
  const inner = element === undefined ? undefined : mapping?.of?.[element];
  const own = typeof inner === 'string' ? inner : inner?.name;
  return [mapping?.name ?? name, ...(own === undefined ? [] : [own])].join('/');
}

/** Rows that bring a value in a field, or are as good as before; the whole batch where it brings none, as the column is then missing. */
function bearing({ category }: Stream, { rows, recognised }: Batch, label: string): number {
  const place = category.fields.findIndex(({ name }) => name === label.split('.')[0]);
  const own = rows.filter(
    ({ values, deleted }) => !deleted && values[place] !== null && values[place] !== '',
  );
  return (own.length > 0 ? own.length : rows.length) + (recognised?.ids.length ?? 0);
}

/** Live rows that are asked what they held before. */
const ASKED = 500;

/**
 * Refuses a batch in which no changed row brings a value of a field that most of them had: an absent name means null, so
 * a column that was renamed would otherwise empty it silently.
 */
async function refuseHollow(store: Store, { category, mappings }: Stream, { writes }: Plan): Promise<void> {
  const changed = writes.filter(({ isNew }) => !isNew).slice(0, ASKED);
  if (changed.length <= HOLD_FLOOR) return;
  const empty = category.fields.flatMap((field, place) =>
    field.nullable && field.type !== 'list' && changed.every(({ mapped }) => mapped.values[place] === null)
      ? [{ field, place, columns: columnsOf([field]) }]
      : [],
  );
  if (empty.length === 0) return;
  const sums = empty.map(({ columns }, at) => {
    const held = columns.map(({ name }) => `${name} IS NOT NULL`).join(' OR ');
    return `SUM(CASE WHEN ${held} THEN 1 ELSE 0 END) AS held_${at}`;
  });
  const ids = changed.map(({ id }) => id).join(',');
  const [before] = await store.query<Record<string, unknown>>(
    `SELECT ${sums.join(', ')} FROM ${category.table} WHERE id IN (${ids})`,
  );
  empty.forEach(({ field, place }, at) => {
    const held = Number(before?.[`held_${at}`] ?? 0);
    if (held > HOLD_FLOOR && held > MOST_NULLED * changed.length)
      throw new SchemaDrift(
        `column ${mappings[place]?.name ?? field.name} (${field.name}) is missing or empty: ${held} of ${changed.length} changed rows would lose its value`,
      );
  });
}

/**
 * Tells a column that is gone or has another type from rows at fault: then most values of one field fail, and setting
 * all of them aside, or to null, would hollow out what is there.
 * @throws SchemaDrift naming the column, before anything of the batch is applied
 */
export async function refuseDrift(store: Store, stream: Stream, batch: Batch, plan: Plan): Promise<void> {
  const all = batch.rows.length + (batch.recognised?.ids.length ?? 0);
  const judge = (counts: ReadonlyMap<string, number>, limit: number, what: string): void => {
    for (const [label, count] of counts)
      if (count > HOLD_FLOOR && count > limit * bearing(stream, batch, label))
        throw new SchemaDrift(
          `column ${deliveredName(stream, label)} (${label}) is missing or has another type: ${count} of ${all} rows ${what}`,
        );
  };
  if (plan.quarantines.length > HOLD_FLOOR) judge(rejectedBy(plan), stream.category.holdAbove, 'fail in it');
  judge(nulledBy(stream, plan), MOST_NULLED, 'would lose its value');
  await refuseHollow(store, stream, plan);
}
