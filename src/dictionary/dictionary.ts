import type { Catalog } from '../catalog/catalog.js';
import type { Field, Sensitivity } from '../catalog/field.js';
import type { FieldMapping, SourceSpec, Stream } from '../sources/stream.js';
import { elementMappings } from '../sources/stream.js';

/** One code of a closed list. */
export interface CodeEntry {
  /** As delivered. */
  readonly code: string;
  readonly constant: string;
  readonly zh: string;
}

/** One field of a category, with what is known of its delivery. */
export interface FieldEntry {
  readonly name: string;
  readonly zh: string;
  /** Value type of the catalogue. */
  readonly type: string;
  /** Digits after the point of a decimal. */
  readonly scale: number | null;
  readonly nullable: boolean;
  readonly sensitivity: Sensitivity;
  readonly unit: string | null;
  readonly codes: readonly CodeEntry[];
  /** Open external code list. */
  readonly standard: string | null;
  /** Regular expression for canonical values. */
  readonly pattern: string | null;
  readonly note: string | null;
  /** Name under which the department delivers it. */
  readonly deliveredAs: string | null;
  /** Fields of one element, for a list; `value` alone where the elements are plain values. */
  readonly of: readonly FieldEntry[];
}

/** How a category comes into the hub. */
export interface SourceEntry {
  /** `view`, `api`, `file` or `soap`. */
  readonly kind: string;
  readonly mode: string;
  /** Table, path, file name or operation. */
  readonly name: string;
  /** Five-field cron in `tz`. */
  readonly schedule: string;
  readonly tz: string;
}

/** One category of the data dictionary. */
export interface CategoryEntry {
  readonly id: string;
  readonly no: string;
  readonly department: string;
  readonly zh: string;
  readonly en: string;
  readonly row: string;
  readonly key: readonly string[];
  readonly type: string;
  readonly plural: string;
  readonly source: SourceEntry | null;
  /** Limits of the watermark's age, in milliseconds; null without a stream. */
  readonly freshness: Stream['freshness'] | null;
  readonly fields: readonly FieldEntry[];
}

function sourceName(spec: SourceSpec): string {
  switch (spec.kind) {
    case 'view':
      return `${spec.database}.${spec.table}`;
    case 'api':
      return spec.path;
    case 'file':
      return `${spec.folder}/${spec.name} (${spec.dialect})`;
    case 'soap':
      return `${spec.path} ${spec.operation}`;
  }
}

function fieldEntry(field: Field, mapping: FieldMapping | undefined): FieldEntry {
  const inner = field.of && mapping ? elementMappings(field, mapping) : [];
  return {
    name: field.name,
    zh: field.zh,
    type: field.type,
    scale: field.scale ?? null,
    nullable: field.nullable,
    sensitivity: field.sensitivity,
    unit: field.unit ?? null,
    codes: Object.entries(field.codes?.codes ?? {}).map(([code, [constant, zh]]) => ({ code, constant, zh })),
    standard: field.standard ?? null,
    pattern: field.pattern?.source ?? null,
    note: field.note ?? null,
    deliveredAs: mapping?.name ?? null,
    of: (field.of ?? []).map((element, at) => fieldEntry(element, inner[at])),
  };
}

/** What the catalog and the connectors declare, as data: for documents and for the graph. */
export function dictionaryOf(catalog: Catalog, streams: readonly Stream[]): CategoryEntry[] {
  const byId = new Map(streams.map((stream) => [stream.id, stream]));
  return catalog.categories.map((category) => {
    const stream = byId.get(category.id);
    const { id, no, department, zh, en, row, key, type, plural } = category;
    return {
      id,
      no,
      department,
      zh,
      en,
      row,
      key,
      type,
      plural,
      source: stream
        ? {
            kind: stream.source.kind,
            mode: stream.mode,
            name: sourceName(stream.source),
            schedule: stream.cron,
            tz: stream.tz,
          }
        : null,
      freshness: stream?.freshness ?? null,
      fields: category.fields.map((field, at) => fieldEntry(field, stream?.mappings[at])),
    };
  });
}
