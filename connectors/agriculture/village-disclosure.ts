import { VillageDisclosure } from '../../schema/agriculture/village-disclosure.js';
import { stream } from '../../src/sources/stream.js';

/** Agriculture and Rural Affairs Commission: public disclosure of village finances. */
export const villageDisclosure = stream({
  category: VillageDisclosure,
  source: { kind: 'file', folder: 'agriculture', name: 'NY_CWGS', dialect: 'csv-gb' },
  nulls: ['/'],
  mode: 'delta',
  cron: '25 6 6 * *',
  freshness: { warn: '40d', fail: '50d' },
  fields: {
    disclosureNo: '公示编号',
    lineNo: '行号',
    villageUscc: '村集体信用代码',
    communityCode: '村居代码',
    disclosureKind: { name: '公示类型', label: true },
    month: { name: '所属月份', format: 'yyyy-MM', altFormats: ['yyyy年M月'] },
    direction: { name: '收支方向', label: true },
    itemCode: '项目编码',
    contractNo: '合同编号',
    debtNo: '债务编号',
    amount: { name: '公示金额(元)', quirks: ['UNITSUFFIX'] },
    postedDate: { name: '公示日期', format: 'yyyy-MM-dd' },
    postedTo: { name: '公示截止', format: 'yyyy-MM-dd' },
  },
});
