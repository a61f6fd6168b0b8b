import { ContractPayment } from '../../schema/finance/contract-payment.js';
import { stream } from '../../src/sources/stream.js';

/** Finance Bureau: government contract and payment. */
export const contractPayment = stream({
  category: ContractPayment,
  source: { kind: 'file', folder: 'finance', name: 'CZ_HTZF', dialect: 'pipe-gb' },
  mode: 'delta',
  cron: '45 3 * * *',
  freshness: { warn: '30h', fail: '54h' },
  fields: {
    contractNo: 'HTBH',
    lineNo: 'XH',
    contractName: 'HTMC',
    purchaserUscc: 'CGDWDM',
    supplierUscc: { name: 'GYSDM', quirks: ['USCCOLD'] },
    supplierName: 'GYSMC',
    categoryCode: 'CGMLDM',
    method: 'CGFS',
    framework: { name: 'KJXY', booleans: { '0': false, '1': true } },
    projectNo: 'XMBH',
    contractAmount: 'HTJE',
    signedDate: { name: 'QDRQ', format: 'yyyyMMdd' },
    paidAmount: 'ZFJE',
    fundDocNo: 'ZJWH',
    fundArrivedDate: { name: 'ZJDDRQ', format: 'yyyyMMdd' },
    requestedDate: { name: 'SQRQ', format: 'yyyyMMdd' },
    paidDate: { name: 'ZFRQ', format: 'yyyyMMdd' },
    payeeAccountHash: 'SKZHHASH',
    status: 'ZT',
  },
});
