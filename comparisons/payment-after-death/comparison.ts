import { comparison } from '../../src/analytics/comparison.js';

/** M2: payments and claims for time after the death of their beneficiary. */
export const paymentAfterDeath = comparison({
  id: 'payment-after-death',
  no: 'M2',
  zh: '死亡后领取',
  en: 'Payment or claim for time after death',
  serves: ['civil-affairs', 'finance'],
  severity: { RED: 'paid or claimed for time after death', BLUE: 'the sources of the death day conflict' },
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
      'status',
    ],
    'bed-subsidy-claim': ['claimNo', 'citizenId', 'claimFrom', 'claimTo', 'amount', 'status'],
  },
  parameters: {
    graceDays: { integer: 0, unit: 'day', zh: '死亡日后的宽限天数', en: 'days added to the death day' },
    monthlyItems: {
      codes: [
        'DIBAO',
        'DESTITUTE',
        'DESTITUTE_CARE',
        'DISABILITY_LIVING',
        'DISABILITY_CARE',
        'ELDERLY',
        'LAND_LOSS_ELDERLY',
        'RENT_SUBSIDY',
      ],
      zh: '按月发放的项目',
      en: 'items paid by the month',
    },
    sourceGapDays: {
      integer: 30,
      unit: 'day',
      zh: '死亡日期来源之间的容许差距',
      en: 'sources of the death day that lie further apart conflict',
    },
  },
  notAlert: [
    { zh: '死亡当月', en: 'the month of death' },
    { zh: '生前月份的补发', en: 'arrears for months of life' },
    { zh: '已退回、待发放或已追回的款项', en: 'lines returned, pending or recovered' },
    { zh: '一次性项目', en: 'one-off items' },
  ],
});
