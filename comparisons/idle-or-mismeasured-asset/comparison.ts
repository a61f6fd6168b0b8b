import { comparison } from '../../src/analytics/comparison.js';

/** M30: collective land, water or buildings left idle, or booked with a wrong area. */
export const idleOrMismeasuredAsset = comparison({
  id: 'idle-or-mismeasured-asset',
  no: 'M30',
  zh: '闲置面积',
  en: 'Collective land, water or buildings left idle, or booked with a wrong area',
  serves: ['agriculture'],
  severity: { BLUE: 'idle, or booked with a wrong area' },
  basis: null,
  reads: {
    'village-asset': [
      'assetNo',
      'villageUscc',
      'assetKind',
      'parcelNo',
      'bookAreaMu',
      'surveyedAreaSqm',
      'useStatus',
      'useStatusDate',
    ],
    'village-contract': ['assetNo', 'validFrom', 'validTo', 'status'],
    'land-use-observation': ['observationNo', 'parcelNo', 'assetNo', 'observedDate', 'useState'],
  },
  parameters: {
    idleDays: { integer: 180, unit: 'day', zh: '闲置天数', en: 'days without use' },
    areaTol: { decimal: '0.05', zh: '面积容差', en: 'tolerated share of the surveyed area' },
  },
  notAlert: [
    { zh: '生态休耕', en: 'ecological fallow, booked or observed' },
    { zh: '自营资产', en: 'self-run assets' },
    { zh: '窗口内到期的合同', en: 'a contract that ended inside the window' },
  ],
});
