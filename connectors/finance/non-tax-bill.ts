import { NonTaxBill } from '../../schema/finance/non-tax-bill.js';
import { stream } from '../../src/sources/stream.js';

/** Finance Bureau: non-tax revenue bill. */
export const nonTaxBill = stream({
  category: NonTaxBill,
  source: { kind: 'file', folder: 'finance', name: 'CZ_FSPJ', dialect: 'pipe-gb' },
  mode: 'delta',
  cron: '30 3 * * *',
  freshness: { warn: '30h', fail: '54h' },
  fields: {
    billCode: 'PJDM',
    billNo: 'PJHM',
    unitUscc: 'ZSDWDM',
    unitName: 'ZSDWMC',
    itemCode: 'XMBM',
    payerKind: 'JKRLB',
    payerId: 'JKRDM',
    payerName: 'JKRMC',
    quantity: 'SL',
    tariff: { name: 'SFBZ', unit: 'fen' },
    amount: { name: 'JE', unit: 'fen', adjust: { field: 'billStatus', constant: 'REFUND', negative: true } },
    billedDate: { name: 'KPRQ', format: 'yyyyMMdd' },
    collectedDate: { name: 'SKRQ', format: 'yyyyMMdd' },
    billStatus: 'PJZT',
    originalBillNo: 'YPJHM',
    caseNo: 'AJH',
    permitNo: 'HZXKH',
    remittanceNo: 'JKDH',
  },
});
