import type { ApiLimits } from '../../sandbox/systems/api-server.js';
import type { RateLimit } from '../../src/sources/budget.js';
import type { Batch, Checkpoint, Delivery, RawRow, Source } from '../../src/sources/source.js';

/** No limit at all, for tests that are not about limits. */
export const UNLIMITED: RateLimit = { calls: 10_000, perMs: 1, parallel: 100 };
export const NO_API_LIMITS: ApiLimits = {
  calls: { calls: Infinity, perMs: 1, parallel: Infinity },
  tokens: { calls: Infinity, perMs: 1, parallel: Infinity },
  perDay: Infinity,
};

/** A signal that never aborts. */
export const open = (): AbortSignal => new AbortController().signal;

/** A clock that a test moves; local time `yyyy-MM-dd HH:mm:ss`. */
export function movableClock(local: string) {
  const instant = (text: string): Date => new Date(`${text.replace(' ', 'T')}+08:00`);
  let now = instant(local);
  return {
    now: (): Date => now,
    set: (text: string): void => void (now = instant(text)),
  };
}

/** Waits that are recorded instead of spent. */
export function recordedSleep() {
  const waits: number[] = [];
  return {
    waits,
    sleep: async (ms: number, signal: AbortSignal): Promise<void> => {
      signal.throwIfAborted();
      waits.push(ms);
    },
  };
}

/** Everything that one run has read. */
export interface Reading {
  readonly deliveries: readonly Delivery[];
  readonly batches: readonly Batch[];
  readonly rows: readonly RawRow[];
}

/** Reads all deliveries of a run to their ends; `onBatch` happens between two batches. */
export async function readAll(
  source: Source,
  checkpoint: Checkpoint | null,
  {
    signal = open(),
    onBatch = () => {},
  }: { signal?: AbortSignal; onBatch?: (batch: Batch, index: number) => void } = {},
): Promise<Reading> {
  const deliveries: Delivery[] = [];
  const batches: Batch[] = [];
  for await (const delivery of source.deliveries(checkpoint, signal)) {
    if (!('read' in delivery)) throw new Error('these sources refuse no delivery');
    deliveries.push(delivery);
    for await (const batch of delivery.read(signal)) {
      batches.push(batch);
      onBatch(batch, batches.length);
    }
  }
  return { deliveries, batches, rows: batches.flatMap(({ rows }) => rows) };
}
