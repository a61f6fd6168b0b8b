import { hospitalDays } from '../district/bed-day.js';
import { compactMonth, DAY, isoDate, isoMonth, monthEnd, monthOf, monthStart } from '../district/calendar.js';
import type { District } from '../district/district.js';
import { mix } from '../district/random.js';
import type { Residence } from '../district/residence.js';
import { CARE_GRADES } from './constant.js';
import type { RecordSource, SourceRecord, Values } from './record.js';

const RATES = [150, 300, 600, 1000, 1500] as const;

/** Whether a claim was still waiting when its month was published, and was approved a month later. */
const waits = (month: number, index: number): boolean => (mix(month, index) >>> 0) % 10 === 0;
const takenBack = (month: number, index: number): boolean => (mix(index, month) >>> 0) % 250 === 0;

function statusOf(month: number, index: number): string {
  const chance = (mix(month * 7, index) >>> 0) % 200;
  return chance === 0 ? 'RETURNED' : chance === 1 ? 'WITHDRAWN' : 'APPROVED';
}

function claim(
  district: District,
  { index, residence, hospital }: { index: number; residence: Residence; hospital: Set<number> },
  month: number,
): Values | null {
  const home = district.organizations.homes[residence.home];
  const from = Math.max(residence.from, monthStart(month));
  const to = Math.min(residence.to ?? monthEnd(month), monthEnd(month));
  if (!home || from > to) return null;
  const days = to - from + 1;
  const grade = Number(residence.grade);
  const rate = RATES[grade] ?? RATES[0];
  const held = [...hospital].filter((day) => day >= from && day <= to).length;
  return {
    claimNo: `CW${compactMonth(month)}${String(index + 1).padStart(5, '0')}`,
    homeUscc: home.uscc,
    homeName: home.name,
    citizenId: district.population.citizenId(residence.person),
    name: district.population.name(residence.person),
    claimMonth: isoMonth(month),
    claimFrom: isoDate(from),
    claimTo: isoDate(to),
    claimedDays: days,
    bedHoldDays: held,
    claimedGrade: CARE_GRADES[grade] ?? CARE_GRADES[0],
    // Whoever needs no care was not assessed.
    assessmentNo: grade === 0 || index % 5 === 4 ? null : `NP${String(index + 1).padStart(7, '0')}`,
    monthlyRate: rate,
    amount: (rate * days) / (monthEnd(month) - monthStart(month) + 1),
    status: statusOf(month, index),
    submittedDate: isoDate(monthEnd(month) + 1 + (index % 3)),
  };
}

function versions(values: Values, month: number, index: number): SourceRecord[] {
  // A claim is on the books on the last day of its month, what became of it a month later.
  const at = monthEnd(month) * DAY + 20 * 3600;
  const later = monthEnd(month + 1) * DAY + 20 * 3600;
  if (takenBack(month, index))
    return [
      { values, at },
      { values, at: later, deleted: true },
    ];
  if (values['status'] !== 'APPROVED' || !waits(month, index)) return [{ values, at }];
  return [
    { values: { ...values, status: 'SUBMITTED' }, at },
    { values, at: later },
  ];
}

/** Monthly bed subsidy claims of the care homes. */
export const bedSubsidyClaim: RecordSource = {
  category: 'bed-subsidy-claim',
  *records(district, since = 0) {
    const [first, last] = [monthOf(district.from), monthOf(Math.floor(district.moment / DAY))];
    const from = Math.max(first, since === 0 ? 0 : monthOf(Math.floor(since / DAY)) - 1);
    for (const [index, residence] of district.residences.entries()) {
      if ((residence.to ?? Infinity) < monthStart(from)) continue;
      const hospital = hospitalDays(district, residence.person);
      for (let month = from; month <= last; month++) {
        const values = claim(district, { index, residence, hospital }, month);
        if (values) yield* versions(values, month, index);
      }
    }
  },
};
