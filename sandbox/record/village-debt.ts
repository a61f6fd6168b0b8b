import { DAY, isoDate, isoMonth, monthEnd, monthOf } from '../district/calendar.js';
import { debtCount, firstReport, goneAfter, villageDebt } from '../district/village-debt.js';
import { firstMonth } from '../district/village-contract.js';
import type { RecordSource, SourceRecord, Values } from './record.js';

/** Debts of the villages, reported month by month. */
export const villageDebts: RecordSource = {
  category: 'village-debt',
  *records(district): Generator<SourceRecord> {
    const count = debtCount(district);
    const [first, last] = [firstReport(district), monthOf(district.until - 1)];
    for (let index = 0; index < count; index++) {
      const debt = villageDebt(district, index);
      const gone = goneAfter(debt, firstMonth(district), last);
      const fixed: Values = {
        debtNo: debt.debtNo,
        villageUscc: debt.village.uscc,
        communityCode: debt.village.community.code,
        creditorKind: debt.creditor.kind,
        creditorId: debt.creditor.id,
        creditorName: debt.creditor.name,
        principal: debt.principal,
        incurredDate: isoDate(debt.incurred),
        dueDate: debt.due === null ? null : isoDate(debt.due),
        annualRatePercent: debt.rate,
        meetingNo: debt.meetingNo,
      };
      if (gone !== null && gone < first) continue;
      for (let month = first; month <= (gone ?? last) && month <= last; month++)
        yield { values: { ...fixed, balance: debt.balance(month), month: isoMonth(month) }, at: monthEnd(month) * DAY + 10 * 3600 }; // prettier-ignore
      if (gone !== null && gone < last)
        yield { values: fixed, at: (monthEnd(gone) + 1) * DAY + 3600, deleted: true };
    }
  },
};
