import { maskValue, sees, stricter } from '../../src/access/mask.js';
import { loadPolicy } from '../../src/access/policy.js';
import type { Field } from '../../src/catalog/field.js';

const field = (type: Field['type'], name: string): Field => ({
  name,
  type,
  zh: '',
  nullable: true,
  sensitivity: 'personal',
});

test.each([
  ['citizenId', 'citizenId', '190102195607150015', '190102********0015'],
  ['citizenId', 'legalRepId', '19010219560715004X', '190102********004X'],
  ['uscc', 'withholderUscc', '91190102MA000000E0', '91190102MA000000E0'],
  ['string', 'name', '𠮷安国', '𠮷*'],
  ['string', 'ownerName', '李芳', '李*'],
  ['string', 'address', '春和街道春和里1号', '春和街道春和***'],
  ['docNo', 'certificateNo', '〔2025〕7', '***'],
  ['text', 'remark', '', '***'],
  ['date', 'birthDate', '1956-07-15', null],
  ['decimal', 'sales', '1250.50', null],
  ['integer', 'familySize', 3, null],
  ['boolean', 'livesElsewhere', false, null],
  ['code', 'sex', 'MALE', null],
] as const)('a masked %s %s keeps no more than agreed', (type, name, value, masked) => {
  expect(maskValue(field(type, name), value)).toBe(masked);
});

test('public and internal values are seen by everyone, others by the roles that unmask them', () => {
  const policy = loadPolicy('roles: { half: { unmask: [personal] } }');
  policy.addToken('h', ['half']);
  const caller = policy.authenticate('h');
  if (!caller) throw new Error('the token is unknown');
  const seen = (['public', 'internal', 'personal', 'sensitive'] as const).filter((one) => sees(caller, one));
  expect(seen).toEqual(['public', 'internal', 'personal']);
});

test('the stricter of two sensitivities counts', () => {
  expect(stricter('internal', 'personal')).toBe('personal');
  expect(stricter('sensitive', 'public')).toBe('sensitive');
});
