import { columnsOf } from '../store/columns.js';
import type { Store } from '../store/store.js';
import { SchemaDrift } from '../sources/drift.js';
import type { Batch } from '../sources/source.js';
import type { Stream } from '../sources/stream.js';
import { HOLD_FLOOR } from './hold.js';
import type { Plan } from './plan.js';

/** Of the values of a nullable field so many may fail: some departments mask a good part of theirs. */
const MOST_NULLED = 0.5;

/** Name as delivered, of a field or (`owners.ownerId`) of one in a list. */
function deliveredName({ category, mappings }: Stream, label: string): string {
  const [name, element] = label.split('.');
  const mapping = mappings[category.fields.findIndex((field) => field.name === name)];
  const inner = element === undefined ? undefined : mapping?.of?.[element];
  const own = typeof inner === 'string' ? inner : inner?.name;
  return [mapping?.name ?? name, ...(own === undefined ? [] : [own])].join('/');
}

/** Live rows that are asked what they held before. */
const ASKED = 500;

/** What is told of the rows of one batch, part by part, before any of it is applied. */
interface Tally {
  rows: number;
  recognised: number;
  /** Rows that bring a value, by place of the field. */
  readonly bearing: Uint32Array;
  /** Rows to be set aside, by field at fault (`owners.ownerId` in a list). */
  readonly rejected: Map<string, number>;
  /** Rows of which a delivered value would become null, by field. */
  readonly nulled: Map<string, number>;
  /** Live rows that would be changed, `ASKED` at most. */
  readonly changed: number[];
  /** Which fields have a value in any of those, by place. */
  readonly filled: Uint8Array;
}

const count = (counts: Map<string, number>, name: string): void =>
  void counts.set(name, (counts.get(name) ?? 0) + 1);

/** Counts the rows that bring a value in each field. */
function tallyRows(tally: Tally, { rows, recognised }: Batch): void {
  tally.rows += rows.length;
  tally.recognised += recognised?.ids.length ?? 0;
  const { bearing } = tally;
  for (const { values, deleted } of rows) {
    if (deleted) continue;
    for (let place = 0; place < values.length; place += 1)
      if (values[place] !== null && values[place] !== '') bearing[place] = (bearing[place] ?? 0) + 1;
  }
}

function tallyWrites(tally: Tally, { category }: Stream, { writes, warnings }: Plan): void {
  // What normalisation changed has kept its text.
  for (const { mapped } of warnings.size > 0 ? writes : []) {
    if (mapped.raw === null) continue;
    for (const [place, { name }] of category.fields.entries())
      if (mapped.values[place] === null && name in mapped.raw) count(tally.nulled, name);
  }
  for (const { id, isNew, mapped } of writes) {
    if (isNew || tally.changed.length === ASKED) continue;
    tally.changed.push(id);
    for (const [place, value] of mapped.values.entries()) if (value !== null) tally.filled[place] = 1;
  }
}

/**
 * Refuses a batch in which no changed row brings a value of a field that most of them had: an absent name means null, so
 * a column that was renamed would otherwise empty it silently.
 */
async function refuseHollow(
  store: Store,
  { category, mappings }: Stream,
  { changed, filled }: Tally,
): Promise<void> {
  if (changed.length <= HOLD_FLOOR) return;
  const empty = category.fields.flatMap((field, place) =>
    field.nullable && field.type !== 'list' && filled[place] === 0
      ? [{ field, place, columns: columnsOf([field]) }]
      : [],
  );
  if (empty.length === 0) return;
  const sums = empty.map(({ columns }, at) => {
    const held = columns.map(({ name }) => `${name} IS NOT NULL`).join(' OR ');
    return `SUM(CASE WHEN ${held} THEN 1 ELSE 0 END) AS held_${at}`;
  });
  const [before] = await store.query<Record<string, unknown>>(
    `SELECT ${sums.join(', ')} FROM ${category.table} WHERE id IN (${changed.join(',')})`,
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
 */
export function createDriftCheck(store: Store, stream: Stream) {
  const { fields } = stream.category;
  const nothing = (): Tally => ({
    rows: 0,
    recognised: 0,
    bearing: new Uint32Array(fields.length),
    rejected: new Map(),
    nulled: new Map(),
    changed: [],
    filled: new Uint8Array(fields.length),
  });
  let tally = nothing();

  /** Rows that bring a value in the field, or are as good as before; all of them where it brings none, as the column is then missing. */
  const bearing = (label: string): number => {
    const own = tally.bearing[fields.findIndex(({ name }) => name === label.split('.')[0])] ?? 0;
    return (own > 0 ? own : tally.rows) + tally.recognised;
  };
  const judge = (counts: ReadonlyMap<string, number>, limit: number, what: string): void => {
    for (const [label, number] of counts)
      if (number > HOLD_FLOOR && number > limit * bearing(label))
        throw new SchemaDrift(
          `column ${deliveredName(stream, label)} (${label}) is missing or has another type: ${number} of ${tally.rows + tally.recognised} rows ${what}`,
        );
  };

  return {
    /** One more part of the batch, and what it comes to. */
    add(batch: Batch, plan: Plan): void {
      tallyRows(tally, batch);
      tallyWrites(tally, stream, plan);
      for (const { field } of plan.quarantines) if (field !== null) count(tally.rejected, field);
    },
    /**
     * Judges the batch, and begins the next one.
     * @throws SchemaDrift naming the column, before anything of the batch is applied
     */
    async judge(): Promise<void> {
      judge(tally.rejected, stream.category.holdAbove, 'fail in it');
      judge(tally.nulled, MOST_NULLED, 'would lose its value');
      await refuseHollow(store, stream, tally);
      tally = nothing();
    },
  };
}
