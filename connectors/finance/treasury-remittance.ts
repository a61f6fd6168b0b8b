import { TreasuryRemittance } from '../../schema/finance/treasury-remittance.js';
import { stream } from '../../src/sources/stream.js';

/** Finance Bureau: remittance of non-tax revenue to the treasury. */
export const treasuryRemittance = stream({
  category: TreasuryRemittance,
  source: { kind: 'file', folder: 'finance', name: 'CZ_JKD', dialect: 'pipe-gb' },
  mode: 'delta',
  cron: '35 3 * * *',
  freshness: { warn: '30h', fail: '54h' },
  fields: {
    remittanceNo: 'JKDH',
    unitUscc: 'ZSDWDM',
    itemCode: 'XMBM',
    coveredFrom: { name: 'SKQSRQ', format: 'yyyyMMdd' },
    coveredTo: { name: 'SKJZRQ', format: 'yyyyMMdd' },
    amount: { name: 'JE', unit: 'fen' },
    remittedDate: { name: 'JKRQ', format: 'yyyyMMdd' },
    treasuryDate: { name: 'RKRQ', format: 'yyyyMMdd' },
    payerAccountHash: 'FKZHHASH',
    fundDocNo: 'ZJWH',
    status: 'ZT',
  },
});
