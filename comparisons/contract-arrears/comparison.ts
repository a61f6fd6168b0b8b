import { comparison } from '../../src/analytics/comparison.js';

/** M28: rents of village contracts that are overdue. */
export const contractArrears = comparison({
  id: 'contract-arrears',
  no: 'M28',
  zh: '合同欠款',
  en: 'Rents of village contracts that are overdue',
  serves: ['agriculture'],
  severity: { RED: 'overdue for more than redDays', YELLOW: 'overdue for more than graceDays' },
  basis: null,
  reads: {
    'contract-schedule': [
      'contractNo',
      'periodNo',
      'villageUscc',
      'dueDate',
      'dueAmount',
      'adjustKind',
      'adjustMeetingNo',
    ],
    'village-ledger-entry': ['entryNo', 'contractNo', 'direction', 'entryDate', 'amount'],
    'village-contract': ['contractNo', 'rentFreeFrom', 'rentFreeTo', 'inLitigation'],
  },
  parameters: {
    graceDays: { integer: 30, unit: 'day', zh: '宽限天数', en: 'days of grace' },
    redDays: { integer: 180, unit: 'day', zh: '红色天数', en: 'days from which it is RED' },
  },
  notAlert: [
    { zh: '免租期', en: 'rent-free time' },
    { zh: '抵扣和减免', en: 'offsets and waivers' },
    { zh: '决议延期', en: 'deferral by resolution' },
    { zh: '诉讼中', en: 'litigation' },
  ],
});
