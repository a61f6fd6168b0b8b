import { SocialInsuranceMonth } from '../../schema/human-resources/social-insurance-month.js';
import { stream } from '../../src/sources/stream.js';

/** Human Resources and Social Security Bureau: social insurance contribution and benefit by month. */
export const socialInsuranceMonth = stream({
  category: SocialInsuranceMonth,
  source: { kind: 'view', database: 'qzk_rs', table: 'rs_sbjl' },
  mode: 'delta',
  cron: '30 5 5 * *',
  freshness: { warn: '35d', fail: '45d' },
  fields: {
    recordNo: 'jllsh',
    citizenId: 'sfzh',
    name: 'xm',
    month: { name: 'ny', format: 'yyyyMM' },
    recordKind: 'jllx',
    scheme: 'xz',
    employerUscc: { name: 'dwxydm', quirks: ['USCCOLD'] },
    employerName: 'dwmc',
    contributionBase: 'jfjs',
    personalPaid: 'grjf',
    benefitAmount: 'dyje',
    paidDate: { name: 'ffrq', format: 'yyyyMMdd', quirks: ['DATEZERO'] },
    status: 'zt',
  },
});
