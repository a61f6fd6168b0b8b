import { yuan } from '../district/account.js';
import { DAY, isoDate } from '../district/calendar.js';
import type { Series } from '../district/collection.js';
import type { District } from '../district/district.js';
import type { Bill, Remittance } from '../district/fee.js';
import { partyValues } from './penalty-case.js';
import type { RecordSource, SourceRecord, Values } from './record.js';

function* versions(
  district: District,
  { unit, item }: Series,
  bill: Bill,
  paid: Remittance | null,
): Generator<SourceRecord> {
  const { billed, collected } = bill;
  const values: Values = {
    billCode: bill.billCode,
    billNo: bill.billNo,
    unitUscc: unit.uscc,
    unitName: unit.name,
    itemCode: item,
    ...partyValues(district, bill.payer, 'payer'),
    quantity: bill.quantity,
    tariff: bill.tariff === null ? null : yuan(bill.tariff),
    amount: yuan(bill.amount),
    billedDate: isoDate(billed),
    collectedDate: collected === billed ? isoDate(billed) : null,
    billStatus: bill.status,
    originalBillNo: bill.original,
    caseNo: bill.caseNo,
    permitNo: bill.permitNo,
    remittanceNo: null,
  };
  const { today } = district;
  const remitted = bill.remitted && paid ? paid.remitted : null;
  // What had passed long before the base day is handed over as it stands at last.
  const last = remitted ?? collected ?? billed;
  const whole = {
    ...values,
    collectedDate: collected === null ? null : isoDate(collected),
    remittanceNo: remitted === null ? null : (paid?.remittanceNo ?? null),
  };
  if (last < today || (remitted === null && collected === billed))
    return yield { values: whole, at: last * DAY + 64_000 };
  yield { values, at: billed * DAY + 60_000 };
  if (collected !== null && collected > billed)
    yield { values: { ...whole, remittanceNo: null }, at: collected * DAY + 61_000 };
  if (remitted !== null) yield { values: whole, at: remitted * DAY + 64_000 };
}

/** Bills of fees and fines: billed, collected, and remitted with the takings of their period. */
export const nonTaxBill: RecordSource = {
  category: 'non-tax-bill',
  *records(district, since = 0) {
    const { fees } = district;
    const first = Math.floor(since / DAY) - 20;
    for (const period of fees.periods) {
      if (period.last < first || period.first * DAY > district.moment + 10 * DAY) continue;
      for (const series of fees.series) {
        const bills = fees.bills(series, period);
        const remittance = fees.remittance(series, period, bills);
        for (const bill of bills) yield* versions(district, series, bill, remittance);
      }
    }
  },
};
