import { SubsidyPayment } from '../../schema/finance/subsidy-payment.js';
import { stream } from '../../src/sources/stream.js';

/** Finance Bureau: subsidy payment by citizen card. */
export const subsidyPayment = stream({
  category: SubsidyPayment,
  source: { kind: 'file', folder: 'finance', name: 'CZ_YKT', dialect: 'pipe-gb' },
  mode: 'delta',
  cron: '40 3 * * *',
  freshness: { warn: '30h', fail: '54h' },
  fields: {
    batchNo: 'PCH',
    lineNo: 'MXH',
    item: 'XMBM',
    citizenId: 'SFZH',
    name: 'XM',
    periodFrom: { name: 'SSQQ', format: 'yyyyMM' },
    periodTo: { name: 'SSQZ', format: 'yyyyMM' },
    amount: 'JE',
    payeeId: 'SKRSFZH',
    payeeAccountHash: 'SKZHHASH',
    agencyCode: 'ZGBM',
    townshipCode: 'JZDM',
    communityCode: 'CJDM',
    fundDocNo: 'ZJWH',
    fundArrivedDate: { name: 'ZJDDRQ', format: 'yyyyMMdd' },
    submittedDate: { name: 'PCTJRQ', format: 'yyyyMMdd' },
    paidDate: { name: 'FFRQ', format: 'yyyyMMdd' },
    status: 'ZFZT',
    returnCode: 'THM',
    resendBatchNo: 'YPCH',
    resendLineNo: 'YMXH',
    arrears: { name: 'BFBZ', booleans: { '0': false, '1': true } },
  },
});
