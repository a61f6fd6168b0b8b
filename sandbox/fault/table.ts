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

  /** How the column is spoilt that all these faults are about; null: it is not. */
  let spoilt: 'renamed' | 'retyped' | null = null;
  const spoiltAs = (): typeof spoilt => {
    if (on.has('changed-type')) return 'retyped';
    return on.has('renamed-column') || on.has('missing-column') ? 'renamed' : null;
  };

  async function spoil(next: typeof spoilt): Promise<void> {
    if (next === spoilt) return;
    for (const spec of specs) {
      const column = spoiltField(spec)?.name;
      if (column === undefined) continue;
      if (spoilt) await exchange.mendColumn(tableOf(spec), column, spoilt === 'retyped');
      if (next) await exchange.spoilColumn(tableOf(spec), column, next === 'retyped');
    }
    spoilt = next;
  }

  async function deleteAll(wanted: boolean): Promise<void> {
    for (const spec of specs) {
      const gxsj = stamp(now());
      if (wanted) await exchange.deleteAll(tableOf(spec), { gone: spec.mode === 'full', gxsj });
      else await exchange.restoreAll(tableOf(spec), gxsj);
    }
  }

  async function setClocks(): Promise<void> {
    const time = stamp(now() - (on.has('clock-skew') ? SKEW : 0));
    for (const abbr of new Set(specs.map((spec) => spec.abbr))) await exchange.setClock(abbr, time);
  }

  return {
    async set(fault, wanted) {
      if (wanted === on.has(fault)) return;
      if (wanted) on.add(fault);
      else on.delete(fault);
      if (fault === 'mass-deletion') {
        // Rows are put away and brought back with their columns in order.
        await spoil(null);
        await deleteAll(wanted);
      }
      await spoil(spoiltAs());
      if (fault === 'mass-deletion' || fault === 'clock-skew') await setClocks();
    },
  };
}
