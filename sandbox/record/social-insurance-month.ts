import { DAY, isoDate, isoMonth, monthOf, monthStart } from '../district/calendar.js';
import type { District } from '../district/district.js';
import { createIncomes, type Income } from '../district/income.js';
import { mix } from '../district/random.js';
import type { RecordSource, SourceRecord } from './record.js';

const EVENING = 19 * 3600;
/** One contribution in so many is paid a week late. */
const LATE = 75;
const LATE_CORRECTION = ['LATECORR'];

interface Month {
  readonly number: number;
  readonly text: string;
  readonly digits: string;
  /** Day on which contributions are booked, and on which benefits are paid. */
  readonly booked: readonly [number, string];
  readonly paid: readonly [number, string];
  readonly late: readonly [number, string];
}

function monthsOf({ from, until, moment }: District, since: number): Month[] {
  const first = Math.max(monthOf(from), since === 0 ? 0 : monthOf(Math.floor(since / DAY)) - 2);
  const last = monthOf(Math.min(until, Math.floor(moment / DAY)));
  const months: Month[] = [];
  for (let number = first; number <= last; number++) {
    const on = (date: number): readonly [number, string] => {
      const day = monthStart(number) + date - 1;
      return [day, isoDate(day)];
    };
    const text = isoMonth(number);
    months.push({ number, text, digits: text.replace('-', ''), booked: on(20), paid: on(10), late: on(27) });
  }
  return months;
}

/** What stays the same from month to month in the rows of one person and scheme. */
interface Series {
  readonly person: number;
  readonly citizenId: string;
  readonly name: string;
  readonly scheme: string;
  readonly code: string;
  readonly employerUscc: string | null;
  readonly employerName: string | null;
  readonly base: number | null;
  readonly personal: number | null;
  readonly benefit: number | null;
}

function seriesOf({ population, organizations }: District, person: number, income: Income): Series[] {
  const { amount } = income;
  const none = {
    person,
    citizenId: population.citizenId(person),
    name: population.name(person),
    employerUscc: null,
    employerName: null,
    base: null,
    personal: null,
    benefit: null,
  };
  const full = 'EMPLOYEE_PENSION';
  if (income.kind === 'PENSION') return [{ ...none, scheme: full, code: 'D110', benefit: amount }];
  if (income.kind === 'RESIDENT_PENSION')
    return [{ ...none, scheme: income.kind, code: 'D150', benefit: amount }];
  const percent = (rate: number): number => Math.round(amount * rate) / 100;
  const paid = { ...none, base: amount, personal: percent(8) };
  if (income.kind === 'FLEXIBLE') return [{ ...paid, scheme: full, code: 'J110' }];
  const { uscc, name } = organizations.firm(income.firm);
  const employed = { ...paid, employerUscc: uscc, employerName: name };
  const pension = { ...employed, scheme: full, code: 'J110' };
  const chance = (mix(person, 11) >>> 0) % 100;
  if (chance < 15)
    return [pension, { ...employed, scheme: 'UNEMPLOYMENT', code: 'J210', personal: percent(0.5) }];
  return chance < 25
    ? [pension, { ...employed, scheme: 'WORK_INJURY', code: 'J410', personal: 0 }]
    : [pension];
}

function* versions(series: Series, month: Month): Generator<SourceRecord> {
  const benefit = series.benefit !== null;
  const [day, date] = benefit ? month.paid : month.booked;
  const late = !benefit && (mix(mix(series.person, month.number), 17) >>> 0) % LATE === 0;
  const values = {
    recordNo: `${month.digits}${series.code}${String(series.person).padStart(7, '0')}`,
    citizenId: series.citizenId,
    name: series.name,
    month: month.text,
    recordKind: benefit ? 'BENEFIT' : 'CONTRIBUTION',
    scheme: series.scheme,
    employerUscc: series.employerUscc,
    employerName: series.employerName,
    contributionBase: series.base,
    personalPaid: series.personal,
    benefitAmount: series.benefit,
    paidDate: late ? month.late[1] : date,
    status: 'PAID',
  };
  const at = day * DAY + EVENING;
  if (!late) return yield { values, at };
  yield { values: { ...values, paidDate: null, status: 'OWED' }, at };
  yield { values, at: month.late[0] * DAY + EVENING, shows: LATE_CORRECTION };
}

/** Monthly contributions and benefits of the social insurance. */
export const socialInsuranceMonth: RecordSource = {
  category: 'social-insurance-month',
  *records(district, since = 0) {
    const { population } = district;
    const months = monthsOf(district, since);
    const incomes = createIncomes(district);
    for (let person = 0; person < population.size; person++) {
      const left = population.statusDay(person);
      if (left !== 0 && left <= district.from) continue;
      const income = incomes.of(person);
      if (!income) continue;
      const all = seriesOf(district, person, income);
      for (const month of months) {
        if (left !== 0 && left <= month.booked[0]) break;
        for (const series of all) yield* versions(series, month);
      }
    }
  },
};
