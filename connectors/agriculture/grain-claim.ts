import { GrainClaim } from '../../schema/agriculture/grain-claim.js';
import { stream } from '../../src/sources/stream.js';

/** Agriculture and Rural Affairs Commission: grain-growing subsidy claim. */
export const grainClaim = stream({
  category: GrainClaim,
  source: { kind: 'file', folder: 'agriculture', name: 'NY_ZLSB', dialect: 'csv-gb' },
  nulls: ['/'],
  mode: 'delta',
  cron: '40 6 * * 1',
  freshness: { warn: '9d', fail: '16d' },
  fields: {
    claimNo: '申报编号',
    year: { name: '年度', format: 'yyyy' },
    season: { name: '粮季', label: true },
    parcelNo: '地块编码',
    communityCode: '村居代码',
    citizenId: '申报人身份证号',
    name: '申报人姓名',
    crop: { name: '作物', label: true },
    claimedAreaMu: { name: '申报面积(亩)', quirks: ['UNITSUFFIX'] },
    ratePerMu: '补贴标准(元/亩)',
    amount: '申报金额(元)',
    leaseNo: '流转合同编号',
    claimedDate: { name: '申报日期', format: 'yyyy-MM-dd' },
    status: { name: '状态', label: true },
    disclosureNo: '公示编号',
  },
});
