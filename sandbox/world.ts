import { catalogue } from './catalogue/catalogue.js';
import { createDistrict, type District } from './district/district.js';
import { openCategory, type Category } from './publish/category.js';
import { recordSources } from './record/list.js';
import { scenarios } from './scenario/list.js';
import { play, type Played } from './scenario/stage.js';
import type { Summary } from './summary.js';

/** A district with everything that its departments know. */
export interface World {
  readonly district: District;
  readonly played: Played;
  readonly categories: readonly Category[];
}

/** Draws a world as it is at a moment. `spelling` is what the departments remember, once they have published. */
export function openWorld(
  summary: Pick<Summary, 'residents' | 'seed' | 'asof' | 'years' | 'now'> &
    Partial<Pick<Summary, 'spelling'>>,
): World {
  const { residents, seed, asof, years, spelling } = summary;
  const district = createDistrict({ residents, seed, asof, years, now: new Date(summary.now) });
  const played = play(scenarios, { seed, residents, asof, catalogue });
  const deps = { district, played, sources: recordSources };
  return {
    district,
    played,
    categories: catalogue.map((spec) => openCategory(deps, spec, spelling?.[spec.id])),
  };
}
