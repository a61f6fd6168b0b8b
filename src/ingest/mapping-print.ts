import { createHash } from 'node:crypto';
import type { Stream } from '../sources/stream.js';

/** Same delivered text, same canonical values: as long as this stays the same. */
export function mappingPrint(stream: Stream): string {
  const declared = [stream.category.fields, stream.mappings, stream.nulls];
  const text = JSON.stringify(declared, (_, value: unknown) =>
    value instanceof RegExp ? value.source : value,
  );
  return createHash('sha256').update(text).digest('base64').slice(0, 12);
}
