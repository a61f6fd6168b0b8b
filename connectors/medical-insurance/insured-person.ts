import { InsuredPerson } from '../../schema/medical-insurance/insured-person.js';
import { stream } from '../../src/sources/stream.js';

/** Medical Insurance Bureau: medical insurance enrolment. */
export const insuredPerson = stream({
  category: InsuredPerson,
  source: { kind: 'view', database: 'qzk_yb', table: 'yb_cbxx' },
  nulls: ['NULL'],
  mode: 'delta',
  cron: '0 5 * * 1',
  freshness: { warn: '9d', fail: '16d' },
  fields: {
    citizenId: 'sfzh',
    name: 'xm',
    scheme: 'xz',
    subsidisedKind: 'zzlb',
    status: 'cbzt',
    validFrom: { name: 'cbqq', format: 'yyyyMMdd' },
    validTo: { name: 'cbqz', format: 'yyyyMMdd' },
    employerUscc: 'dwxydm',
    poolCode: 'tcqh',
  },
});
