import { SaxesParser } from 'saxes';

/** An element by namespace and local name; prefixes are gone. */
export interface XmlElement {
  readonly uri: string;
  readonly local: string;
  /** `xsi:nil` is true. */
  readonly nil: boolean;
  /** Its own text, CDATA included. */
  text: string;
  readonly children: XmlElement[];
}

const XSI = 'http://www.w3.org/2001/XMLSchema-instance';
const DEEPEST = 32;

/** Reads a document into a tree; entities other than XML's own five and numeric ones are an error. */
export function parseXml(document: string): XmlElement {
  const parser = new SaxesParser({ xmlns: true });
  const open: XmlElement[] = [];
  let root: XmlElement | null = null;
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ uri, local, attributes }) => {
    if (open.length >= DEEPEST) throw new Error('the document is nested too deeply');
    const nil = Object.values(attributes).some(
      (attribute) => attribute.uri === XSI && attribute.local === 'nil' && /^(true|1)$/.test(attribute.value),
    );
    const element: XmlElement = { uri, local, nil, text: '', children: [] };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  const append = (text: string): void => {
    const element = open.at(-1);
    if (element) element.text += text;
  };
  parser.on('text', append);
  parser.on('cdata', append);
  parser.on('closetag', () => {
    open.pop();
  });
  parser.write(document).close();
  if (!root) throw new Error('the document is empty');
  return root;
}

/** The first child with this name, in any namespace when `uri` is null. */
export function child(
  element: XmlElement | undefined,
  uri: string | null,
  local: string,
): XmlElement | undefined {
  return element?.children.find((one) => one.local === local && (uri === null || one.uri === uri));
}

/** Text of a child; null when it is absent, empty or nil. */
export function childText(element: XmlElement | undefined, uri: string | null, local: string): string | null {
  const found = child(element, uri, local);
  return !found || found.nil || found.text === '' ? null : found.text;
}
