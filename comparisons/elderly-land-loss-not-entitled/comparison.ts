import { comparison } from '../../src/analytics/comparison.js';

/** M11: elderly or land-loss benefit without age, residence or roster entry. */
export const elderlyLandLossNotEntitled = comparison({
  id: 'elderly-land-loss-not-entitled',
  no: 'M11',
  zh: '高龄失地资格',
  en: 'Elderly or land-loss benefit without age, residence or roster entry',
  serves: ['civil-affairs'],
  severity: { YELLOW: 'months without age, residence or roster entry' },
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
    'household-resident': [
      'citizenId',
      'sex',
      'birthDate',
      'registrationStatus',
      'statusDate',
      'movedInDate',
      'birthCorrectedDate',
      'birthCorrectionNo',
    ],
    'benefit-roster': ['item', 'citizenId', 'requisitionNo', 'validFrom', 'validTo', 'status'],
  },
  parameters: {
    elderlyAge: { integer: 80, zh: '高龄年龄', en: 'age for the elderly benefit' },
    landLossAgeMale: { integer: 60, zh: '失地保障男性年龄', en: 'age of men for the land-loss benefit' },
    landLossAgeFemale: {
      integer: 55,
      zh: '失地保障女性年龄',
      en: 'age of women, and of unknown sex, for the land-loss benefit',
    },
    rosterMonths: {
      integer: 23,
      unit: 'month',
      zh: '名册完整的月数',
      en: 'months for which the roster is complete',
    },
  },
  notAlert: [
    { zh: '达到年龄的当月', en: 'the month in which the age is reached' },
    { zh: '出生日期更正之前的月份', en: 'months before a proven correction of the birth date' },
    { zh: '名册已不完整的月份', en: 'months for which the roster no longer tells' },
  ],
});
