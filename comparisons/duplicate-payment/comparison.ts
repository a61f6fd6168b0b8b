import { comparison } from '../../src/analytics/comparison.js';

/** M12: the same person, item and period paid twice. */
export const duplicatePayment = comparison({
  id: 'duplicate-payment',
  no: 'M12',
  zh: '重复发放',
  en: 'The same person, item and period paid twice',
  serves: ['finance'],
  severity: { RED: 'two lines for one month, or equal arrears' },
  basis: null,
  reads: {
    'subsidy-payment': [
      'batchNo',
      'lineNo',
      'item',
      'citizenId',
      'periodFrom',
      'periodTo',
      'amount',
      'paidDate',
      'status',
      'arrears',
    ],
  },
  parameters: {
    items: {
      codes: [
        'DIBAO',
        'DESTITUTE',
        'DESTITUTE_CARE',
        'DISABILITY_LIVING',
        'DISABILITY_CARE',
        'ELDERLY',
        'LAND_LOSS_ELDERLY',
        'SMOKELESS_COAL',
        'RENT_SUBSIDY',
      ],
      zh: '每期只发一次的项目',
      en: 'items that are paid once a period',
    },
  },
  notAlert: [
    { zh: '退回后重发', en: 'returned and sent again' },
    { zh: '补发未发月份', en: 'back-pay for months that were not paid' },
    { zh: '金额不同的补差', en: 'a later top-up of another amount' },
  ],
});
