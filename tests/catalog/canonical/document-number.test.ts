import fc from 'fast-check';
import { documentNumber, plate } from '../../../src/catalog/canonical/document-number.js';

test.each([
  'NY〔2025〕0417',
  'ny[2025]0417',
  'NY(2025)0417',
  'NY（2025）0417',
  'NY【2025】 0417',
  '{ NY } 〔2025〕0417',
])('brackets, blanks and case of %j are made uniform', (text) => {
  expect(documentNumber(text).value).toBe(text.startsWith('{') ? '〔NY〕〔2025〕0417' : 'NY〔2025〕0417');
});

test('a document number is at most 64 characters long', () => {
  expect(documentNumber('A'.repeat(64)).reason).toBeNull();
  expect(documentNumber('A'.repeat(65)).reason).toBe('PATTERN');
});

test('a plain number was not changed, a full-width one was', () => {
  expect(documentNumber('ZY2025020500017')).toEqual({
    reason: null,
    value: 'ZY2025020500017',
    changed: false,
  });
  expect(documentNumber('ＺＹ２０２５')).toEqual({ reason: null, value: 'ZY2025', changed: true });
});

test.each(['示A12345', '示a·12345', '示A•12345', '示Ａ・１２３４５', ' 示A-12 345', '示A.12345'])(
  'the plate %j is 示A12345',
  (text) => {
    expect(plate(text).value).toBe('示A12345');
  },
);

test('reading a canonical document number or plate changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 20 }), (text) => {
      for (const read of [documentNumber, plate]) {
        const { value } = read(text);
        if (value !== null) expect(read(value)).toEqual({ reason: null, value, changed: false });
      }
    }),
  );
});
