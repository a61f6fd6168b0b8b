import { comparison } from '../../src/analytics/comparison.js';

/** M32: village finances: declared, bank flow and public notice differ. */
export const threeWayMismatch = comparison({
  id: 'three-way-mismatch',
  no: 'M32',
  zh: '三方核对',
  en: 'Village finances: declared, bank flow and public notice differ',
  serves: ['agriculture'],
  severity: { YELLOW: 'books, bank and notice differ' },
  basis: null,
  reads: {
    'village-ledger-entry': [
      'entryNo',
      'villageUscc',
      'month',
      'itemCode',
      'amount',
      'entryKind',
      'bankFlowNo',
    ],
    'village-bank-flow': ['bankFlowNo', 'villageUscc', 'transactedAt', 'amount', 'itemCode', 'returned'],
    'village-disclosure': [
      'disclosureNo',
      'lineNo',
      'villageUscc',
      'disclosureKind',
      'month',
      'itemCode',
      'amount',
    ],
  },
  parameters: {
    relTol: { decimal: '0.01', zh: '相对容差', en: 'relative tolerance' },
    absTol: { decimal: '100.00', unit: 'yuan', zh: '绝对容差', en: 'absolute tolerance' },
    closeDays: { integer: 45, unit: 'day', zh: '结账天数', en: 'days in which a month is closed' },
  },
  notAlert: [
    { zh: '现金和抵扣无流水', en: 'cash and offsets, which have no flow' },
    { zh: '银行退回', en: 'returned transfers' },
    { zh: '关联流水跨月入账', en: 'a linked flow booked in another month' },
  ],
});
