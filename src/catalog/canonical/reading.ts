/** Why a value is not what its type asks for; also the names under which warnings are counted. */
export type Reason =
  | 'ID_FORMAT'
  | 'ID_DATE'
  | 'ID_CHECK'
  | 'ID_MASKED'
  | 'USCC_FORMAT'
  | 'USCC_CHECK'
  | 'USCC_OLD_FORM'
  | 'DATE_INVALID'
  | 'NUMBER_INVALID'
  | 'CODE_UNKNOWN'
  | 'HASH_INVALID'
  | 'PATTERN'
  | 'FORMAT';

/**
 * What became of one delivered text: its canonical value, or the reason why it has none. `changed` tells that the
 * delivered text was not simply the declared form of the value, so that it is worth keeping.
 */
export type Reading<T> =
  | { readonly reason: null; readonly value: T | null; readonly changed: boolean }
  | { readonly reason: Reason; readonly value: null; readonly changed: true };

/** Reads one delivered text. */
export type Reader<T> = (text: string) => Reading<T>;

/** Nothing was delivered. */
export const NOTHING: Reading<never> = { reason: null, value: null, changed: false };

/** A value that was delivered in its declared form. */
export const asDeclared = <T>(value: T): Reading<T> => ({ reason: null, value, changed: false });

/** A value that normalisation had to mend; null when nothing was left of the text. */
export const mended = <T>(value: T | null): Reading<T> => ({ reason: null, value, changed: true });

/** A text whose canonical form is `value`: mended where the two differ, nothing where the form is empty. */
export const canonicalText = (text: string, value: string): Reading<string> =>
  value === '' ? NOTHING : { reason: null, value, changed: value !== text };

/** A text that is no value of its type. */
export const fault = (reason: Reason): Reading<never> => ({ reason, value: null, changed: true });
