import { ContractSchedule } from '../../schema/agriculture/contract-schedule.js';
import { stream } from '../../src/sources/stream.js';

/** Agriculture and Rural Affairs Commission: payment schedule of a village contract. */
export const contractSchedule = stream({
  category: ContractSchedule,
  source: { kind: 'file', folder: 'agriculture', name: 'NY_HTYS', dialect: 'csv-gb' },
  mode: 'delta',
  cron: '10 6 6 * *',
  freshness: { warn: '40d', fail: '50d' },
  fields: {
    contractNo: '合同编号',
    periodNo: '期次',
    villageUscc: '村集体信用代码',
    dueDate: { name: '应收日期', format: 'yyyy-MM-dd' },
    dueAmount: '应收金额(元)',
    adjustKind: { name: '调整原因', label: true },
    adjustMeetingNo: '调整决议编号',
  },
});
