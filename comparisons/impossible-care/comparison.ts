import { comparison } from '../../src/analytics/comparison.js';

/** M16: outpatient care elsewhere during a hospital stay, or any care after death. */
export const impossibleCare = comparison({
  id: 'impossible-care',
  no: 'M16',
  zh: '分身就医',
  en: 'Outpatient care elsewhere during a hospital stay, or any care after death',
  serves: ['medical-insurance'],
  severity: { RED: 'care after death', YELLOW: 'outpatient care during a stay' },
  basis: null,
  reads: {
    'outpatient-purchase': [
      'settlementNo',
      'citizenId',
      'institutionCode',
      'visitKind',
      'settledAt',
      'clockOffsetSec',
      'fundPaid',
      'referralVisitNo',
      'collectorId',
      'refunded',
    ],
    'inpatient-stay': [
      'visitNo',
      'citizenId',
      'institutionCode',
      'admittedAt',
      'dischargedAt',
      'fundPaid',
      'cancelled',
    ],
  },
  parameters: {
    marginMinutes: { integer: 60, zh: '住院首尾容许分钟数', en: 'minutes tolerated at both ends of a stay' },
    settleGraceDays: {
      integer: 1,
      unit: 'day',
      zh: '死亡后结算宽限天数',
      en: 'days of grace for settlement after death',
    },
  },
  notAlert: [
    { zh: '转诊检查', en: 'referral examinations' },
    { zh: '亲属代取药', en: 'medicine collected by kin' },
    { zh: '同一机构', en: 'the same institution' },
    { zh: '死亡次日结算', en: 'settlement on the day after death' },
  ],
});
