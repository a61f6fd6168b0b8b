import { VillageDebt } from '../../schema/agriculture/village-debt.js';
import { stream } from '../../src/sources/stream.js';

/** Agriculture and Rural Affairs Commission: village debt. */
export const villageDebt = stream({
  category: VillageDebt,
  source: { kind: 'file', folder: 'agriculture', name: 'NY_CJZW', dialect: 'csv-gb' },
  nulls: ['/', '无'],
  mode: 'full',
  cron: '35 6 6 * *',
  freshness: { warn: '40d', fail: '50d' },
  fields: {
    debtNo: '债务编号',
    villageUscc: '村集体信用代码',
    communityCode: '村居代码',
    creditorKind: { name: '债权人类型', label: true },
    creditorId: '债权人证件号',
    creditorName: '债权人名称',
    principal: { name: '债务本金(元)', quirks: ['WANSUFFIX'] },
    balance: { name: '余额(元)', quirks: ['WANSUFFIX'] },
    incurredDate: { name: '形成日期', format: 'yyyy-MM-dd' },
    dueDate: { name: '到期日期', format: 'yyyy-MM-dd' },
    annualRatePercent: '年利率(%)',
    meetingNo: '决议编号',
    month: { name: '截止月份', format: 'yyyy-MM' },
  },
});
