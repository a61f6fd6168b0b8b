import fc from 'fast-check';
import { uscc, usccCheck } from '../../../src/catalog/canonical/uscc.js';

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const code = fc
  .array(fc.constantFrom(...ALPHABET), { minLength: 17, maxLength: 17 })
  .map((characters) => characters.join(''))
  .map((body) => body + usccCheck(body));

test.each([
  '91190102MA000000E0',
  '91190102MA00000155',
  '91190102MA0000031T',
  '52190102MJ00000180',
  '52190102MJ0000026T',
  'N2190102MF0000013Q',
  '11190102MB0000019U',
  '91350100M000100Y43',
  '91110000600037341L',
  '92340621MA2PBN1962',
])('the published code %s is its own canonical form', (text) => {
  expect(uscc(text)).toEqual({ reason: null, value: text, changed: false });
});

test.each([
  ['91190102MA000000E1', 'USCC_CHECK'],
  ['91350100M000100Y4Z', 'USCC_FORMAT'],
  ['91190102MI000000E0', 'USCC_FORMAT'],
  ['190102600001234', 'USCC_OLD_FORM'],
  ['MA0000015', 'USCC_OLD_FORM'],
  ['MA000001-5', 'USCC_OLD_FORM'],
  ['ma000001x', 'USCC_OLD_FORM'],
  ['91190102', 'USCC_FORMAT'],
  ['9.11901E+17', 'USCC_FORMAT'],
])('%s is rejected as %s', (text, reason) => {
  expect(uscc(text).reason).toBe(reason);
});

test.each(['91190102ma000000e0', '９１１９０１０２ＭＡ００００００Ｅ０', ' 91190102-MA000000E-0\u200b'])(
  '%j is mended',
  (text) => {
    expect(uscc(text)).toEqual({ reason: null, value: '91190102MA000000E0', changed: true });
  },
);

test('every code with its check character passes, and no other last character does', () => {
  fc.assert(
    fc.property(code, fc.constantFrom(...ALPHABET), (valid, last) => {
      expect(uscc(valid)).toEqual({ reason: null, value: valid, changed: false });
      if (last !== valid.charAt(17)) expect(uscc(valid.slice(0, 17) + last).reason).toBe('USCC_CHECK');
    }),
  );
});

test('a single wrong character is always noticed', () => {
  fc.assert(
    fc.property(code, fc.nat(17), fc.constantFrom(...ALPHABET), (valid, at, other) => {
      fc.pre(other !== valid.charAt(at));
      expect(uscc(valid.slice(0, at) + other + valid.slice(at + 1)).reason).toBe('USCC_CHECK');
    }),
  );
});
