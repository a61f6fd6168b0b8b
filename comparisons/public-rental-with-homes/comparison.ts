import { comparison } from '../../src/analytics/comparison.js';

/** M15: public-rental families that own more living space than the line. */
export const publicRentalWithHomes = comparison({
  id: 'public-rental-with-homes',
  no: 'M15',
  zh: '公租房×房产',
  en: 'Public-rental families that own more living space than the line',
  serves: ['housing'],
  severity: { YELLOW: 'owned area above the line' },
  basis: null,
  reads: {
    'public-rental': [
      'contractNo',
      'citizenId',
      'supportKind',
      'familySize',
      'monthlyAmount',
      'validFrom',
      'validTo',
      'vacateBy',
    ],
    'property-unit': [
      'registrationNo',
      'unitNo',
      'usage',
      'areaSqm',
      'registrationKind',
      'registeredAt',
      'endedAt',
      'coOwnership',
      'owners.ownerKind',
      'owners.ownerId',
      'owners.shareRatio',
    ],
  },
  parameters: {
    areaLinePerPerson: { decimal: '15.00', unit: 'm2', zh: '人均住房面积线', en: 'owned area per person' },
    graceMonths: {
      integer: 6,
      unit: 'month',
      zh: '租期内购房宽限月数',
      en: 'months of grace after a home was bought during the tenancy',
    },
  },
  notAlert: [
    { zh: '腾退宽限期', en: 'the grace to vacate' },
    { zh: '租期内新购住房的宽限', en: 'a home bought a short time ago' },
    { zh: '小份额', en: 'small shares' },
  ],
});
