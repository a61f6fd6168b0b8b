import { FatalError } from '../../errors.js';
import { parseStamp, STAMP } from '../local-time.js';
import { stampVersion, type RawRow } from '../source.js';
import { elementMappings, type Stream } from '../stream.js';
import { child, childText, type XmlElement } from './xml.js';

type Pick = (row: XmlElement) => unknown;

/** Turns the row elements of one stream into rows. */
export interface RowReader {
  /** @throws FatalError `SOAP_BAD_ROW` when gxsj or scbz cannot be read */
  row(element: XmlElement, position: string): RawRow;
  /** Names of child elements that the catalogue does not list. */
  unlisted(element: XmlElement): string[];
}

/** A list is delivered as `wrapper/element`. */
function listPick(namespace: string, name: string, elements: readonly string[]): Pick {
  const [wrapper = name, element = name] = name.split('/');
  return (row) => {
    const list = child(row, namespace, wrapper);
    if (!list || list.nil) return null;
    return list.children
      .filter(({ uri, local }) => uri === namespace && local === element)
      .map((one) => elements.map((of) => childText(one, namespace, of)));
  };
}

/** A reader of the stream's rows; elements of other namespaces are not read. */
export function createRowReader({ category, mappings }: Stream, namespace: string): RowReader {
  const picks = category.fields.map((field, i): Pick => {
    const mapping = mappings[i];
    if (!mapping) throw new Error(`${category.id} has no mapping for ${field.name}`);
    if (field.type !== 'list') return (row) => childText(row, namespace, mapping.name);
    return listPick(
      namespace,
      mapping.name,
      elementMappings(field, mapping).map(({ name }) => name),
    );
  });
  const listed = new Set([...mappings.map(({ name }) => name.split('/')[0]), 'gxsj', 'scbz']);
  return {
    row(element, position) {
      const stamp = childText(element, namespace, 'gxsj')?.trim() ?? '';
      const scbz = childText(element, namespace, 'scbz')?.trim();
      if (!STAMP.test(stamp) || !parseStamp(stamp) || (scbz !== '0' && scbz !== '1'))
        throw new FatalError('SOAP_BAD_ROW', `row ${position} has no readable gxsj or scbz`);
      return {
        values: picks.map((pick) => pick(element)),
        position,
        version: stampVersion(stamp),
        deleted: scbz === '1',
      };
    },
    unlisted: (element) => element.children.map(({ local }) => local).filter((name) => !listed.has(name)),
  };
}
