import { comparison } from '../../src/analytics/comparison.js';

/** M6: home services or home-care allowance on days in a subsidised institution. */
export const exclusiveBenefits = comparison({
  id: 'exclusive-benefits',
  no: 'M6',
  zh: '互斥待遇',
  en: 'Home services or home-care allowance on days in a subsidised institution',
  serves: ['civil-affairs', 'subdistrict'],
  severity: { YELLOW: 'minDays conflict days in a month' },
  basis: null,
  reads: {
    'care-home-attendance': ['homeUscc', 'citizenId', 'date', 'status'],
    'bed-subsidy-claim': ['claimNo', 'homeUscc', 'citizenId', 'claimFrom', 'claimTo', 'status'],
    'canteen-meal': ['orderNo', 'citizenId', 'servedAt', 'subsidy', 'guest', 'payStatus'],
    'social-assistance': [
      'familyNo',
      'citizenId',
      'assistanceKind',
      'supportMode',
      'careSubsidy',
      'validFrom',
      'validTo',
    ],
  },
  parameters: {
    minDays: { integer: 5, unit: 'day', zh: '每月冲突天数', en: 'conflict days per calendar month' },
  },
  notAlert: [
    { zh: '访客用餐', en: 'guest meals' },
    { zh: '请假或住院的日子', en: 'days on leave or in hospital' },
    { zh: '已退款和无补贴的订单', en: 'refunded lines and lines without subsidy' },
  ],
});
