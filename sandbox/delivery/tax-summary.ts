import { compactDate, compactMonth, isoDate, monthEnd } from '../district/calendar.js';
import type { District } from '../district/district.js';
import { mix, randomOf, type Random } from '../district/random.js';
import type { Employment, Filer } from '../district/work.js';
import type { Cell } from '../systems/file-tree.js';
import { monthlyFiles, type FilesDelivered } from './delivery.js';
import type { Planter } from './quirk.js';
import { amounts, grouped } from './spelling.js';

const COLUMNS = ['申报编号', '纳税人类别', '纳税人识别号', '纳税人名称', '所属期', '申报状态', '销售额', '开票金额', '应纳税额', '入库税额', '收入档位', '扣缴单位信用代码', '申报日期']; // prettier-ignore
const OF_FIRMS = 0.32;
const NOT_FILED = 0.012;
const TAX_BY_BAND = [0, 0, 0, 0, 0, 30, 150, 600, 2400] as const;

const declarationNo = (month: number, kind: string, index: number) =>
  `SB${compactMonth(month)}${kind}${String(index).padStart(7, '0')}`;

/** Nulls are written `-` in most rows (NULLTOKEN). */
const blanks = (planter: Planter, key: string) => (planter.plant('NULLTOKEN', key, 0.6) ? '-' : null);

/** A firm's draws of one month are its own, so that a correction repeats all but what it corrects. */
function filing(district: District, index: number, month: number): { random: Random; missing: boolean } {
  const random = randomOf(district.seed, `filing ${index}`, month);
  return { random, missing: index > 0 && random.chance(NOT_FILED) };
}

function firmRow(
  district: District,
  planter: Planter,
  filer: Filer,
  index: number,
  month: number,
  late: boolean,
): Cell[] {
  const key = declarationNo(month, '2', index);
  const blank = blanks(planter, key);
  const { random, missing } = filing(district, index, month);
  const old = index > 0 && planter.plant('USCCOLD', key, 0.003 / OF_FIRMS);
  const head = [
    key,
    '单位',
    old ? `190102${String(600_000_000 + index)}` : filer.uscc,
    filer.name,
    compactMonth(month),
  ];
  if (missing && !late) return [...head, '未申报', blank, blank, null, null, blank, blank, null];
  const filed = isoDate(monthEnd(month) + (late ? 25 + random.int(0, 10) : random.int(3, 15)));
  if (random.chance(0.04))
    return [...head, late ? '逾期申报' : '零申报', '0.00', '0.00', '0.00', '0.00', blank, blank, filed];
  const sales = Math.round(filer.sales * (0.6 + random.real() * 0.8) * 100) / 100;
  const invoiced = Math.round(sales * (0.8 + random.real() * 0.25) * 100) / 100;
  const refund = planter.plant('PAREN', key, 0.005 / OF_FIRMS);
  const due = Math.round(sales * 3) / 100;
  const money = refund
    ? [...[sales, invoiced].map((value) => `(${grouped(value.toFixed(2))})`), '0.00', '0.00']
    : amounts(planter, [sales, invoiced, due, due], key, 0.3 / OF_FIRMS);
  const status = late ? '逾期申报' : '按期申报';
  return [...head, status, ...money, blank, blank, filed];
}

function personRow(
  district: District,
  planter: Planter,
  employee: number,
  job: Employment,
  month: number,
): Cell[] {
  const key = declarationNo(month, '1', employee);
  const blank = blanks(planter, key);
  const band = Math.min(8, Math.max(1, job.band + ((mix(employee, month) >>> 0) % 12 === 0 ? 1 : 0)));
  const due = (TAX_BY_BAND[band] ?? 0).toFixed(2);
  return [
    key,
    '自然人',
    district.population.citizenId(job.person),
    district.population.name(job.person),
    compactMonth(month),
    '按期申报',
    blank,
    blank,
    due,
    due,
    String(band),
    district.work.filers[job.filer]?.uscc ?? null,
    isoDate(monthEnd(month) + 3 + (employee % 12)),
  ];
}

function* declarations(district: District, planter: Planter, first: number, last: number): Generator<Cell[]> {
  const { work } = district;
  for (const [index, filer] of work.filers.entries())
    for (let month = first; month <= last; month++)
      yield firmRow(district, planter, filer, index, month, false);
  for (let employee = 0; employee < work.employees; employee++)
    for (const job of work.employments(employee))
      for (let month = Math.max(first, job.from); month <= Math.min(last, job.to); month++)
        yield personRow(district, planter, employee, job, month);
}

/** What was declared late for the month before, one declaration taken back, and the month's declarations. */
function* changes(district: District, planter: Planter, month: number): Generator<Cell[]> {
  for (const [index, filer] of district.work.filers.entries()) {
    const { missing, random } = filing(district, index, month - 1);
    if (missing && random.chance(0.7))
      yield ['U', ...firmRow(district, planter, filer, index, month - 1, true)];
  }
  for (let employee = 9; employee < district.work.employees; employee += 5000)
    yield ['D', declarationNo(month - 1, '1', employee), ...COLUMNS.slice(1).map(() => null)];
  for (const row of declarations(district, planter, month, month)) yield ['I', ...row];
}

/** Declarations of firms and incomes of persons, in monthly files of the tax office. */
export const taxSummary: FilesDelivered = {
  category: 'tax-summary',
  kind: 'file',
  *files(district, planter) {
    const months = monthlyFiles(district, 20);
    const file = { folder: 'taxation', name: 'SW_SBZY', dialect: 'csv-gb' as const, sendNumber: 1 };
    yield {
      ...file,
      kind: 'QL',
      businessDate: compactDate(monthEnd(months.base)),
      columns: COLUMNS,
      rows: declarations(district, planter, months.first, months.base),
    };
    if (months.changes === null) return;
    yield {
      ...file,
      kind: 'ZL',
      businessDate: compactDate(monthEnd(months.changes)),
      columns: ['操作', ...COLUMNS],
      rows: changes(district, planter, months.changes),
    };
  },
};
