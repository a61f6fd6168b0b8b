import { comparison } from '../../src/analytics/comparison.js';

/** M20: money that reached the paying account and was not paid out in time. */
export const lateFunds = comparison({
  id: 'late-funds',
  no: 'M20',
  zh: '资金迟滞',
  en: 'Money that reached the paying account and was not paid out in time',
  serves: ['finance', 'agriculture'],
  severity: { YELLOW: 'not paid within lateDays' },
  basis: null,
  reads: {
    'subsidy-payment': [
      'batchNo',
      'lineNo',
      'agencyCode',
      'fundDocNo',
      'fundArrivedDate',
      'paidDate',
      'amount',
      'status',
      'resendBatchNo',
    ],
    'contract-payment': [
      'contractNo',
      'lineNo',
      'purchaserUscc',
      'fundArrivedDate',
      'requestedDate',
      'paidDate',
      'paidAmount',
      'status',
    ],
    'village-bank-flow': [
      'bankFlowNo',
      'villageUscc',
      'transactedAt',
      'direction',
      'itemCode',
      'amount',
      'fundDocNo',
      'returned',
    ],
  },
  parameters: {
    lateDays: { integer: 30, unit: 'day', zh: '滞留天数', en: 'days in which money must be paid out' },
  },
  notAlert: [
    { zh: '银行退回及其重发', en: 'lines returned by the bank, and their re-sends' },
    { zh: '等待支付申请', en: 'waiting for a payment request' },
    { zh: '同一资金的后续到账', en: 'later arrivals of the same fund' },
  ],
});
