import { comparison } from '../../src/analytics/comparison.js';

/** M25: one act of one party fined twice. */
export const twoFinesForOneAct = comparison({
  id: 'two-fines-for-one-act',
  no: 'M25',
  zh: '一事二罚',
  en: 'One act of one party fined twice',
  serves: ['justice'],
  severity: { YELLOW: 'one act fined twice' },
  basis: '行政处罚法 §29',
  reads: {
    'penalty-case': [
      'caseNo',
      'partyKind',
      'partyId',
      'actCode',
      'factFrom',
      'sceneNo',
      'decidedDate',
      'penaltyKinds',
      'fine',
      'status',
    ],
  },
  parameters: {},
  notAlert: [
    { zh: '不同行为或当事人', en: 'another act or party' },
    { zh: '撤销的决定', en: 'revoked decisions' },
    { zh: '仅警告', en: 'a warning without a fine' },
    { zh: '决定后继续的行为', en: 'an act that went on after a decision' },
  ],
});
