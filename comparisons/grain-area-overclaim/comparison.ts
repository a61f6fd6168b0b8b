import { comparison } from '../../src/analytics/comparison.js';

/** M13: more grain area claimed than the parcel has, or one parcel claimed by several people without right. */
export const grainAreaOverclaim = comparison({
  id: 'grain-area-overclaim',
  no: 'M13',
  zh: '种粮面积',
  en: 'More grain area claimed than the parcel has, or one parcel claimed by several people without right',
  serves: ['agriculture'],
  severity: { YELLOW: 'over-claimed, or claimed by several without right' },
  basis: null,
  reads: {
    'grain-claim': [
      'claimNo',
      'year',
      'season',
      'parcelNo',
      'citizenId',
      'claimedAreaMu',
      'amount',
      'leaseNo',
      'claimedDate',
      'status',
    ],
    'parcel-right': [
      'parcelNo',
      'holderKind',
      'holderId',
      'rightKind',
      'contractAreaMu',
      'measuredAreaSqm',
      'leaseNo',
      'validFrom',
      'validTo',
    ],
  },
  parameters: {
    ratio: { decimal: '1.05', zh: '面积容许比例', en: 'tolerated share of the parcel' },
  },
  notAlert: [
    { zh: '备案的流转和互换', en: 'leases and swaps on record' },
    { zh: '按1亩=666.67平方米一致的面积', en: 'areas that agree after conversion' },
    { zh: '被驳回或撤回的申报', en: 'rejected or withdrawn claims' },
  ],
});
