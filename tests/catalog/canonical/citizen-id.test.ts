import fc from 'fast-check';
import { citizenIdCheck, citizenIdReader } from '../../../src/catalog/canonical/citizen-id.js';

const TODAY = '2025-03-04';
const read = citizenIdReader(TODAY);

const VALID = [
  '190102195607150015',
  '190102195607150023',
  '19010219560715004X',
  '190102193803120033',
  '190102193803120041',
  '190102197209201015',
  '19010219850101203X',
  '190102194105060074',
  '11010519491231002X',
  '440524188001010014',
];

const digits = (length: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
    .map((all) => all.join(''));
const birth = fc
  .date({ min: new Date('1880-01-01'), max: new Date(TODAY), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10).replaceAll('-', ''));
const citizenId = fc
  .tuple(digits(6), birth, digits(3))
  .map(([division, day, serial]) => division + day + serial)
  .map((body) => body + citizenIdCheck(body));

test.each(VALID)('the published number %s is its own canonical form', (id) => {
  expect(read(id)).toEqual({ reason: null, value: id, changed: false });
});

test.each([
  ['190102560715001', '190102195607150015'],
  ['190102560715004', '19010219560715004X'],
  ['110105491231002', '11010519491231002X'],
])('the 15-digit number %s becomes %s', (old, id) => {
  expect(read(old)).toEqual({ reason: null, value: id, changed: true });
});

test.each([
  ['190102195607150016', 'ID_CHECK'],
  ['190102195602300010', 'ID_DATE'],
  ['19010219560715', 'ID_FORMAT'],
  ['11010591491231002X', 'ID_DATE'],
  ['110105194912310021', 'ID_CHECK'],
  ['360426199113010079', 'ID_DATE'],
  ['190102********0015', 'ID_FORMAT'],
  ['1.90102E+17', 'ID_FORMAT'],
  ['190102187912310010', 'ID_DATE'],
])('%s is rejected as %s', (text, reason) => {
  expect(read(text).reason).toBe(reason);
});

test('nobody is born after today', () => {
  const body = '19010220250304001';
  const id = body + citizenIdCheck(body);
  expect(citizenIdReader('2025-03-04')(id).value).toBe(id);
  expect(citizenIdReader('2025-03-03')(id).reason).toBe('ID_DATE');
});

test.each([
  ['19010219560715004x', 'a lower-case x'],
  ['19010219560715004Ｘ', 'a full-width Ｘ'],
  ['１９０１０２１９５６０７１５００４Ｘ', 'full-width digits'],
  [' 190102 19560715 004X\u3000', 'blanks anywhere'],
  ['\ufeff19010219560715004X\u200b', 'zero-width characters'],
])('%j is mended: %s', (text) => {
  expect(read(text)).toEqual({ reason: null, value: '19010219560715004X', changed: true });
});

test('every number with a real birth date and its check character passes unchanged', () => {
  fc.assert(
    fc.property(citizenId, (id) => {
      expect(read(id)).toEqual({ reason: null, value: id, changed: false });
    }),
  );
});

test('a single wrong digit is always noticed', () => {
  fc.assert(
    fc.property(citizenId, fc.nat(16), fc.integer({ min: 1, max: 9 }), (id, at, by) => {
      const wrong = (Number(id.charAt(at)) + by) % 10;
      expect(read(id.slice(0, at) + wrong + id.slice(at + 1)).reason).not.toBeNull();
    }),
  );
});

test('two neighbouring digits that changed places are always noticed', () => {
  fc.assert(
    fc.property(citizenId, fc.nat(15), (id, at) => {
      fc.pre(id.charAt(at) !== id.charAt(at + 1));
      const swapped = id.slice(0, at) + id.charAt(at + 1) + id.charAt(at) + id.slice(at + 2);
      expect(read(swapped).reason).not.toBeNull();
    }),
  );
});

test('any text either has a canonical form, which is its own, or a reason', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        citizenId.map((id) => ` ${id.toLowerCase()} `),
      ),
      (text) => {
        const { value } = read(text);
        if (value !== null) expect(read(value)).toEqual({ reason: null, value, changed: false });
      },
    ),
  );
});
