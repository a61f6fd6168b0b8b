import { comparison } from '../../src/analytics/comparison.js';

/** M18: people who meet every condition of a monthly benefit and are not paid. */
export const benefitNotReceived = comparison({
  id: 'benefit-not-received',
  no: 'M18',
  zh: '残疾高龄失地漏享',
  en: 'People who meet every condition of a monthly benefit and are not paid',
  serves: ['civil-affairs'],
  severity: { SERVICE: 'every condition met and not paid' },
  basis: null,
  reads: {
    'household-resident': [
      'citizenId',
      'sex',
      'birthDate',
      'registrationStatus',
      'statusDate',
      'movedInDate',
    ],
    'disability-certificate': [
      'certNo',
      'citizenId',
      'disabilityGrade',
      'validFrom',
      'validTo',
      'status',
      'statusDate',
    ],
    'ltc-assessment': ['citizenId', 'benefitFrom', 'benefitTo'],
    'social-assistance': ['familyNo', 'citizenId', 'assistanceKind', 'validFrom', 'validTo'],
    'benefit-roster': [
      'item',
      'citizenId',
      'requisitionNo',
      'monthlyAmount',
      'validFrom',
      'validTo',
      'status',
    ],
    'subsidy-payment': ['item', 'citizenId', 'periodFrom', 'periodTo', 'status'],
  },
  parameters: {
    lagMonths: { integer: 2, unit: 'month', zh: '滞后月数', en: 'months before a payment is missed' },
    lookBackMonths: { integer: 12, unit: 'month', zh: '回溯月数', en: 'months that are judged' },
    minMonths: {
      integer: 1,
      unit: 'month',
      zh: '最少漏发月数',
      en: 'missed months from which an alert is raised',
    },
    elderlyAge: { integer: 80, zh: '高龄年龄', en: 'age for the elderly benefit' },
    landLossAgeMale: {
      integer: 60,
      zh: '失地保障男性年龄',
      en: 'age of men, and of unknown sex, for the land-loss benefit',
    },
    landLossAgeFemale: { integer: 55, zh: '失地保障女性年龄', en: 'age of women for the land-loss benefit' },
    careGrades: {
      codes: ['GRADE_1', 'GRADE_2'],
      zh: '护理补贴等级',
      en: 'grades that entitle to the care benefit',
    },
    elderlyMonthly: { decimal: '100.00', unit: 'yuan', zh: '高龄津贴月额', en: 'elderly benefit a month' },
    careMonthly: { decimal: '200.00', unit: 'yuan', zh: '护理补贴月额', en: 'care benefit a month' },
    livingMonthly: { decimal: '200.00', unit: 'yuan', zh: '生活补贴月额', en: 'living benefit a month' },
  },
  notAlert: [
    { zh: '放弃、在办、外区享受或不符合', en: 'declined, under way, paid by another district or rejected' },
    { zh: '条件起止当月', en: 'the month in which a condition begins or ends' },
  ],
});
