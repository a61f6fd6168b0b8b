import { comparison } from '../../src/analytics/comparison.js';

/** M26: officers with a stake in the firm they check, and checks with too few qualified officers. */
export const enforcementStakeOrUnqualified = comparison({
  id: 'enforcement-stake-or-unqualified',
  no: 'M26',
  zh: '执法利害资格',
  en: 'Officers with a stake in the firm they check, and checks with too few qualified officers',
  serves: ['justice', 'discipline-inspection'],
  severity: { RED: 'a stake in the firm, or too few qualified officers' },
  basis: '行政处罚法 §43, §42',
  reads: {
    'administrative-check': [
      'checkNo',
      'uscc',
      'jointTaskNo',
      'visitNature',
      'form',
      'startAt',
      'status',
      'officers.certNo',
      'officers.officerId',
    ],
    'enforcement-certificate': ['certNo', 'citizenId', 'validFrom', 'validTo', 'status', 'statusDate'],
    'enterprise-holder': [
      'holdingId',
      'uscc',
      'role',
      'partyKind',
      'partyId',
      'shareRatio',
      'validFrom',
      'validTo',
    ],
    'enterprise-registration': ['uscc', 'listed'],
    'kin-declaration': [
      'declarationNo',
      'lineNo',
      'declarantId',
      'relation',
      'validFrom',
      'validTo',
      'interestKind',
      'interestUscc',
      'shareRatio',
    ],
  },
  parameters: {
    minOfficers: { integer: 2, zh: '最少合格人数', en: 'qualified officers' },
    listedMinShare: {
      decimal: '0.05',
      zh: '上市公司持股线',
      en: 'share in a listed firm from which it counts',
    },
  },
  notAlert: [
    { zh: '检查日前已终止的持股或亲属关系', en: 'a holding or kinship that ended before the check' },
    { zh: '上市公司小额持股', en: 'trivial shares in listed firms' },
    { zh: '联合检查各派一人', en: 'one officer of each agency in a joint task' },
    { zh: '非现场检查', en: 'remote checks' },
  ],
});
