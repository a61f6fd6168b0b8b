import { comparison } from '../../src/analytics/comparison.js';

/** M22: the same officer checks the same firm again and again without a finding. */
export const repeatedChecksWithoutFinding = comparison({
  id: 'repeated-checks-without-finding',
  no: 'M22',
  zh: '连查无果',
  en: 'The same officer checks the same firm again and again without a finding',
  serves: ['justice'],
  severity: { BLUE: 'a run without a finding' },
  basis: null,
  reads: {
    'administrative-check': [
      'checkNo',
      'uscc',
      'basis',
      'visitNature',
      'startAt',
      'result',
      'recheckOf',
      'status',
      'officers.certNo',
    ],
  },
  parameters: {
    streak: { integer: 3, zh: '连续次数', en: 'checks in a row' },
    windowMonths: { integer: 12, unit: 'month', zh: '窗口月数', en: 'months within which they lie' },
  },
  notAlert: [
    { zh: '复查', en: 're-inspections' },
    { zh: '其间有发现', en: 'a finding in between' },
    { zh: '不同检查人员', en: 'another officer' },
  ],
});
