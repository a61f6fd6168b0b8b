import { child, childText, parseXml } from '../../src/sources/soap/xml.js';

const wrapped = (content: string): string =>
  `<a xmlns="urn:a" xmlns:b="urn:b" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${content}</a>`;

test('elements are told apart by namespace, whatever the prefix', () => {
  const root = parseXml(wrapped('<b:x>1</b:x><x>2</x><c:x xmlns:c="urn:b">3</c:x>'));
  expect([childText(root, 'urn:a', 'x'), childText(root, 'urn:b', 'x')]).toEqual(['2', '1']);
  expect(child(root, null, 'x')?.uri).toBe('urn:b');
});

test('text, CDATA and references make one text', () => {
  const root = parseXml(wrapped('<x>a&lt;&#183;<![CDATA[<b>&amp;]]>c</x>'));
  expect(childText(root, 'urn:a', 'x')).toBe('a<·<b>&amp;c');
});

test.each(['', '<x/>', '<x></x>', '<x xsi:nil="true"/>', '<x xsi:nil="1">kept out</x>'])(
  '%p is null',
  (content) => {
    expect(childText(parseXml(wrapped(content)), 'urn:a', 'x')).toBeNull();
  },
);

test('blanks are kept as delivered', () => {
  expect(childText(parseXml(wrapped('<x> a </x>')), 'urn:a', 'x')).toBe(' a ');
});

test.each([
  ['an entity of its own', '<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>'],
  ['a missing end', '<a><b></a>'],
  ['an unbound prefix', '<q:a/>'],
  ['no element', ''],
  ['endless nesting', '<a>'.repeat(100)],
])('a document with %s is refused', (_, document) => {
  expect(() => parseXml(document)).toThrow();
});
