import { Bid } from '../../schema/public-resources-trading/bid.js';
import { stream } from '../../src/sources/stream.js';

/** Public Resources Trading Centre: bid in a public procurement. */
export const bid = stream({
  category: Bid,
  source: { kind: 'api', path: '/api/v1/bids', paging: 'page', pageSize: 200 },
  mode: 'delta',
  cron: '50 4 * * *',
  freshness: { warn: '30h', fail: '54h' },
  fields: {
    projectNo: 'projectNo',
    projectName: 'projectName',
    lotNo: 'lotNo',
    purchaserUscc: 'purchaserUscc',
    agentUscc: 'agentUscc',
    categoryCode: 'categoryCode',
    method: 'method',
    budget: 'budget',
    openAt: { name: 'openAt', format: 'yyyy-MM-dd HH:mm:ss' },
    bidderUscc: 'bidderUscc',
    bidderName: 'bidderName',
    bidPrice: 'bidPrice',
    rank: 'rank',
    won: 'won',
    bidStatus: 'bidStatus',
    uploadIps: 'uploadIps',
    uploadMacs: { name: 'uploadMacs', quirks: ['MACFORM'] },
    fileAuthor: 'fileAuthor',
    fileMachineCode: 'fileMachineCode',
    depositAccountHash: 'depositAccountHash',
    projectManagerId: 'pmIdNo',
    projectManagerName: 'pmName',
  },
});
