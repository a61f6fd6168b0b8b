import { comparison } from '../../src/analytics/comparison.js';

/** M10: disability benefit without a certificate in force, with a grade that does not entitle, or beside long-term care. */
export const disabilityBenefitWithoutCertificate = comparison({
  id: 'disability-benefit-without-certificate',
  no: 'M10',
  zh: '残疾补贴资格',
  en: 'Disability benefit without a certificate in force, with a grade that does not entitle, or beside long-term care',
  serves: ['civil-affairs', 'disabled-persons-federation'],
  severity: { YELLOW: 'months without entitlement' },
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
    'disability-certificate': [
      'certNo',
      'citizenId',
      'disabilityGrade',
      'validFrom',
      'validTo',
      'status',
      'statusDate',
    ],
    'ltc-assessment': ['assessmentNo', 'citizenId', 'benefitFrom', 'benefitTo'],
  },
  parameters: {
    renewGapDays: {
      integer: 60,
      unit: 'day',
      zh: '换证间隔天数',
      en: 'days tolerated between two certificates',
    },
    careGrades: {
      codes: ['GRADE_1', 'GRADE_2'],
      zh: '护理补贴等级',
      en: 'grades that entitle to the care benefit',
    },
  },
  notAlert: [
    { zh: '有一日持证的月份', en: 'a month with one certified day' },
    { zh: '限度内的换证间隔', en: 'a renewal gap within the limit' },
    { zh: '唯一证件之前的月份', en: 'months before the only certificate' },
    { zh: '生活补贴不限等级', en: 'the living benefit with any grade' },
  ],
});
