import type { RawRow } from '../sources/source.js';

/** A canonical value; an identifier of a party says what it identifies. Text forms are those of the catalogue. */
export type CanonicalValue =
  | string
  | number
  | boolean
  | null
  | { readonly to: 'person' | 'organization' | 'other'; readonly text: string }
  | readonly (readonly CanonicalValue[])[];

/** A row in canonical form. */
export interface MappedRow {
  /** In the order of the category's fields. */
  readonly values: readonly CanonicalValue[];
  /** Delivered text of the values that normalisation changed, by field (`owners.0.ownerId` in a list); null when none. */
  readonly raw: Readonly<Record<string, string>> | null;
  /** Reasons of values that became null although the row was accepted, e.g. `DATE_INVALID`. */
  readonly warnings: readonly string[];
}

/** Turns delivered rows of one stream into canonical ones. */
export interface Mapper {
  /** Canonical key values as one text, for the key hash. Reads the key fields only. @throws RejectedRow */
  key(row: RawRow): string;
  /** The whole row. @throws RejectedRow with the reason of the catalogue and the field */
  map(row: RawRow): MappedRow;
}
