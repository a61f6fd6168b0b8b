import { comparison } from '../../src/analytics/comparison.js';

/** M9: assistance approved or handled by the applicant's kin; kin of local cadres on assistance. */
export const assistanceApprovedByKin = comparison({
  id: 'assistance-approved-by-kin',
  no: 'M9',
  zh: '优亲厚友',
  en: "Assistance approved or handled by the applicant's kin; kin of local cadres on assistance",
  serves: ['discipline-inspection'],
  severity: {
    RED: 'the official is the approver',
    YELLOW: 'the official is the handler or a cadre of the community',
  },
  basis: null,
  reads: {
    'social-assistance': [
      'familyNo',
      'citizenId',
      'assistanceKind',
      'applicantId',
      'approverId',
      'handlerId',
      'approvedDate',
      'monthlyAmount',
      'communityCode',
      'validFrom',
    ],
    'public-post': ['postNo', 'citizenId', 'staffKind', 'communityCode', 'validFrom', 'validTo'],
  },
  parameters: {},
  notAlert: [
    { zh: '仅姓名相同', en: 'equal names without identifiers' },
    { zh: '近亲属以外的关系', en: 'relations beyond near kin' },
    { zh: '审批日前已终止的亲属关系或任职', en: 'kinship or post that ended before the approval' },
  ],
});
