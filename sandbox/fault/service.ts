import type { FieldSpec, RecordSpec } from '../catalogue/spec.js';
import { localStamp } from '../systems/local-time.js';
import type { ApiFault } from '../systems/api-server.js';
import type { FaultSwitch } from '../systems/fault.js';
import type { ServiceRow, ServiceStore } from '../systems/service-store.js';
import type { SoapFault } from '../systems/soap-server.js';
import type { Fault, Faulty } from './fault.js';

/** Every so many calls meet the fault: different ones, so that they do not always meet the same call. */
const EVERY: Readonly<Partial<Record<Fault, number>>> = {
  latency: 5,
  'rate-limit': 7,
  'server-error': 11,
  'dropped-connection': 13,
  'expired-token': 17,
  'truncated-page': 19,
};
/** Faults in which the rows that go out are spoilt. */
const SPOILING: readonly Fault[] = ['renamed-column', 'missing-column', 'changed-type'];
const SKEW_MS = 2 * 3_600_000;

const API: Readonly<Partial<Record<Fault, ApiFault>>> = {
  latency: { kind: 'latency', ms: 400 },
  'rate-limit': { kind: 'rate-limit', retryAfter: 1 },
  'server-error': { kind: 'status', status: 502 },
  'dropped-connection': { kind: 'drop' },
  'expired-token': { kind: 'end-tokens' },
  'truncated-page': { kind: 'truncate', rows: 3 },
};
const SOAP: Readonly<Partial<Record<Fault, SoapFault>>> = {
  latency: { kind: 'latency', ms: 400 },
  'rate-limit': { kind: 'fault', side: 'Server', errorCode: 'RATE_LIMITED', retryAfter: 1 },
  'server-error': { kind: 'fault', side: 'Server', errorCode: 'BUSY' },
  'dropped-connection': { kind: 'drop' },
  'truncated-page': { kind: 'truncate', rows: 3 },
};

/** What the servers of one department ask while its faults are on. */
export interface ServiceFaults extends Faulty {
  readonly clock: () => Date;
  readonly alter: (table: string, body: ServiceRow['body']) => ServiceRow['body'];
  /** Takes the switches of the department's server. */
  attach(switches: { readonly api?: FaultSwitch<ApiFault>; readonly soap?: FaultSwitch<SoapFault> }): void;
}

/** The field whose column is spoilt: the first one outside the key that every row has. */
export function spoiltField({ fields, key }: RecordSpec): FieldSpec | undefined {
  return fields.find(({ as, nullable, type }) => !key.includes(as) && !nullable && type !== 'list');
}

/** Faults of the services of one department. */
export function createServiceFaults(deps: {
  readonly specs: readonly RecordSpec[];
  readonly store: ServiceStore;
  readonly clock: () => Date;
}): ServiceFaults {
  const { specs, store } = deps;
  const on = new Set<Fault>();
  let api: FaultSwitch<ApiFault> | undefined;
  let soap: FaultSwitch<SoapFault> | undefined;
  const names = new Map(specs.map((spec) => [spec.id, spoiltField(spec)?.name]));

  function standing<F>(
    target: FaultSwitch<F> | undefined,
    kinds: Partial<Record<Fault, F>>,
    fault: Fault,
  ): void {
    const [kind, every] = [kinds[fault], EVERY[fault]];
    if (!target || !kind || every === undefined) return;
    if (on.has(fault)) target.stand(fault, kind, every);
    else target.lift(fault);
  }

  return {
    clock: () => new Date(deps.clock().getTime() - (on.has('clock-skew') ? SKEW_MS : 0)),
    alter(table, body) {
      const name = names.get(table);
      if (name === undefined) return body;
      const { [name]: value, ...rest } = body;
      if (on.has('missing-column')) return rest;
      if (on.has('renamed-column')) return { ...rest, [`${name}X`]: value };
      return on.has('changed-type') ? { ...rest, [name]: { value } } : body;
    },
    attach(switches) {
      ({ api, soap } = switches);
    },
    set(fault, wanted) {
      if (wanted === on.has(fault)) return;
      if (wanted) on.add(fault);
      else on.delete(fault);
      standing(api, API, fault);
      standing(soap, SOAP, fault);
      const mended = !wanted && SPOILING.includes(fault) && !SPOILING.some((other) => on.has(other));
      if (fault !== 'mass-deletion' && !mended) return;
      // By the clock: a row that was stamped earlier could be one that the readers are past already.
      const stamp = localStamp(deps.clock());
      for (const { id } of specs) {
        // What went out spoilt comes once more.
        if (mended) store.touchAll(id, stamp);
        else if (wanted) store.deleteAll(id, stamp);
        else store.restoreAll(id, stamp);
      }
    },
  };
}
