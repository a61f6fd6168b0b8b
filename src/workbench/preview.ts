import { isMaskable, maskCitizenId, maskValue } from '../access/mask.js';
import type { Field } from '../catalog/field.js';
import { RejectedRow } from '../errors.js';
import { shanghaiDate } from '../ingest/clock.js';
import { createMapper } from '../ingest/create-mapper.js';
import type { CanonicalValue, Mapper } from '../ingest/mapper.js';
import type { Delivery, RawRow, Source } from '../sources/source.js';
import type { Stream } from '../sources/stream.js';

/** A row that would be set aside. */
export interface Rejection {
  readonly position: string;
  readonly reason: string;
  readonly field: string | null;
}

/** What the first rows of a stream come to. */
export interface Preview {
  /** Null when the source has nothing to deliver. */
  readonly delivery: string | null;
  readonly read: number;
  readonly deleted: number;
  /** The first mapped rows by field names, masked unless told otherwise. */
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly rejected: readonly Rejection[];
  /** How often values became null although the row was accepted. */
  readonly warnings: Readonly<Record<string, number>>;
}

export interface PreviewOptions {
  /** Mapped rows to show. */
  readonly rows: number;
  /** Delivered rows to look at. */
  readonly scan: number;
  /** Personal and sensitive values in the clear. */
  readonly clear: boolean;
}

function shown(field: Field, value: CanonicalValue, clear: boolean): unknown {
  if (value === null) return null;
  if (typeof value !== 'object')
    return clear || !isMaskable(field.sensitivity) ? value : maskValue(field, value);
  if ('to' in value) {
    if (clear || value.to === 'organization') return value.text;
    return value.to === 'person' ? maskCitizenId(value.text) : '***';
  }
  return value.map((element) => named(field.of ?? [], element, clear || !isMaskable(field.sensitivity)));
}

function named(
  fields: readonly Field[],
  values: readonly CanonicalValue[],
  clear: boolean,
): Record<string, unknown> {
  return Object.fromEntries(fields.map((field, at) => [field.name, shown(field, values[at] ?? null, clear)]));
}

async function* firstRows(
  source: Source,
  signal: AbortSignal,
): AsyncGenerator<[Delivery, readonly RawRow[]]> {
  for await (const item of source.deliveries(null, signal)) {
    if ('status' in item) continue;
    for await (const { rows } of item.read(signal)) yield [item, rows];
  }
}

/** Maps the first rows that a source delivers, as an ingest would; nothing is written anywhere. @throws HubError */
export async function previewStream(
  { stream, source }: { readonly stream: Stream; readonly source: Source },
  { rows: wanted, scan, clear }: PreviewOptions,
  signal: AbortSignal,
): Promise<Preview> {
  const rows: Record<string, unknown>[] = [];
  const rejected: Rejection[] = [];
  const warnings: Record<string, number> = {};
  let [read, deleted] = [0, 0];
  let first: Delivery | null = null;

  const take = (mapper: Mapper, row: RawRow): void => {
    read += 1;
    try {
      mapper.key(row);
      if (row.deleted) {
        deleted += 1;
        return;
      }
      const mapped = mapper.map(row);
      for (const warning of mapped.warnings) warnings[warning] = (warnings[warning] ?? 0) + 1;
      if (rows.length < wanted) rows.push(named(stream.category.fields, mapped.values, clear));
    } catch (error) {
      if (!(error instanceof RejectedRow)) throw error;
      rejected.push({ position: row.position, reason: error.code, field: error.field });
    }
  };

  for await (const [delivery, batch] of firstRows(source, signal)) {
    first ??= delivery;
    const mapper = createMapper(stream, shanghaiDate(delivery.clock));
    for (const row of batch.slice(0, scan - read)) take(mapper, row);
    if (read >= scan) break;
  }
  return { delivery: first?.name ?? null, read, deleted, rows, rejected, warnings };
}
