import { EnterpriseHolder } from '../../schema/market-regulation/enterprise-holder.js';
import { stream } from '../../src/sources/stream.js';

/** Market Regulation Bureau: shareholders and executives of an enterprise. */
export const enterpriseHolder = stream({
  category: EnterpriseHolder,
  source: { kind: 'api', path: '/api/v1/enterprise-holders', paging: 'cursor', pageSize: 500 },
  mode: 'delta',
  cron: '20 3 * * *',
  freshness: { warn: '30h', fail: '54h' },
  fields: {
    holdingId: 'holdingId',
    uscc: 'uscc',
    role: 'role',
    partyKind: 'partyType',
    partyId: 'partyIdNo',
    partyName: 'partyName',
    shareRatio: 'ratio',
    subscribedAmount: { name: 'amount', unit: 'wan' },
    validFrom: { name: 'validFrom', format: 'yyyy-MM-dd' },
    validTo: { name: 'validTo', format: 'yyyy-MM-dd' },
  },
});
