import { compactMonth, DAY, isoDate, isoMonth, monthEnd, monthOf } from '../district/calendar.js';
import type { District } from '../district/district.js';
import { mix, randomOf } from '../district/random.js';
import type { Employment, Filer } from '../district/work.js';
import type { RecordSource, SourceRecord, Values } from './record.js';

const NOT_FILED = 0.012;
const REFUNDED = 0.022;
const TAX_BY_BAND = [0, 0, 0, 0, 0, 30, 150, 600, 2400] as const;

const declarationNo = (month: number, kind: string, index: number): string =>
  `SB${compactMonth(month)}${kind}${String(index).padStart(7, '0')}`;

// The books of a month are closed on the day of the last declarations, about which the file of that month tells.
const closed = (month: number): number => monthEnd(month) * DAY + 60_000;

function amounts(filer: Filer, random: ReturnType<typeof randomOf>): Values {
  if (random.chance(0.04)) return { filingStatus: 'ZERO', sales: 0, invoiced: 0, taxDue: 0, taxPaid: 0 };
  const sales = Math.round(filer.sales * (0.6 + random.real() * 0.8) * 100) / 100;
  const invoiced = Math.round(sales * (0.8 + random.real() * 0.25) * 100) / 100;
  if (random.chance(REFUNDED)) return { sales: -sales, invoiced: -invoiced, taxDue: 0, taxPaid: 0 };
  const due = Math.round(sales * 3) / 100;
  return { sales, invoiced, taxDue: due, taxPaid: due };
}

function firmMonth(seed: number, filer: Filer, index: number, month: number): SourceRecord[] {
  const random = randomOf(seed, `filing ${index}`, month);
  const head = {
    declarationNo: declarationNo(month, '2', index),
    taxpayerKind: 'ENTERPRISE',
    taxpayerId: filer.uscc,
    taxpayerName: filer.name,
    period: isoMonth(month),
  };
  // The first filer is the care home that leads into every department.
  const spared = index === 0 ? { protected: true as const } : {};
  const missing = index > 0 && random.chance(NOT_FILED);
  const filed = monthEnd(month) + random.int(3, 15);
  const money = amounts(filer, random);
  const at = closed(month);
  if (!missing)
    return [
      { values: { ...head, filingStatus: 'FILED', ...money, filedDate: isoDate(filed) }, at, ...spared },
    ];
  const none = { values: { ...head, filingStatus: 'NOT_FILED' }, at };
  if (!random.chance(0.7)) return [none];
  const late = { ...head, ...money, filingStatus: 'LATE', filedDate: isoDate(filed + 20) };
  return [none, { values: late, at: closed(month + 1) }];
}

function personMonth(district: District, employee: number, job: Employment, month: number): SourceRecord[] {
  const raised = (mix(employee, month) >>> 0) % 12 === 0 ? 1 : 0;
  const band = Math.min(8, Math.max(1, job.band + raised));
  const due = TAX_BY_BAND[band] ?? 0;
  const values = {
    declarationNo: declarationNo(month, '1', employee),
    taxpayerKind: 'PERSON',
    taxpayerId: district.population.citizenId(job.person),
    taxpayerName: district.population.name(job.person),
    period: isoMonth(month),
    filingStatus: 'FILED',
    taxDue: due,
    taxPaid: due,
    incomeBand: `BAND_${band}`,
    withholderUscc: district.work.filers[job.filer]?.uscc ?? null,
    filedDate: isoDate(monthEnd(month) + 3 + (employee % 12)),
  };
  const first = { values, at: closed(month) };
  const mistaken = employee % 5000 === 9;
  return mistaken ? [first, { values, at: closed(month + 1), deleted: true }] : [first];
}

/** Monthly declarations of firms, and incomes of persons as their employers withhold. */
export const taxSummary: RecordSource = {
  category: 'tax-summary',
  *records(district, since = 0) {
    const { work, seed } = district;
    const last = monthOf(Math.floor(district.moment / DAY));
    const first = Math.max(monthOf(district.from), since === 0 ? 0 : monthOf(Math.floor(since / DAY)) - 1);
    const share = work.employees / work.filers.length;
    for (const [index, filer] of work.filers.entries()) {
      for (let month = first; month <= last; month++) yield* firmMonth(seed, filer, index, month);
      for (let employee = Math.floor(index * share); employee < Math.floor((index + 1) * share); employee++)
        for (const job of work.employments(employee))
          for (let month = Math.max(first, job.from); month <= Math.min(last, job.to); month++)
            yield* personMonth(district, employee, job, month);
    }
  },
};
