import { EnforcementCertificate } from '../../schema/justice/enforcement-certificate.js';
import { stream } from '../../src/sources/stream.js';

/** Justice Bureau: enforcement officer certificate. */
export const enforcementCertificate = stream({
  category: EnforcementCertificate,
  source: { kind: 'view', database: 'qzk_sf', table: 'sf_zfz' },
  mode: 'delta',
  cron: '0 6 1 * *',
  freshness: { warn: '35d', fail: '45d' },
  fields: {
    certNo: 'zfzh',
    citizenId: 'sfzh',
    name: 'xm',
    agencyCode: 'zfjgdm',
    certKind: 'zjlb',
    validFrom: { name: 'yxqq', format: 'yyyyMMdd' },
    validTo: { name: 'yxqz', format: 'yyyyMMdd' },
    status: 'zt',
    statusDate: { name: 'ztrq', format: 'yyyyMMdd', quirks: ['DATEZERO'] },
  },
});
