import { comparison } from '../../src/analytics/comparison.js';

/** M21: enterprises inspected too often. */
export const overInspection = comparison({
  id: 'over-inspection',
  no: 'M21',
  zh: '过频检查',
  en: 'Enterprises inspected too often',
  serves: ['justice'],
  severity: { YELLOW: 'more visits than allowed' },
  basis: '国办发〔2024〕54号 (published annual caps); day, week and month limits after the practice of 成都',
  reads: {
    'administrative-check': [
      'checkNo',
      'agencyCode',
      'uscc',
      'jointTaskNo',
      'basis',
      'visitNature',
      'form',
      'startAt',
      'status',
    ],
  },
  parameters: {
    perDay: { integer: 1, zh: '24小时上限', en: 'visits in 24 hours' },
    perWeek: { integer: 2, zh: '7天上限', en: 'visits in 7 days' },
    perMonth: { integer: 3, zh: '30天上限', en: 'visits in 30 days' },
    annualCapPerAgency: { integer: 4, zh: '同一机关年度上限', en: 'visits of one agency in 365 days' },
    exemptBases: {
      codes: ['COMPLAINT', 'EMERGENCY', 'LICENCE', 'ASSIGNED'],
      zh: '不计入的检查依据',
      en: 'bases that do not count',
    },
  },
  notAlert: [
    { zh: '多机关联合检查', en: 'one joint task of several agencies' },
    { zh: '投诉、突发、许可、交办检查', en: 'exempt bases' },
    { zh: '服务和调研', en: 'service visits and surveys' },
    { zh: '非现场和书面检查', en: 'remote checks and document checks' },
    { zh: '作废记录', en: 'void records' },
  ],
});
