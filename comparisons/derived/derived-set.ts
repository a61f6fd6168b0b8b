import type { DerivedSet } from '../../src/analytics/comparison.js';

/** Sets that several comparisons need; each is one statement beside this file, computed once a run. */
export const derivedSets: readonly DerivedSet[] = [
  {
    name: 'death_source',
    reads: {
      'death-cancellation': ['citizenId', 'deathDate'],
      'death-certificate': ['citizenId', 'deathAt', 'idKind'],
      'cremation-record': ['citizenId', 'deathDate'],
    },
  },
  { name: 'death_day', reads: {} },
  { name: 'certain_death', reads: {} },
  {
    name: 'near_kin',
    reads: {
      'kin-declaration': ['declarantId', 'relatedId', 'relation', 'validFrom', 'validTo'],
      'marriage-registration': [
        'registrationNo',
        'registrationKind',
        'husbandId',
        'husbandIdKind',
        'wifeId',
        'wifeIdKind',
        'registeredDate',
        'dissolvedNo',
        'valid',
      ],
    },
  },
  {
    name: 'disability_in_force',
    reads: {
      'disability-certificate': [
        'certNo',
        'citizenId',
        'disabilityGrade',
        'validFrom',
        'validTo',
        'status',
        'statusDate',
      ],
    },
  },
  {
    name: 'enforcement_in_force',
    reads: {
      'enforcement-certificate': ['certNo', 'citizenId', 'validFrom', 'validTo', 'status', 'statusDate'],
    },
  },
  {
    name: 'owner_share',
    reads: {
      'property-unit': ['coOwnership', 'owners.ownerKind', 'owners.ownerId', 'owners.shareRatio'],
    },
  },
];
