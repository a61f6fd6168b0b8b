import { comparison } from '../../src/analytics/comparison.js';

/** M14: coal subsidy for a household with clean heating, an empty home or a dead claimant. */
export const coalSubsidyNotEntitled = comparison({
  id: 'coal-subsidy-not-entitled',
  no: 'M14',
  zh: '无烟煤',
  en: 'Coal subsidy for a household with clean heating, an empty home or a dead claimant',
  serves: ['agriculture'],
  severity: { YELLOW: 'clean heating, empty home, no resident or dead claimant' },
  basis: null,
  reads: {
    'coal-claim': ['claimNo', 'heatingSeason', 'householdNo', 'citizenId', 'amount', 'claimedDate', 'status'],
    'heating-household': [
      'householdNo',
      'heatingMode',
      'validFrom',
      'validTo',
      'vacant',
      'vacantFrom',
      'vacantTo',
    ],
    'household-resident': ['citizenId', 'householdNo', 'registrationStatus', 'statusDate'],
  },
  parameters: {},
  notAlert: [
    { zh: '申领后改变取暖方式、迁出或死亡', en: 'a change of heating, a move or a death after the claim' },
    { zh: '人户分离', en: 'registered elsewhere, which proves no vacancy' },
  ],
});
