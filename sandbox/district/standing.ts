import { draw, mix, textHash } from './random.js';

/**
 * What a household can have, so that the departments' facts never contradict one another by chance:
 * - `official`: its members may hold public posts, enforcement certificates and seats in village committees, and what they
 *   declare to the discipline inspection; they get no assistance and no public rental, and no firm is theirs but what they declare;
 * - `poor`: assistance and public rental go to these households only; nobody of them owns real estate, a car or a firm, or
 *   holds a post;
 * - `plain`: everybody else; firms, the parties of village contracts and the like are theirs.
 */
export type Standing = 'official' | 'poor' | 'plain';

const OFFICIAL = 0.14;
const POOR = 0.12;
const SALT = textHash('standing of a household');

/** The standing of a household, all its life long. */
export function standingOf(seed: number, household: number): Standing {
  const chance = draw(mix(mix(SALT, seed), household));
  if (chance < OFFICIAL) return 'official';
  return chance < OFFICIAL + POOR ? 'poor' : 'plain';
}
