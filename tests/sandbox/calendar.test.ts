import fc from 'fast-check';
import { compactStamp, dayOf, isoDate, monthEnd, monthOf, monthStart, stamp, utcStamp } from '../../sandbox/district/calendar.js'; // prettier-ignore

test('a day and its text are each other', () => {
  fc.assert(
    fc.property(fc.integer({ min: -32_872, max: 47_481 }), (day) => {
      expect(isoDate(day)).toBe(new Date(day * 86_400_000).toISOString().slice(0, 10));
      expect(dayOf(isoDate(day))).toBe(day);
      expect(monthStart(monthOf(day)) <= day && day <= monthEnd(monthOf(day))).toBe(true);
    }),
  );
});

test('local instants are written in the forms of the departments', () => {
  const local = dayOf('2025-02-28') * 86_400 + 8 * 3600 + 12 * 60 + 30;
  expect(stamp(local)).toBe('2025-02-28 08:12:30');
  expect(compactStamp(local)).toBe('20250228081230');
  expect(utcStamp(local)).toBe('2025-02-28T00:12:30Z');
});
