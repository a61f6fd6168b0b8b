import { streams } from '../../connectors/index.js';
import { createMapper } from '../../src/ingest/create-mapper.js';
import type { CanonicalValue, MappedRow, Mapper } from '../../src/ingest/mapper.js';
import type { RawRow } from '../../src/sources/source.js';
import type { Stream } from '../../src/sources/stream.js';

/** Delivered values by field name; what is left out is null. */
export type Delivered = Readonly<Record<string, unknown>>;

/** A mapped row with its values by field name. */
export interface Mapped extends Omit<MappedRow, 'values'> {
  readonly values: Readonly<Record<string, CanonicalValue>>;
}

/** The mapper of one of the hub's streams, spoken to by field names. */
export interface Fixture {
  row(delivered: Delivered, more?: Partial<RawRow>): RawRow;
  map(delivered: Delivered): Mapped;
  key(delivered: Delivered, more?: Partial<RawRow>): string;
  /** `reason field` of the rejection; `accepted` where there is none. */
  verdict(delivered: Delivered): string;
}

/** What a mapper makes of a row, as one word or two. */
export function verdictOf(act: () => unknown): string {
  try {
    act();
    return 'accepted';
  } catch (error) {
    if (error instanceof Error && 'code' in error && 'field' in error) return `${error.code} ${error.field}`;
    throw error;
  }
}

/** A fixture of the stream with this id; `sound` is a row without fault that the given values are laid over. */
export function fixture(id: string, sound: Delivered): Fixture {
  const stream: Stream | undefined = streams.find((candidate) => candidate.id === id);
  if (!stream) throw new Error(`no stream ${id}`);
  const mapper: Mapper = createMapper(stream, '2025-03-04');
  const names = stream.category.fields.map(({ name }) => name);
  const row: Fixture['row'] = (delivered, more = {}) => {
    const values = { ...sound, ...delivered };
    return {
      values: names.map((name) => values[name] ?? null),
      position: '1',
      version: 1,
      deleted: false,
      ...more,
    };
  };
  return {
    row,
    map(delivered) {
      const { values, ...rest } = mapper.map(row(delivered));
      return {
        ...rest,
        values: Object.fromEntries(names.map((name, index) => [name, values[index] ?? null])),
      };
    },
    key: (delivered, more) => mapper.key(row(delivered, more)),
    verdict: (delivered) => verdictOf(() => mapper.map(row(delivered))),
  };
}
