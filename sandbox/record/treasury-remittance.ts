import { accountHash, yuan } from '../district/account.js';
import { DAY, isoDate } from '../district/calendar.js';
import type { Series } from '../district/collection.js';
import type { District } from '../district/district.js';
import type { Remittance } from '../district/fee.js';
import type { RecordSource, SourceRecord, Values } from './record.js';

function* versions({ seed }: District, series: Series, remittance: Remittance): Generator<SourceRecord> {
  const { remitted, treasury, returnedNo } = remittance;
  const values: Values = {
    remittanceNo: remittance.remittanceNo,
    unitUscc: series.unit.uscc,
    itemCode: series.item,
    coveredFrom: isoDate(remittance.from),
    coveredTo: isoDate(remittance.to),
    amount: yuan(remittance.amount),
    remittedDate: isoDate(remitted),
    treasuryDate: null,
    payerAccountHash: accountHash(seed, 'unit', series.index),
    fundDocNo: null,
    status: 'IN_TRANSIT',
  };
  if (returnedNo !== null) {
    const attempt = { ...values, remittanceNo: returnedNo, remittedDate: isoDate(remitted - 3) };
    yield { values: attempt, at: (remitted - 3) * DAY + 62_000 };
    yield { values: { ...attempt, status: 'RETURNED' }, at: (remitted - 2) * DAY + 62_000 };
  }
  const settled = { ...values, status: 'IN_TREASURY', treasuryDate: isoDate(treasury) };
  // Most are entered when the treasury has them; the rest are corrected then.
  if ((remitted + series.index) % 10 >= 3) return yield { values: { ...settled, treasuryDate: isoDate(remitted) }, at: remitted * DAY + 62_000 }; // prettier-ignore
  yield { values, at: remitted * DAY + 62_000 };
  yield { values: settled, at: treasury * DAY + 62_000, shows: ['LATECORR'] };
}

/** What the units remit to the treasury. */
export const treasuryRemittance: RecordSource = {
  category: 'treasury-remittance',
  *records(district, since = 0) {
    const { fees } = district;
    const first = Math.floor(since / DAY) - 20;
    for (const period of fees.periods) {
      if (period.last < first || period.last * DAY > district.moment) continue;
      for (const series of fees.series) {
        const remittance = fees.remittance(series, period, fees.bills(series, period));
        if (remittance) yield* versions(district, series, remittance);
      }
    }
  },
};
