import type { FieldSpec } from './catalogue/spec.js';
import type { Value, Values } from './record/record.js';
import { latest } from './publish/version.js';
import { decimalText, scaleOf } from './render/field.js';
import { readSummary } from './summary.js';
import { openWorld } from './world.js';

/** One row that the departments stand by. */
export interface TrueRow {
  /** Canonical key values joined by `|`. */
  readonly key: string;
  /** Every field by its `as` name; decimals as text. */
  readonly values: Values;
  /** Each version of the row is spoilt: nobody can accept it. */
  readonly quarantined: boolean;
}

function canonical(field: FieldSpec, value: Value | undefined): Value {
  if (field.type === 'list') {
    const elements: readonly Value[] = Array.isArray(value) ? value : [];
    const { of } = field;
    return of ? elements.map((element) => canonicalRow(of, Object(element))) : elements;
  }
  if (value === null || value === undefined) return null;
  return field.type === 'decimal' || field.type === 'ratio' ? decimalText(value, scaleOf(field)) : value;
}

const canonicalRow = (fields: readonly FieldSpec[], values: Values): Values =>
  Object.fromEntries(fields.map((field) => [field.as, canonical(field, values[field.as])]));

/**
 * What a reader who made no mistake holds of one record kind at the district's present moment: the last version of every
 * key that is not deleted. The hub never reads it; tests do.
 * @throws Error when the folder holds no whole district or the record kind is unknown
 */
export async function districtTruth(directory: string, category: string): Promise<Iterable<TrueRow>> {
  const world = openWorld(await readSummary(directory));
  const found = world.categories.find(({ spec }) => spec.id === category);
  if (!found) throw new Error(`there is no category ${category}`);
  const { spec, planter } = found;
  return (function* () {
    for (const versions of found.versions()) {
      const last = latest(versions);
      if (last.deleted) continue;
      const { key, values, quarantined } = planter.plant(last);
      yield { key, values: canonicalRow(spec.fields, values), quarantined };
    }
  })();
}
