import { comparison } from '../../src/analytics/comparison.js';

/** M35: too many meals, meals of the dead or of inpatients, prices above the agreement. */
export const canteenIrregularities = comparison({
  id: 'canteen-irregularities',
  no: 'M35',
  zh: '食堂',
  en: 'Too many meals, meals of the dead or of inpatients, prices above the agreement',
  serves: ['subdistrict', 'civil-affairs'],
  severity: { RED: 'meal of a dead person', YELLOW: 'too many meals, meals of inpatients, overpriced' },
  basis: null,
  reads: {
    'canteen-meal': [
      'orderNo',
      'canteenCode',
      'citizenId',
      'servedAt',
      'serviceKind',
      'setCode',
      'quantity',
      'unitPrice',
      'subsidy',
      'guest',
      'collectorId',
      'payStatus',
    ],
    'canteen-price': ['canteenCode', 'setCode', 'agreedPrice', 'validFrom', 'validTo'],
    'inpatient-stay': ['visitNo', 'citizenId', 'admittedAt', 'dischargedAt', 'cancelled'],
  },
  parameters: {
    mealsPerDay: { integer: 3, zh: '每日份数', en: 'meals per person and day' },
  },
  notAlert: [
    { zh: '访客餐、退款和居家服务', en: 'guest meals, refunds and home care' },
    { zh: '住院期间由照护人代取', en: 'meals collected by a carer while in hospital' },
    { zh: '当日无协议价', en: 'no agreed price in force' },
  ],
});
