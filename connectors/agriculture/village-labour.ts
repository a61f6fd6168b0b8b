import { VillageLabour } from '../../schema/agriculture/village-labour.js';
import { stream } from '../../src/sources/stream.js';

/** Agriculture and Rural Affairs Commission: paid labour for a village collective. */
export const villageLabour = stream({
  category: VillageLabour,
  source: { kind: 'file', folder: 'agriculture', name: 'NY_LWYG', dialect: 'csv-gb' },
  nulls: ['/'],
  mode: 'delta',
  cron: '30 6 6 * *',
  freshness: { warn: '40d', fail: '50d' },
  fields: {
    sheetNo: '用工单号',
    lineNo: '行号',
    villageUscc: '村集体信用代码',
    communityCode: '村居代码',
    citizenId: '用工人身份证号',
    name: '用工人姓名',
    workDate: { name: '用工日期', format: 'yyyy-MM-dd', altFormats: ['yyyy/M/d'] },
    workKind: '工种',
    workDays: '工日',
    dayRate: '日工资(元)',
    amount: '金额(元)',
    paidDate: { name: '发放日期', format: 'yyyy-MM-dd', altFormats: ['yyyy/M/d'] },
    payFromKind: { name: '付款方式', label: true },
    payAccountHash: '收款账号散列',
    payAccountOwnerId: '收款账户户主身份证号',
    approverId: '审批人身份证号',
    bankFlowNo: '银行流水号',
  },
});
