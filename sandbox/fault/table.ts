import type { RecordSpec } from '../catalogue/spec.js';
import { localOf, stamp } from '../district/calendar.js';
import { tableOf } from '../publish/view.js';
import type { ExchangeDatabase } from '../systems/exchange-database.js';
import type { Fault, Faulty } from './fault.js';
import { spoiltField } from './service.js';

const SKEW = 2 * 3600;

/** Faults of the exchange database of one department. */
export function createTableFaults(deps: {
  readonly specs: readonly RecordSpec[];
  readonly exchange: ExchangeDatabase;
  readonly clock: () => Date;
}): Faulty {
  const { specs, exchange } = deps;
  const on = new Set<Fault>();
  const now = (): number => localOf(deps.clock());

  async function spoil(retyped: boolean, wanted: boolean): Promise<void> {
    for (const spec of specs) {
      const column = spoiltField(spec)?.name;
      if (column === undefined) continue;
      if (wanted) await exchange.spoilColumn(tableOf(spec), column, retyped);
      else await exchange.mendColumn(tableOf(spec), column, retyped);
    }
  }

  async function deleteAll(wanted: boolean): Promise<void> {
    for (const spec of specs) {
      const gxsj = stamp(now());
      if (wanted) await exchange.deleteAll(tableOf(spec), { gone: spec.mode === 'full', gxsj });
      else await exchange.restoreAll(tableOf(spec), gxsj);
    }
    for (const abbr of new Set(specs.map((spec) => spec.abbr))) await exchange.setClock(abbr, stamp(now()));
  }

  return {
    async set(fault, wanted) {
      if (wanted === on.has(fault)) return;
      if (wanted) on.add(fault);
      else on.delete(fault);
      if (fault === 'renamed-column' || fault === 'missing-column') await spoil(false, wanted);
      if (fault === 'changed-type') await spoil(true, wanted);
      if (fault === 'mass-deletion') await deleteAll(wanted);
      if (fault === 'clock-skew')
        for (const abbr of new Set(specs.map((spec) => spec.abbr)))
          await exchange.setClock(abbr, stamp(now() - (wanted ? SKEW : 0)));
    },
  };
}
