import { lonePartyIdReader } from '../catalog/canonical/party-id.js';
import { RejectedRow } from '../errors.js';
import type { RawRow } from '../sources/source.js';
import type { Stream } from '../sources/stream.js';
import { fieldReader, type ReadingTerms } from './field-reader.js';
import type { CanonicalValue, Mapper } from './mapper.js';
import { rowReader, siblingOf, type Findings } from './row-reader.js';

type KeyPartReader = (row: RawRow) => string;

/** An identifier is compared by its text alone: a deletion does not say what it identifies. */
function keyText(value: CanonicalValue): string {
  return typeof value === 'object' && value !== null && 'text' in value ? value.text : String(value);
}

function keyPartReader({ category, mappings }: Stream, name: string, terms: ReadingTerms): KeyPartReader {
  const { fields } = category;
  const index = fields.findIndex((candidate) => candidate.name === name);
  const [field, mapping] = [fields[index], mappings[index]];
  if (!field || !mapping) throw new Error(`${category.id} has no field ${name}`);
  const read = fieldReader(field, mapping, terms);
  const lone =
    field.type === 'partyId' ? fieldReader(field, mapping, terms, lonePartyIdReader(terms.today)) : read;
  const sibling = siblingOf(field, mapping, fields);
  const [kind, kindMapping] = [fields[sibling], mappings[sibling]];
  const readKind = kind && kindMapping && fieldReader(kind, kindMapping, terms);
  return ({ values, deleted }) => {
    const constant = deleted || !readKind ? null : readKind(values[sibling], null).value;
    const { reason, value } = (deleted ? lone : read)(values[index], constant);
    if (reason !== null) throw new RejectedRow(reason, name);
    if (value === null) throw new RejectedRow('KEY_NULL', name);
    return keyText(value);
  };
}

function rejectUnsplit({ fault }: RawRow): void {
  if (fault) throw new RejectedRow(fault.reason, null);
}

/**
 * Compiles the mapper of one stream. `today` is the day of the source's clock, `yyyy-MM-dd`: nobody is born later.
 */
export function createMapper(stream: Stream, today: string): Mapper {
  const { category, mappings } = stream;
  const terms: ReadingTerms = { today, nulls: new Set(stream.nulls) };
  const parts = category.key.map((name) => keyPartReader(stream, name, terms));
  const [only] = parts;
  const read = rowReader({ fields: category.fields, mappings, key: category.key, list: null }, terms);
  return {
    key(row) {
      rejectUnsplit(row);
      return parts.length === 1 && only ? only(row) : JSON.stringify(parts.map((part) => part(row)));
    },
    map(row) {
      rejectUnsplit(row);
      const findings: Findings = { raw: null, warnings: [] };
      const values = read(row.values, findings, '');
      return { values, raw: findings.raw, warnings: findings.warnings };
    },
  };
}
