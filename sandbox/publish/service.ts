import type { RecordSpec } from '../catalogue/spec.js';
import { DAY, stamp } from '../district/calendar.js';
import type { Delivered } from '../render/field.js';
import type { Renderer } from '../render/row.js';
import type { ServiceRow } from '../systems/service-store.js';
import { stampedAt, type Lateness } from './view.js';
import { latest, type Versions } from './version.js';

/** How many days a deleted row can still be read. */
const TOMBSTONE_DAYS = { api: 180, soap: 365 } as const;

/** Compiles how the versions of a key become rows of a service. */
export function serviceRows(
  spec: RecordSpec,
  renderer: Renderer,
  { moment, late }: { readonly moment: number; readonly late: Lateness },
): (of: Versions) => ServiceRow[] {
  const oldest = moment - (spec.delivery.kind === 'soap' ? TOMBSTONE_DAYS.soap : TOMBSTONE_DAYS.api) * DAY;
  const names = spec.fields.map(({ name }) => name);
  const body = (cells: readonly Delivered[]): Record<string, Delivered> => {
    const fields: Record<string, Delivered> = {};
    names.forEach((name, at) => {
      const cell = cells[at];
      if (cell !== null && cell !== undefined) fields[name] = cell;
    });
    return fields;
  };
  return (of) => {
    const last = latest(of);
    const row = { key: of.key, stamp: stamp(stampedAt(last.at, late)), deleted: last.deleted === true };
    if (last.deleted && last.at < oldest) return [];
    if (last.deleted) return [{ ...row, body: body(renderer.tombstone(last).cells) }];
    const { cells, loser } = renderer.row(last);
    // Rows with equal stamps are read in the order of their keys: the row that wins stands after the one that loses.
    return loser
      ? [
          { ...row, body: body(loser) },
          { ...row, key: `${of.key}#2`, body: body(cells) },
        ]
      : [{ ...row, body: body(cells) }];
  };
}
