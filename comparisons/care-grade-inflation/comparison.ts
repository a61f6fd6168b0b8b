import { comparison } from '../../src/analytics/comparison.js';

/** M5: claimed care grade above the assessed one. */
export const careGradeInflation = comparison({
  id: 'care-grade-inflation',
  no: 'M5',
  zh: '等级虚高',
  en: 'Claimed care grade above the assessed one',
  serves: ['civil-affairs', 'medical-insurance'],
  severity: {
    YELLOW: 'an assessment in force gives a lower grade',
    BLUE: 'no offending claim had an assessment in force',
  },
  basis: null,
  reads: {
    'bed-subsidy-claim': [
      'claimNo',
      'homeUscc',
      'citizenId',
      'claimMonth',
      'claimFrom',
      'claimedGrade',
      'amount',
      'status',
    ],
    'ability-assessment': ['assessmentNo', 'citizenId', 'grade', 'assessedDate', 'validFrom', 'validTo'],
    'ltc-assessment': ['assessmentNo', 'citizenId', 'ltcGrade', 'concludedDate', 'validTo'],
  },
  parameters: {
    backdateMaxDays: {
      integer: 90,
      unit: 'day',
      zh: '可接受的最长倒签天数',
      en: 'longest accepted back-dating',
    },
  },
  notAlert: [
    {
      zh: '申报前的重新评估，或不超过限度的倒签',
      en: 'a reassessment before the claim, or back-dated within the limit',
    },
    { zh: '申报起始日之后的等级变化', en: 'a change of grade after the first claimed day' },
    { zh: '任一有效评估支持的等级', en: 'a grade that any assessment in force justifies' },
  ],
});
