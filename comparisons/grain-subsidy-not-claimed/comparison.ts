import { comparison } from '../../src/analytics/comparison.js';

/** M19: parcels that grow grain and for which nobody claimed. */
export const grainSubsidyNotClaimed = comparison({
  id: 'grain-subsidy-not-claimed',
  no: 'M19',
  zh: '种粮漏报',
  en: 'Parcels that grow grain and for which nobody claimed',
  serves: ['agriculture'],
  severity: { SERVICE: 'grain grown and nobody claimed' },
  basis: null,
  reads: {
    'parcel-right': ['parcelNo', 'holderKind', 'holderId', 'rightKind', 'landUse', 'validFrom', 'validTo'],
    'grain-claim': ['claimNo', 'year', 'season', 'parcelNo', 'amount', 'status'],
    'land-use-observation': ['observationNo', 'parcelNo', 'observedDate', 'useState', 'contactResult'],
  },
  parameters: {
    summerDeadline: {
      text: '07-31',
      zh: '夏粮申报截止（月-日）',
      en: 'last claim day of the summer season, month-day',
    },
    autumnDeadline: {
      text: '11-30',
      zh: '秋粮申报截止（月-日）',
      en: 'last claim day of the autumn season, month-day',
    },
  },
  notAlert: [
    { zh: '已流转或互换', en: 'leased or swapped out' },
    { zh: '本人放弃', en: 'declined' },
    { zh: '当年未种粮', en: 'not sown this year' },
  ],
});
