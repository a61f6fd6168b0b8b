import type { FieldSpec, RecordSpec } from '../../catalogue/spec.js';
import { mix } from '../../district/random.js';
import type { Value, Values } from '../../record/record.js';
import type { Delivered } from '../field.js';

/** One value of one row that a quirk may hit. */
export interface Spot {
  readonly spec: RecordSpec;
  readonly field: FieldSpec;
  /** Canonical. */
  readonly value: Value;
  /** The row, or the element of a list, that the value stands in. */
  readonly values: Values;
  /** What the value identifies, as its type or the sibling that names its kind says. */
  readonly party: 'citizenId' | 'uscc' | null;
  /** Hash of the row's key: all that is drawn comes from it, so that every version of a key is spelled alike. */
  readonly hash: number;
}

/** What a quirk of the catalogue does to a value. */
export interface Rule {
  /** Whether the value can show the quirk. */
  applies(spot: Spot): boolean;
  /** What the canonical value then is, when the quirk changes what the row says. */
  fact?(spot: Spot): Value;
  /** Canonical values of other fields that come with it. */
  readonly sets?: Values;
  /** How the value is written; `cell` is its regular form. */
  spell?(cell: Delivered, spot: Spot): Delivered;
}

/** One of a list, the same for the same key. */
export function choose<T>(hash: number, list: readonly [T, ...T[]]): T {
  return list[(mix(hash, list.length) >>> 0) % list.length] ?? list[0];
}

/** Any value but null. */
export const present = ({ value }: Spot): boolean => value !== null && value !== undefined;

export const absent = (spot: Spot): boolean => !present(spot);
