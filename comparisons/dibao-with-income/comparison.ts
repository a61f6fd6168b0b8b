import { comparison } from '../../src/analytics/comparison.js';

/** M8: low-income families with regular income above the line. */
export const dibaoWithIncome = comparison({
  id: 'dibao-with-income',
  no: 'M8',
  zh: '低保×供养收入',
  en: 'Low-income families with regular income above the line',
  serves: ['civil-affairs'],
  severity: { YELLOW: 'income above the line for minMonths months in a row' },
  basis: null,
  reads: {
    'social-assistance': [
      'familyNo',
      'citizenId',
      'assistanceKind',
      'familySize',
      'standardAmount',
      'monthlyAmount',
      'validFrom',
      'validTo',
    ],
    'social-insurance-month': [
      'recordNo',
      'citizenId',
      'month',
      'recordKind',
      'employerUscc',
      'contributionBase',
      'benefitAmount',
      'status',
    ],
    'tax-summary': ['declarationNo', 'taxpayerKind', 'taxpayerId', 'period', 'incomeBand'],
    'public-post': ['postNo', 'citizenId', 'monthlyPay', 'validFrom', 'validTo'],
  },
  parameters: {
    factor: { decimal: '1.5', zh: '保障线倍数', en: 'multiple of the line' },
    minMonths: { integer: 3, unit: 'month', zh: '连续月数', en: 'consecutive months' },
  },
  notAlert: [
    { zh: '开始领取养老金当月退出', en: 'exit in the month in which a pension begins' },
    { zh: '少于规定月数的季节性收入', en: 'seasonal income of fewer months' },
    { zh: '灵活就业缴费', en: 'contributions of the flexibly employed' },
    { zh: '欠缴或退费记录', en: 'owed or refunded records' },
  ],
});
