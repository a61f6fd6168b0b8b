import type { District } from '../district/district.js';

/**
 * A canonical value. Texts: identifiers canonical, dates `yyyy-MM-dd`, datetimes `yyyy-MM-ddTHH:mm:ss+08:00` (`moment`
 * of the calendar), months `yyyy-MM`, codes as constants. Numbers: integers and years; decimals and ratios as text with
 * all their digits or as a number, which is rounded to them (yuan, whatever the delivered unit).
 */
export type Value = string | number | boolean | null | readonly Value[] | { readonly [field: string]: Value };

/** Canonical values by `as` name; a name left out is null. */
export type Values = Readonly<Record<string, Value>>;

/** One version of one record, as it stands in its department. */
export interface SourceRecord {
  readonly values: Values;
  /** Local instant, in seconds, of the last change at the source: `gxsj`, `updatedAt`, and what decides on a file's business date. */
  readonly at: number;
  /** Only the key counts. */
  readonly deleted?: true;
  /** No quirk may spoil this row or change what it says: something else relies on it. */
  readonly protected?: true;
  /** Quirks of the catalogue that this row shows by what it says (LATECORR, ORPHAN ..), for the account. */
  readonly shows?: readonly string[];
}

/** All records of one kind. */
export interface RecordSource {
  /** Id of the record kind in the catalogue. */
  readonly category: string;
  /**
   * Every record from the beginning of the history to the horizon, the same ones whatever the present moment is. The
   * versions of one key follow one another, oldest first. Those later than the present moment do not exist yet and are
   * left out by the caller; `district.moment` may be used to stop early, and keys that have not changed after
   * `since` (a local instant) may be left out as a whole.
   */
  records(district: District, since?: number): Iterable<SourceRecord>;
}
