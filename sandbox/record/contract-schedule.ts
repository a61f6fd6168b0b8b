import { DAY, isoDate, monthOf, monthStart } from '../district/calendar.js';
import { contractCounts, firstMonth, instalmentOf, villageContract } from '../district/village-contract.js';
import type { RecordSource } from './record.js';

/** Instalments of the contracts, each entered at the beginning of the month in which it is due. */
export const contractSchedule: RecordSource = {
  category: 'contract-schedule',
  *records(district) {
    const { seed, from, until, villages } = district;
    const { all } = contractCounts(district);
    const last = monthOf(until - 1);
    for (let index = 0; index < all; index++) {
      const contract = villageContract(district, villages.list, index);
      const { contractNo, village, late, signed } = contract;
      for (let month = firstMonth(district); month <= last; month++) {
        const instalment = instalmentOf(seed, contract, month);
        if (!instalment) continue;
        const early = late && signed >= from && month <= monthOf(signed + 50);
        yield {
          values: {
            contractNo,
            periodNo: instalment.periodNo,
            villageUscc: village.uscc,
            dueDate: isoDate(instalment.due),
            dueAmount: instalment.amount,
            adjustKind: instalment.adjustment,
            adjustMeetingNo: instalment.meetingNo,
          },
          at: monthStart(month) * DAY + 9 * 3600 + (index % 20_000),
          ...(early && { shows: ['ORPHAN'] }),
        };
      }
    }
  },
};
