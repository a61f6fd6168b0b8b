import { DAY, isoDate, isoMonth, monthOf } from '../district/calendar.js';
import { bookingsOf, bookkeepers, directionOf } from '../district/village-book.js';
import { firstMonth } from '../district/village-contract.js';
import type { RecordSource } from './record.js';

/** Entries of the villages' books. */
export const villageLedgerEntry: RecordSource = {
  category: 'village-ledger-entry',
  *records(district) {
    const last = monthOf(district.until - 1);
    for (const keeper of bookkeepers(district)) {
      const { uscc, community } = keeper.village;
      for (let month = firstMonth(district); month <= last; month++)
        for (const entry of bookingsOf(district, keeper, month)) {
          const { party } = entry;
          yield {
            values: {
              entryNo: entry.entryNo,
              villageUscc: uscc,
              communityCode: community.code,
              month: isoMonth(month),
              entryDate: isoDate(entry.day),
              direction: directionOf(entry.item),
              itemCode: entry.item,
              summary: entry.summary,
              amount: entry.fen / 100,
              entryKind: entry.kind,
              offsetNo: entry.kind === 'OFFSET' ? `DK${entry.entryNo.slice(2)}` : null,
              contractNo: entry.contractNo,
              counterpartyKind: party?.kind ?? null,
              counterpartyId: party?.id ?? null,
              counterpartyName: party?.name ?? null,
              bankFlowNo: entry.named ? entry.flowNo : null,
              fundDocNo: entry.fundDocNo,
            },
            at: entry.day * DAY + 16 * 3600,
          };
        }
    }
  },
};
