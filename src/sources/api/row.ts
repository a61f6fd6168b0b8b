import type { Field } from '../../catalog/field.js';
import { FatalError } from '../../errors.js';
import { SchemaDrift } from '../drift.js';
import { parseStamp, STAMP } from '../local-time.js';
import { stampVersion, type RawRow } from '../source.js';
import { elementMappings, type Stream } from '../stream.js';

type JsonObject = Readonly<Record<string, unknown>>;
type Pick = (object: JsonObject) => unknown;

/** One row of a page and the stamp that orders it. */
export interface ApiRow extends RawRow {
  /** `updatedAt`, local `yyyy-MM-dd HH:mm:ss`. */
  readonly stamp: string;
}

/** Turns the JSON objects of one stream into rows. */
export interface RowReader {
  /** @throws FatalError `API_BAD_ROW` when the technical fields cannot be read */
  row(object: JsonObject, position: string): ApiRow;
  /** @throws SchemaDrift naming a field whose values on a page have another JSON type, all of them */
  checkTypes(list: readonly JsonObject[]): void;
  /** Names in the object that the catalogue does not list. */
  unlisted(object: JsonObject): string[];
}

/** Values below which a type says nothing: single ones are faults of their rows. */
const JUDGED_FROM = 20;

/** JSON type of a field's values (delivery protocol, section 3). */
function jsonType({ type }: Field): string {
  if (type === 'list') return 'array';
  if (type === 'boolean') return 'boolean';
  return type === 'integer' ? 'number' : 'string';
}

const typeOf = (value: unknown): string => (Array.isArray(value) ? 'array' : typeof value);

const TECHNICAL = ['updatedAt', 'deleted'];

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function listPick(name: string, elements: readonly string[]): Pick {
  return (object) => {
    const list = object[name] ?? null;
    if (!Array.isArray(list)) return list;
    return list.map((element: unknown) =>
      // A list of plain values is a list of one-field elements.
      isObject(element) ? elements.map((of) => element[of] ?? null) : [element],
    );
  };
}

/** A reader of the stream's rows; the fields' names are looked up once. */
export function createRowReader({ category, mappings }: Stream): RowReader {
  const picks = category.fields.map((field, i): Pick => {
    const mapping = mappings[i];
    if (!mapping) throw new Error(`${category.id} has no mapping for ${field.name}`);
    if (field.type !== 'list') return (object) => object[mapping.name] ?? null;
    return listPick(
      mapping.name,
      elementMappings(field, mapping).map(({ name }) => name),
    );
  });
  const listed = new Set([...mappings.map(({ name }) => name), ...TECHNICAL]);
  return {
    row(object, position) {
      const { updatedAt: stamp, deleted = false } = object;
      if (
        typeof stamp !== 'string' ||
        !STAMP.test(stamp) ||
        !parseStamp(stamp) ||
        typeof deleted !== 'boolean'
      )
        throw new FatalError('API_BAD_ROW', `row ${position} has no readable updatedAt or deleted`);
      return {
        values: picks.map((pick) => pick(object)),
        position,
        version: stampVersion(stamp),
        deleted,
        stamp,
      };
    },
    checkTypes(list) {
      category.fields.forEach((field, i) => {
        const name = mappings[i]?.name ?? field.name;
        const found = list.map((object) => object[name] ?? null).filter((value) => value !== null);
        const type = typeOf(found[0]);
        if (found.length < JUDGED_FROM || type === jsonType(field)) return;
        if (found.every((value) => typeOf(value) === type))
          throw new SchemaDrift(`field ${name} is no longer ${jsonType(field)} but ${type}`);
      });
    },
    unlisted: (object) => Object.keys(object).filter((name) => !listed.has(name)),
  };
}
