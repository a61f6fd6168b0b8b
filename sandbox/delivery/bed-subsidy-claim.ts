import { compactDate, compactMonth, isoDate, monthEnd, monthStart } from '../district/calendar.js';
import type { District } from '../district/district.js';
import { mix } from '../district/random.js';
import type { Residence } from '../district/residence.js';
import type { Cell } from '../systems/file-tree.js';
import { hospitalDays } from './bed-day.js';
import { monthlyFiles, type FilesDelivered } from './delivery.js';
import type { Planter } from './quirk.js';
import { amounts, idWithFaults } from './spelling.js';

const COLUMNS = ['申报编号', '机构信用代码', '机构名称', '入住人身份证号', '入住人姓名', '申报月份', '入住起', '入住止', '申报天数', '保床天数', '护理等级', '评估编号', '月补贴标准', '申报金额', '状态', '提交日期']; // prettier-ignore
const RATES = [150, 300, 600, 1000, 1500] as const;
const GRADE_LABELS = ['能力完好', '轻度失能', '中度失能', '重度失能', '完全失能'] as const;
const HELD_DAYS = 15;
// Share of the claims whose rate is at least 1 000 yuan.
const OF_HIGH_GRADES = 0.375;

const claimNo = (month: number, index: number) =>
  `CW${compactMonth(month)}${String(index + 1).padStart(5, '0')}`;

/** Whether a claim was still waiting when its month was published, and was approved a month later. */
const waits = (month: number, index: number) => (mix(month, index) >>> 0) % 10 === 0;
const withdrawn = (month: number, index: number) => (mix(index, month) >>> 0) % 250 === 0;

function statusOf(month: number, index: number, newest: number): string {
  const chance = (mix(month * 7, index) >>> 0) % 200;
  if (chance === 0) return '已退回';
  if (chance === 1) return '已撤回';
  return month === newest && waits(month, index) ? '已提交' : '已审核';
}

/** One resident's claim of one month, unless they did not live there then. `newest`: the month being published. */
function claim(
  district: District,
  planter: Planter,
  index: number,
  month: number,
  newest: number,
): Cell[] | undefined {
  const residence: Residence | undefined = district.residences[index];
  const home = residence && district.organizations.homes[residence.home];
  if (!residence || !home) return undefined;
  const from = Math.max(residence.from, monthStart(month));
  const to = Math.min(residence.to ?? monthEnd(month), monthEnd(month));
  if (from > to || from < district.from) return undefined;
  const { population } = district;
  const key = claimNo(month, index);
  const inHospital = [...hospitalDays(district, residence.person)].filter(
    (day) => day >= from && day <= to,
  ).length;
  const days = to - from + 1;
  const grade = Number(residence.grade);
  const rate = RATES[grade] ?? RATES[0];
  const due = (rate * days) / (monthEnd(month) - monthStart(month) + 1);
  const labelled = planter.plant('CODETEXT', key, 0.05);
  return [
    key,
    home.uscc,
    home.name,
    idWithFaults(planter, population.citizenId(residence.person), key, { check: 0.001, x: 0.03 }),
    population.name(residence.person),
    isoDate(from).slice(0, 7),
    isoDate(from),
    isoDate(to),
    String(days),
    String(Math.min(HELD_DAYS, inHospital)),
    labelled ? (GRADE_LABELS[grade] ?? null) : residence.grade,
    index % 5 === 4 ? '/' : `NP${String(index + 1).padStart(7, '0')}`,
    ...amounts(planter, [rate, due], key, 0.2 / OF_HIGH_GRADES),
    statusOf(month, index, newest),
    isoDate(monthEnd(month) + 1 + (index % 3)),
  ];
}

function* claims(district: District, planter: Planter, first: number, last: number): Generator<Cell[]> {
  for (let month = first; month <= last; month++)
    for (let index = 0; index < district.residences.length; index++) {
      const row = claim(district, planter, index, month, last);
      if (row) yield row;
    }
}

/** New claims of a month, and what became of those of the month before. */
function* changes(district: District, planter: Planter, month: number): Generator<Cell[]> {
  const before = month - 1;
  for (let index = 0; index < district.residences.length; index++) {
    const row =
      waits(before, index) || withdrawn(before, index)
        ? claim(district, planter, index, before, month)
        : undefined;
    if (row && withdrawn(before, index))
      yield ['D', claimNo(before, index), ...COLUMNS.slice(1).map(() => null)];
    else if (row) yield ['U', ...row];
  }
  for (const row of claims(district, planter, month, month)) yield ['I', ...row];
}

/** Bed subsidy claims of the care homes, in monthly files of civil affairs. */
export const bedSubsidyClaim: FilesDelivered = {
  category: 'bed-subsidy-claim',
  kind: 'file',
  *files(district, planter) {
    const months = monthlyFiles(district, 4);
    const file = { folder: 'civil-affairs', name: 'MZ_CWBT', dialect: 'csv-gb' as const, sendNumber: 1 };
    yield {
      ...file,
      kind: 'QL',
      businessDate: compactDate(monthEnd(months.base)),
      columns: COLUMNS,
      rows: claims(district, planter, months.first, months.base),
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
