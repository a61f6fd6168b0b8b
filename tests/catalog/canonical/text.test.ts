import fc from 'fast-check';
import { resolveReferences } from '../../../src/catalog/canonical/html.js';
import { mendGbkFont, mendMiddleDot } from '../../../src/catalog/canonical/name.js';
import { hasPrivateUse, textReader } from '../../../src/catalog/canonical/text.js';

const read = textReader(500, [], []);

test('blanks around a text and zero-width characters in it are removed', () => {
  expect(read('\u3000\u00a0\t 李\u200b芳 \r\n').value).toBe('李芳');
  expect(read(' \u3000').value).toBeNull();
});

test('line ends become LF and the text NFC, but full-width letters stay', () => {
  expect(read('第一行\r\n第二行\r第三行').value).toBe('第一行\n第二行\n第三行');
  expect(read('e\u0301').value).toBe('é');
  expect(read('Ａ座').value).toBe('Ａ座');
});

test.each(['𠮷', '㛃', '😀', '张𠮷安'])('%s is kept unchanged', (name) => {
  expect(read(name)).toEqual({ reason: null, value: name, changed: false });
});

test('the limit counts characters, not code units', () => {
  expect(read('𠮷'.repeat(500)).reason).toBeNull();
  expect(read('𠮷'.repeat(501)).reason).toBe('FORMAT');
  expect(read('a'.repeat(501)).reason).toBe('FORMAT');
});

test('reading a canonical text changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const { value } = read(text);
      if (value !== null) expect(read(value)).toEqual({ reason: null, value, changed: false });
    }),
  );
});

test.each([
  ['A&amp;B&lt;C&gt;&quot;D&quot;&apos;E&apos;', `A&B<C>"D"'E'`],
  ['阿&#183;不&#xB7;力', '阿·不·力'],
  ['&amp;lt;', '&lt;'],
  ['&nbsp;&#0;&#xD800;&#x110000;&', '&nbsp;&#0;&#xD800;&#x110000;&'],
  ['&#134071;', '𠮷'],
])('references of HTML are resolved once: %s', (text, expected) => {
  expect(resolveReferences(text)).toBe(expected);
});

test.each(['\u2022', '\u30fb', '\uff0e', '.'])('%s between two Han characters is U+00B7', (dot) => {
  expect(mendMiddleDot(`阿${dot}不${dot}力`)).toBe('阿·不·力');
  expect(mendMiddleDot(`𠮷${dot}㛃`)).toBe('𠮷·㛃');
});

test('a dot beside anything but Han characters stays', () => {
  for (const text of ['J.R', '王.', '.王', 'A.王', '3.5', '王. 李']) expect(mendMiddleDot(text)).toBe(text);
});

test.each([
  [0xe863, 0x4dae],
  [0xe81e, 0x9fb4],
  [0xe826, 0x9fb5],
  [0xe82b, 0x9fb6],
  [0xe82c, 0x9fb7],
  [0xe832, 0x9fb8],
  [0xe843, 0x9fb9],
  [0xe854, 0x9fba],
  [0xe864, 0x9fbb],
])('the private-use code point %i of old fonts is %i', (old, now) => {
  expect(mendGbkFont(String.fromCodePoint(old))).toBe(String.fromCodePoint(now));
});

test('other private-use code points are kept and noticed', () => {
  expect(mendGbkFont('王\ue000')).toBe('王\ue000');
  expect(hasPrivateUse('王\ue000')).toBe(true);
  expect(hasPrivateUse('王\u{f0000}')).toBe(true);
  expect(hasPrivateUse('𠮷😀')).toBe(false);
});
