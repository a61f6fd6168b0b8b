import type { Batch, Checkpoint, Delivery, RawRow, Refusal, Source } from '../../src/sources/source.js';

/** A delivery as a test states it. */
export interface ScriptedDelivery {
  readonly name: string;
  readonly complete?: boolean;
  readonly batches: readonly (readonly RawRow[])[];
  readonly watermark?: string;
  /** Called before the batch of that number is handed out. */
  readonly before?: (batch: number) => Promise<void> | void;
}

/** A department that delivers exactly what a test says; a checkpoint is the number of deliveries taken. */
export function scriptedSource(
  script: readonly (ScriptedDelivery | Refusal)[],
  clock = new Date('2025-03-10T00:00:00Z'),
): Source {
  const delivery = (scripted: ScriptedDelivery, place: number): Delivery => ({
    name: scripted.name,
    complete: scripted.complete ?? false,
    clock,
    async *read(): AsyncGenerator<Batch> {
      for (const [number, rows] of scripted.batches.entries()) {
        await scripted.before?.(number);
        yield { rows };
      }
    },
    end: () => ({ checkpoint: { taken: place + 1 }, watermark: scripted.watermark ?? null }),
  });
  return {
    check: async () => ({ unlisted: [] }),
    async *deliveries(checkpoint: Checkpoint | null) {
      for (const [place, item] of script.entries())
        if (place >= Number(checkpoint?.['taken'] ?? 0))
          yield 'status' in item ? item : delivery(item, place);
    },
    close: async () => undefined,
  };
}
