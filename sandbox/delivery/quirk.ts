import { draw, mix, textHash } from '../district/random.js';

/** Which rows of one category show which quirk. */
export interface PlantedQuirk {
  readonly category: string;
  readonly quirk: string;
  readonly rows: number;
  /** Keys of these rows, parts joined by `|`; at most the first 10 000. */
  readonly keys: readonly string[];
}

/** Decides for each row whether it shows a quirk, and keeps account of it. */
export interface Planter {
  /**
   * Whether the row shows the quirk: `rate` of the rows that could, chosen by their keys, and in every set the
   * third that could.
   */
  plant(quirk: string, key: string, rate: number): boolean;
  /** Notes a quirk that a row shows for a reason of its own. */
  note(quirk: string, key: string): void;
  planted(): PlantedQuirk[];
}

const CERTAIN = 3;
const KEPT = 10_000;

/** Plants the quirks of one category, the same ones for the same seed. */
export function createPlanter(seed: number, category: string): Planter {
  const tally = new Map<string, { salt: number; candidates: number; rows: number; keys: string[] }>();

  function entry(quirk: string) {
    const known = tally.get(quirk);
    if (known) return known;
    const fresh = { salt: mix(textHash(`${category} ${quirk}`), seed), candidates: 0, rows: 0, keys: [] };
    tally.set(quirk, fresh);
    return fresh;
  }

  function note(quirk: string, key: string): void {
    const of = entry(quirk);
    of.rows++;
    if (of.keys.length < KEPT) of.keys.push(key);
  }

  return {
    note,
    plant(quirk, key, rate) {
      const of = entry(quirk);
      if (++of.candidates !== CERTAIN && draw(mix(of.salt, textHash(key))) >= rate) return false;
      note(quirk, key);
      return true;
    },
    planted: () => [...tally].map(([quirk, { rows, keys }]) => ({ category, quirk, rows, keys })),
  };
}
