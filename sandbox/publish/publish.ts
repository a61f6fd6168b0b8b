import { stamp } from '../district/calendar.js';
import type { District } from '../district/district.js';
import { createRenderer } from '../render/row.js';
import type { ExchangeDatabase, ExchangeRow } from '../systems/exchange-database.js';
import type { ServiceRow, ServiceStore } from '../systems/service-store.js';
import type { Category } from './category.js';
import { openFileSet, planFiles } from './file.js';
import { lastPublication, lastReload } from './schedule.js';
import { serviceRows } from './service.js';
import { tableOf, viewRow } from './view.js';

/** Where departments hand over. */
export interface Outlets {
  readonly exchange: ExchangeDatabase;
  readonly services: ServiceStore;
  /** Root of the file tree. */
  readonly files: string;
  /** 32 bytes in hex, of encrypted files. */
  readonly decryptionKey: string;
}

/** Hands over everything that one record kind has to its department's system, in the place of what was there. */
export async function publish(category: Category, district: District, outlets: Outlets): Promise<number> {
  const { spec, planter } = category;
  const renderer = createRenderer(spec, planter);
  let count = 0;
  if (spec.delivery.kind === 'view') {
    const published = lastPublication(spec.cron, district.moment).at;
    const stamping = { published, full: spec.mode === 'full', reload: lastReload(spec, published) };
    if (stamping.reload !== null) planter.note('RELOAD');
    const rows = function* (): Generator<ExchangeRow> {
      for (const versions of category.versions()) {
        const row = viewRow(versions, renderer, stamping);
        if (!row) continue;
        count++;
        yield row;
      }
    };
    await outlets.exchange.publish(tableOf(spec), rows(), stamp(published));
  } else if (spec.delivery.kind === 'file') {
    const files = openFileSet(
      {
        spec,
        planter,
        renderer,
        seed: district.seed,
        root: outlets.files,
        decryptionKey: outlets.decryptionKey,
      },
      planFiles(spec, district.moment),
    );
    for (const versions of category.versions()) files.write(versions);
    files.end();
    count = files.rows;
  } else {
    const rowsOf = serviceRows(spec, renderer, district.moment);
    const rows = function* (): Generator<ServiceRow> {
      for (const versions of category.versions())
        for (const row of rowsOf(versions)) {
          count++;
          yield row;
        }
    };
    outlets.services.put(spec.id, rows());
  }
  return count;
}
