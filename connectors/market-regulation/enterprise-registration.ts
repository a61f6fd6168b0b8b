import { EnterpriseRegistration } from '../../schema/market-regulation/enterprise-registration.js';
import { stream } from '../../src/sources/stream.js';

/** Market Regulation Bureau: enterprise registration. */
export const enterpriseRegistration = stream({
  category: EnterpriseRegistration,
  source: { kind: 'api', path: '/api/v1/enterprises', paging: 'cursor', pageSize: 500 },
  mode: 'delta',
  cron: '0 3 * * *',
  freshness: { warn: '30h', fail: '54h' },
  fields: {
    uscc: 'uscc',
    registrationNo: 'regNo',
    name: { name: 'entName', quirks: ['HTML'] },
    entityKind: 'entType',
    legalRepName: 'legalRepName',
    legalRepId: 'legalRepIdNo',
    registeredCapital: { name: 'regCapital', unit: 'wan' },
    establishedDate: { name: 'estDate', format: 'yyyy-MM-dd' },
    operatingFrom: { name: 'opFrom', format: 'yyyy-MM-dd' },
    operatingTo: { name: 'opTo', format: 'yyyy-MM-dd' },
    industryCode: 'industry',
    address: { name: 'address', quirks: ['HTML'] },
    townshipCode: 'township',
    status: 'status',
    statusDate: { name: 'statusDate', format: 'yyyy-MM-dd' },
    listed: 'listed',
  },
});
