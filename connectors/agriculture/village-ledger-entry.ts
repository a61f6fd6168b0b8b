import { VillageLedgerEntry } from '../../schema/agriculture/village-ledger-entry.js';
import { stream } from '../../src/sources/stream.js';

/** Agriculture and Rural Affairs Commission: declared village ledger entry. */
export const villageLedgerEntry = stream({
  category: VillageLedgerEntry,
  source: { kind: 'file', folder: 'agriculture', name: 'NY_SZTZ', dialect: 'csv-gb' },
  nulls: ['/'],
  mode: 'delta',
  cron: '15 6 6 * *',
  freshness: { warn: '40d', fail: '50d' },
  fields: {
    entryNo: '凭证号',
    villageUscc: '村集体信用代码',
    communityCode: '村居代码',
    month: { name: '记账月份', format: 'yyyy-MM' },
    entryDate: { name: '业务日期', format: 'yyyy-MM-dd' },
    direction: { name: '收支方向', label: true },
    itemCode: '项目编码',
    summary: '摘要',
    amount: '金额(元)',
    entryKind: { name: '入账方式', label: true },
    offsetNo: '抵扣协议编号',
    contractNo: '合同编号',
    counterpartyKind: { name: '对方类型', label: true },
    counterpartyId: '对方证件号',
    counterpartyName: '对方名称',
    bankFlowNo: '银行流水号',
    fundDocNo: '资金文号',
  },
});
