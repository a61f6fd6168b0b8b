const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** Whether the Gregorian calendar has this day. */
export function isRealDate(year: number, month: number, day: number): boolean {
  if (month === 2 && day === 29) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = DAYS[month - 1];
  return days !== undefined && day >= 1 && day <= days;
}

const TWO_DIGITS = Array.from({ length: 100 }, (_, number) => String(number).padStart(2, '0'));

/** Two digits of a number below 100. */
export const pad2 = (number: number): string => TWO_DIGITS[number] ?? String(number);

/** Four digits. */
export const pad4 = (number: number): string => (number < 1000 ? `${number}`.padStart(4, '0') : `${number}`);
