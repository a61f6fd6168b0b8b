import { comparison } from '../../src/analytics/comparison.js';

/** M17: low-income patients with a high bill and no medical aid. */
export const medicalAidNotReceived = comparison({
  id: 'medical-aid-not-received',
  no: 'M17',
  zh: '应享未享·医疗救助',
  en: 'Low-income patients with a high bill and no medical aid',
  serves: ['civil-affairs', 'medical-insurance'],
  severity: { SERVICE: 'a high bill of one’s own and no aid' },
  basis: null,
  reads: {
    'inpatient-stay': ['visitNo', 'citizenId', 'settledDate', 'selfPaid', 'aidPaid', 'oneStop', 'cancelled'],
    'social-assistance': ['familyNo', 'citizenId', 'assistanceKind', 'validFrom', 'validTo'],
    'subsidy-payment': ['citizenId', 'item', 'submittedDate', 'paidDate', 'status'],
    'insured-person': ['citizenId', 'status', 'validFrom', 'validTo', 'poolCode'],
  },
  parameters: {
    selfPayLine: { decimal: '3000.00', unit: 'yuan', zh: '个人负担线', en: 'own share per stay' },
    waitDays: { integer: 90, unit: 'day', zh: '等待天数', en: 'days in which aid may still come' },
  },
  notAlert: [
    { zh: '一站式结算', en: 'one-stop settlement' },
    { zh: '等待期内已发放或在办的救助', en: 'aid paid or under way within the wait' },
    { zh: '外区参保', en: 'insured in another district' },
  ],
});
