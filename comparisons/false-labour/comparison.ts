import { comparison } from '../../src/analytics/comparison.js';

/** M31: paid village labour of the dead, of people on other payrolls or in hospital; wages through private accounts. */
export const falseLabour = comparison({
  id: 'false-labour',
  no: 'M31',
  zh: '劳务虚列',
  en: 'Paid village labour of the dead, of people on other payrolls or in hospital; wages through private accounts',
  serves: ['agriculture', 'discipline-inspection'],
  severity: {
    RED: 'labour of the dead',
    YELLOW: 'on another payroll, in hospital, or through private accounts',
  },
  basis: '农村集体经济组织法 §44 (private accounts)',
  reads: {
    'village-labour': [
      'sheetNo',
      'lineNo',
      'villageUscc',
      'citizenId',
      'workDate',
      'workDays',
      'amount',
      'payFromKind',
      'payAccountOwnerId',
      'approverId',
    ],
    'public-post': ['postNo', 'citizenId', 'staffKind', 'validFrom', 'validTo', 'fiscalPay'],
    'social-insurance-month': [
      'recordNo',
      'citizenId',
      'month',
      'recordKind',
      'scheme',
      'employerUscc',
      'status',
    ],
    'inpatient-stay': ['visitNo', 'citizenId', 'admittedAt', 'dischargedAt', 'cancelled'],
  },
  parameters: {
    payrollDays: { integer: 10, unit: 'day', zh: '全日工作天数', en: 'full weekdays in a month' },
  },
  notAlert: [
    { zh: '周末和半天', en: 'weekends and half days' },
    { zh: '合同工和村干部', en: 'contract staff and cadres' },
    { zh: '付入亲属账户', en: 'wages paid to a relative’s account' },
  ],
});
