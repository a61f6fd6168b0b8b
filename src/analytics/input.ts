import type { Comparison } from './library.js';

/** What is known of a category's data when a comparison wants to read them. */
export interface InputState {
  /** Whether any delivery of it was ever taken in completely. */
  readonly loaded: boolean;
  /** Age of the data at the end of the as-of day, by the source's own watermark; null where it is unknown. */
  readonly ageMs: number | null;
  /** The stream's `freshness.fail`. */
  readonly failMs: number;
  /** Keys that the category has, those in quarantine included. */
  readonly keys: number;
  /** Keys whose newest version is in quarantine. */
  readonly quarantined: number;
}

/** Why a category cannot be relied on. */
export interface InputReason {
  readonly category: string;
  readonly code: 'NEVER_LOADED' | 'STALE' | 'INCOMPLETE';
}

/** At least so many keys, and more than one in so many, must be in quarantine. */
const LEAST_QUARANTINED = 50;
const ONE_IN = 20;

const UNIT_MS: Readonly<Record<string, number>> = { h: 3_600_000, d: 86_400_000 };

/** `54h` or `40d` in milliseconds. */
export function ageLimit(text: string): number {
  const [, count, unit] = /^(\d+)([hd])$/.exec(text) ?? [];
  const ms = UNIT_MS[unit ?? ''];
  if (count === undefined || ms === undefined)
    throw new Error(`age limit ${text} is not of the form 54h or 40d`);
  return Number(count) * ms;
}

function reasonOf(state: InputState | undefined, maxAge: string | undefined): InputReason['code'] | null {
  if (!state?.loaded) return 'NEVER_LOADED';
  const limit = Math.min(state.failMs, maxAge === undefined ? Infinity : ageLimit(maxAge));
  if (state.ageMs === null || state.ageMs > limit) return 'STALE';
  const { quarantined, keys } = state;
  return quarantined >= LEAST_QUARANTINED && quarantined * ONE_IN > keys ? 'INCOMPLETE' : null;
}

/** The reasons for which a comparison cannot be evaluated on these inputs; none means that it can. */
export function reasonsAgainst(
  comparison: Pick<Comparison, 'categories' | 'maxAge'>,
  inputs: ReadonlyMap<string, InputState>,
): InputReason[] {
  return comparison.categories.flatMap((category) => {
    const code = reasonOf(inputs.get(category), comparison.maxAge?.[category]);
    return code === null ? [] : [{ category, code }];
  });
}
