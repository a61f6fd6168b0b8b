import { CoalClaim } from '../../schema/agriculture/coal-claim.js';
import { stream } from '../../src/sources/stream.js';

/** Agriculture and Rural Affairs Commission: smokeless-coal subsidy claim. */
export const coalClaim = stream({
  category: CoalClaim,
  source: { kind: 'file', folder: 'agriculture', name: 'NY_WYM', dialect: 'csv-gb' },
  nulls: ['/'],
  mode: 'delta',
  cron: '50 6 * * 1',
  freshness: { warn: '9d', fail: '16d' },
  fields: {
    claimNo: '申报编号',
    heatingSeason: '采暖季',
    householdNo: { name: '户号', quirks: ['LEADZERO'] },
    citizenId: '申领人身份证号',
    name: '申领人姓名',
    communityCode: '村居代码',
    tonnes: { name: '申领吨数', quirks: ['UNITSUFFIX'] },
    ratePerTonne: '补贴标准(元/吨)',
    amount: '补贴金额(元)',
    claimedDate: { name: '申领日期', format: 'yyyy-MM-dd' },
    deliveredDate: { name: '配送日期', format: 'yyyy-MM-dd' },
    receiverId: '签收人身份证号',
    status: { name: '状态', label: true },
  },
});
