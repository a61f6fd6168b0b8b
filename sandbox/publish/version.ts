import type { RecordSpec } from '../catalogue/spec.js';
import { DAY } from '../district/calendar.js';
import { textHash } from '../district/random.js';
import type { SourceRecord } from '../record/record.js';
import { keyOf, type Planter } from '../render/planter.js';

/** The versions of one key that exist at a moment, oldest first; at least one. */
export interface Versions {
  readonly key: string;
  readonly versions: readonly [SourceRecord, ...SourceRecord[]];
}

/** Gathers the versions of each key, which follow one another; those after `until` do not exist yet. */
export function* versionsOf(
  spec: RecordSpec,
  records: Iterable<SourceRecord>,
  until: number,
): Generator<Versions> {
  const name = keyOf(spec);
  let key = '';
  let gathered: [SourceRecord, ...SourceRecord[]] | null = null;
  for (const record of records) {
    if (record.at > until) continue;
    const next = name(record.values);
    if (gathered && next === key) gathered.push(record);
    else {
      if (gathered) yield { key, versions: gathered };
      key = next;
      gathered = [record];
    }
  }
  if (gathered) yield { key, versions: gathered };
}

/** The version that stands at last. */
export const latest = ({ versions }: Versions): SourceRecord => versions.at(-1) ?? versions[0];

/** REVIVE: a share of the keys is deleted some weeks after its last change, and comes back a month later as it was. */
export function revived(of: Versions, planter: Planter, until: number): Versions {
  const last = latest(of);
  if (last.deleted || last.protected || !planter.picks('REVIVE', of.key)) return of;
  const gone = last.at + (20 + ((textHash(of.key) >>> 0) % 40)) * DAY;
  const later: SourceRecord[] = [
    { ...last, at: gone, deleted: true },
    { ...last, at: gone + 31 * DAY },
  ];
  return { key: of.key, versions: [...of.versions, ...later.filter(({ at }) => at <= until)] };
}
