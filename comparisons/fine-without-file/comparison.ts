import { comparison } from '../../src/analytics/comparison.js';

/** M24: fines without a case, fines that differ from the decision, cases decided too late. */
export const fineWithoutFile = comparison({
  id: 'fine-without-file',
  no: 'M24',
  zh: '罚款无案卷',
  en: 'Fines without a case, fines that differ from the decision, cases decided too late',
  serves: ['justice', 'finance'],
  severity: { RED: 'no file, or another amount than decided', YELLOW: 'decided too late' },
  basis: '行政处罚法 §60 (90 days), §51 (simple procedure)',
  reads: {
    'non-tax-bill': [
      'billCode',
      'billNo',
      'unitUscc',
      'itemCode',
      'amount',
      'billedDate',
      'collectedDate',
      'billStatus',
      'originalBillNo',
      'caseNo',
    ],
    'penalty-case': [
      'caseNo',
      'decisionNo',
      'agencyCode',
      'procedure',
      'factFrom',
      'filedDate',
      'decidedDate',
      'excludedDays',
      'extensions.days',
      'fine',
      'confiscated',
      'status',
    ],
  },
  parameters: {
    caseDays: { integer: 90, unit: 'day', zh: '办案期限天数', en: 'days in which a case is decided' },
    fileGraceDays: {
      integer: 7,
      unit: 'day',
      zh: '立卷宽限天数',
      en: 'days in which a bill may wait for its case',
    },
  },
  notAlert: [
    { zh: '简易程序当场处罚', en: 'on-spot fines under the simple procedure' },
    { zh: '已退付票据', en: 'refunded bills' },
    { zh: '不计入天数和延期', en: 'excluded days and extensions' },
    { zh: '未结案的分期或暂缓', en: 'unpaid instalments or deferral while the case is open' },
  ],
});
