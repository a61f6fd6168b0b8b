import { dayOf } from '../../sandbox/district/calendar.js';
import { citizenId, uscc } from '../../sandbox/district/identifier.js';

test('citizen ids carry the check characters of GB 11643', () => {
  const of = (sequence: number) => citizenId(dayOf('1956-07-15'), sequence);
  expect([of(1), of(2), of(4)]).toEqual(['190102195607150015', '190102195607150023', '19010219560715004X']);
});

test('credit codes carry the check characters of GB 32100', () => {
  expect(uscc('91', 'MA000001')).toBe('91190102MA00000155');
  expect(uscc('52', 'MJ000001')).toBe('52190102MJ00000180');
  expect(uscc('N2', 'MF000001')).toBe('N2190102MF0000013Q');
});
