import type { CountingRows } from '../../src/analytics/comparison.js';

/** The rows that count in comparisons; every row of the other categories does. */
export const counting: CountingRows = {
  'bed-subsidy-claim': { status: ['SUBMITTED', 'APPROVED'] },
  'inpatient-stay': { cancelled: [false] },
  'outpatient-purchase': { refunded: [false] },
  'subsidy-payment': { status: ['SUCCESS'] },
  'social-insurance-month': { status: ['PAID'] },
  'canteen-meal': { payStatus: ['PAID'] },
  'administrative-check': { status: ['VALID'] },
  'grain-claim': { status: ['SUBMITTED', 'APPROVED'] },
  'coal-claim': { status: ['SUBMITTED', 'APPROVED'] },
  'treasury-remittance': { status: ['IN_TREASURY', 'IN_TRANSIT'] },
  'village-bank-flow': { returned: [false] },
  bid: { bidStatus: ['VALID', 'REJECTED'] },
  'marriage-registration': { valid: [true] },
  'death-certificate': { idKind: ['CITIZEN'] },
};
