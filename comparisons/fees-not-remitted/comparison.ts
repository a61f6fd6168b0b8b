import { comparison } from '../../src/analytics/comparison.js';

/** M27: fees collected but not remitted; waste permits not billed; waste bills without permit. */
export const feesNotRemitted = comparison({
  id: 'fees-not-remitted',
  no: 'M27',
  zh: '收费×上缴',
  en: 'Fees collected but not remitted; waste permits not billed; waste bills without permit',
  serves: ['finance', 'urban-management'],
  severity: { RED: 'collected and not remitted', YELLOW: 'permit not billed', BLUE: 'bill without permit' },
  basis: null,
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
      'permitNo',
      'remittanceNo',
    ],
    'treasury-remittance': [
      'remittanceNo',
      'unitUscc',
      'itemCode',
      'coveredTo',
      'amount',
      'remittedDate',
      'status',
    ],
    'waste-permit': [
      'permitNo',
      'approvedVolume',
      'tariff',
      'feeUnitUscc',
      'exemptReason',
      'issuedDate',
      'status',
    ],
  },
  parameters: {
    settleDays: { integer: 15, unit: 'day', zh: '结算天数', en: 'days for settlement' },
    absTol: { decimal: '100.00', unit: 'yuan', zh: '绝对容差', en: 'absolute tolerance' },
    relTol: { decimal: '0.005', zh: '相对容差', en: 'relative tolerance' },
  },
  notAlert: [
    { zh: '月末在途', en: 'month-end transit' },
    { zh: '退付、作废票据和保证金', en: 'refunds, void bills and deposits' },
    { zh: '免缴核准', en: 'exempt permits' },
    { zh: '多缴', en: 'over-remittance' },
  ],
});
