import fc from 'fast-check';
import { decimalReader, integer } from '../../../src/catalog/canonical/number.js';
import { ratio } from '../../../src/catalog/canonical/ratio.js';

const yuan = decimalReader({ scale: 2, unit: 'yuan' });
const fen = decimalReader({ scale: 2, unit: 'fen' });
const wan = decimalReader({ scale: 2, unit: 'wan' });
const area = decimalReader({ scale: 2, unit: 'm2' });

test.each([
  ['1250.5', '1250.50'],
  ['0', '0.00'],
  ['-0.00', '0.00'],
  ['-0.004', '0.00'],
  ['1.005', '1.01'],
  ['-1.005', '-1.01'],
  ['0.995', '1.00'],
  ['12.000000000000002', '12.00'],
  ['1,234.50', '1234.50'],
  ['1，234，567.5', '1234567.50'],
  ['(1,234.00)', '-1234.00'],
  ['（1,234.00）', '-1234.00'],
  [' +12 ', '12.00'],
  ['１２３．４５', '123.45'],
  ['100元', '100.00'],
  ['(100.00)元', '-100.00'],
  ['.5', '0.50'],
  ['9999999999999999.99', '9999999999999999.99'],
])('%j is %s yuan', (text, expected) => {
  expect(yuan(text).value).toBe(expected);
});

const NOT_NUMBERS =
  '1.2.3 1,,2 ,5 1, (5 ((5)) -(5) --5 abc 1.9E+17 5万 元 () 1.234,5 . 1-2 0x10 Infinity NaN'.split(' ');

test.each(NOT_NUMBERS)('%s is refused', (text) => {
  expect(yuan(text).reason).toBe('NUMBER_INVALID');
});

test('more than 18 digits do not fit', () => {
  expect(yuan('10000000000000000').reason).toBe('NUMBER_INVALID');
  expect(yuan('9999999999999999.995').reason).toBe('NUMBER_INVALID');
  expect(yuan('1'.repeat(100)).reason).toBe('NUMBER_INVALID');
});

test.each([
  ['125050', '1250.50'],
  ['1', '0.01'],
  ['-5', '-0.05'],
  ['0', '0.00'],
])('%s fen are %s yuan, and that is no change', (text, expected) => {
  expect(fen(text)).toEqual({ reason: null, value: expected, changed: false });
});

test.each([
  ['12.5', '125000.00', false],
  ['0.000001', '0.01', false],
  ['12.5万元', '125000.00', true],
  ['1,000.5 万', '10005000.00', true],
])('%s wan are %s yuan', (text, expected, changed) => {
  expect(wan(text)).toEqual({ reason: null, value: expected, changed });
});

test.each(['68.40㎡', '68.4m²', '68.4 m2', '68.40M2', '68.4平方米'])('%s fits square metres', (text) => {
  expect(area(text)).toEqual({ reason: null, value: '68.40', changed: true });
});

test('a suffix of another unit is no number', () => {
  for (const text of ['68.40亩', '68.40元', '68.40m3']) expect(area(text).reason).toBe('NUMBER_INVALID');
});

const cents = fc.bigInt({ min: -(10n ** 18n) + 1n, max: 10n ** 18n - 1n });
const written = (value: bigint, scale: number): string => {
  const digits = `${value < 0n ? -value : value}`.padStart(scale + 1, '0');
  return `${value < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
};

test('fen read the same as the yuan they make, to the last digit', () => {
  fc.assert(
    fc.property(cents, (value) => {
      const expected = written(value, 2);
      expect(fen(String(value)).value).toBe(expected);
      expect(yuan(expected)).toEqual({ reason: null, value: expected, changed: false });
    }),
  );
});

test('rounding goes to the nearest, halves away from zero', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), (tenThousandths) => {
      const size = tenThousandths < 0n ? -tenThousandths : tenThousandths;
      const rounded = (size + 50n) / 100n;
      expect(yuan(written(tenThousandths, 4)).value).toBe(
        written(tenThousandths < 0n ? -rounded : rounded, 2),
      );
    }),
  );
});

test('separators and parentheses change the text, not the number', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 10n ** 15n }), (value) => {
      const plain = written(value, 2);
      const [whole = '', fraction] = plain.split('.');
      const grouped = `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${fraction}`;
      expect(yuan(grouped).value).toBe(plain);
      expect(yuan(`(${grouped})`).value).toBe(`-${plain}`);
    }),
  );
});

test.each([
  ['12', 12, false],
  ['1,234', 1234, true],
  ['１２', 12, true],
  ['-3', -3, false],
  ['5.0', 5, true],
  ['-0', 0, true],
])('%s is the whole number %d', (text, value, changed) => {
  expect(integer(text)).toEqual({ reason: null, value, changed });
});

test.each(['5.5', '9007199254740993', 'x', '1e3'])('%s is no whole number', (text) => {
  expect(integer(text).reason).toBe('NUMBER_INVALID');
});

test.each([
  ['0.35', '0.350000', false],
  ['1', '1.000000', false],
  ['35%', '0.350000', true],
  ['３５％', '0.350000', true],
  ['7/20', '0.350000', true],
  ['1/8', '0.125000', true],
  ['87.5%', '0.875000', true],
  ['1/3', '0.333333', true],
  ['2/3', '0.666667', true],
  ['0.3333335', '0.333334', true],
])('the share %s is %s', (text, value, changed) => {
  expect(ratio(text)).toEqual({ reason: null, value, changed });
});

test.each(['1.01', '101%', '3/2', '1/0', '0/0', '-0.1', '1/2/3', '35％％', 'half', '1.0000001'])(
  '%s is no share',
  (text) => {
    expect(ratio(text).reason).toBe('NUMBER_INVALID');
  },
);

test('a share is the nearest millionth, and canonical shares stay', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 1, max: 5000 }), (part, whole) => {
      fc.pre(part <= whole);
      const value = ratio(`${part}/${whole}`).value ?? '';
      expect(Math.abs(Number(value) - part / whole)).toBeLessThanOrEqual(0.5000001e-6);
      expect(ratio(value)).toEqual({ reason: null, value, changed: false });
    }),
  );
});

test('zeros in front change nothing of a number, whatever its digits, unit and scale', () => {
  const text = fc.stringMatching(/^\d{1,20}(\.\d{0,6})?$/);
  const unit = fc.constantFrom('yuan', 'fen', 'wan', '');
  fc.assert(
    fc.property(text, unit, fc.integer({ min: 0, max: 6 }), (digits, named, scale) => {
      const read = decimalReader({ scale, unit: named });
      expect(read(digits)).toEqual(read(`00${digits}`));
    }),
    {
      numRuns: 2000,
      examples: [
        ['0', 'fen', 2],
        ['7', 'fen', 2],
        ['100', 'fen', 2],
        ['0.50', 'yuan', 2],
        ['12.', 'yuan', 2],
      ],
    },
  );
});
