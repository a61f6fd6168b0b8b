import { VillageBankFlow } from '../../schema/agriculture/village-bank-flow.js';
import { stream } from '../../src/sources/stream.js';

/** Agriculture and Rural Affairs Commission: bank flow of a village collective account. */
export const villageBankFlow = stream({
  category: VillageBankFlow,
  source: { kind: 'file', folder: 'agriculture', name: 'NY_ZJLS', dialect: 'csv-gb' },
  mode: 'delta',
  cron: '20 6 6 * *',
  freshness: { warn: '40d', fail: '50d' },
  fields: {
    bankFlowNo: '银行流水号',
    villageUscc: '村集体信用代码',
    accountHash: '账号散列',
    transactedAt: { name: '交易时间', format: 'yyyy-MM-dd HH:mm:ss' },
    direction: '借贷方向',
    amount: '金额(元)',
    counterpartyName: '对方户名',
    counterpartyAccountHash: '对方账号散列',
    counterpartyAccountKind: { name: '对方账户性质', label: true },
    purpose: '用途',
    itemCode: '项目编码',
    fundDocNo: '资金文号',
    returned: { name: '退汇标志', booleans: { 是: true, 否: false } },
  },
});
