import { comparison } from '../../src/analytics/comparison.js';

/** M1: a bed subsidised on days that its resident spent in hospital. */
export const bedSubsidyDuringInpatientStay = comparison({
  id: 'bed-subsidy-during-inpatient-stay',
  no: 'M1',
  zh: '床位补贴×住院',
  en: 'Bed subsidy during a hospital stay',
  serves: ['civil-affairs'],
  severity: { RED: 'excess days above redDays', YELLOW: 'excess days above tolDays' },
  basis: null,
  reads: {
    'bed-subsidy-claim': [
      'claimNo',
      'homeUscc',
      'citizenId',
      'claimMonth',
      'claimFrom',
      'claimTo',
      'claimedDays',
      'bedHoldDays',
      'amount',
      'status',
    ],
    'inpatient-stay': ['visitNo', 'citizenId', 'institutionCode', 'admittedAt', 'dischargedAt', 'cancelled'],
    'care-home-attendance': ['homeUscc', 'citizenId', 'date', 'status'],
    'care-home-licence': ['uscc', 'bedHoldMaxDays', 'wingInstitutionCode', 'validFrom', 'validTo'],
  },
  parameters: {
    tolDays: { integer: 2, unit: 'day', zh: '每申报月容许天数', en: 'days tolerated per claim month' },
    redDays: { integer: 7, unit: 'day', zh: '超过此天数为红色', en: 'more excess days than this are RED' },
  },
  notAlert: [
    { zh: '入院日和出院日', en: 'days of admission and discharge' },
    {
      zh: '已申报、考勤为住院且在核定上限内的保床天数',
      en: 'bed-hold declared, attended as in hospital, within the licence',
    },
    { zh: '机构内设医疗机构的住院', en: 'stays in the in-house wing of the home' },
    { zh: '已撤销的住院、已退回的申报', en: 'cancelled stays, returned claims' },
  ],
});
