import type { RecordSpec } from '../catalogue/spec.js';
import type { District } from '../district/district.js';
import type { RecordSource, SourceRecord } from '../record/record.js';
import { createPlanter, type Planter, type PlanterState } from '../render/planter.js';
import type { Played } from '../scenario/stage.js';
import { publishedUntil } from './schedule.js';
import { revived, versionsOf, type Versions } from './version.js';

/** One record kind of a district: how it is delivered, and what there is to deliver. */
export interface Category {
  readonly spec: RecordSpec;
  readonly planter: Planter;
  /** Local instant up to which its department has handed records over. */
  readonly until: number;
  /** The versions of every key; with `since`, those of keys that changed after it at least. */
  versions(since?: number): Iterable<Versions>;
}

interface Deps {
  readonly district: District;
  readonly sources: readonly RecordSource[];
  readonly played: Played;
}

/** Opens a record kind; `state` is what its planter remembers of earlier publications. */
export function openCategory(deps: Deps, spec: RecordSpec, state?: PlanterState): Category {
  const { district, played } = deps;
  const source = deps.sources.find(({ category }) => category === spec.id);
  function* records(since?: number): Generator<SourceRecord> {
    if (source) yield* source.records(district, since);
    yield* played.rows(spec.id);
  }
  const until = publishedUntil(spec, district.moment);
  const planter = createPlanter(spec, district.seed, state ? { state } : { sample: records() });
  const revives = spec.quirks.some(({ id }) => id === 'REVIVE');
  return {
    spec,
    planter,
    until,
    *versions(since) {
      // Somebody who was deleted comes back long after his last change.
      for (const versions of versionsOf(spec, records(revives ? undefined : since), until))
        yield revives ? revived(versions, planter, until) : versions;
    },
  };
}
