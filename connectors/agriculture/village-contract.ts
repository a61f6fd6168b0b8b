import { VillageContract } from '../../schema/agriculture/village-contract.js';
import { stream } from '../../src/sources/stream.js';

/** Agriculture and Rural Affairs Commission: village collective contract. */
export const villageContract = stream({
  category: VillageContract,
  source: { kind: 'file', folder: 'agriculture', name: 'NY_JTHT', dialect: 'csv-gb' },
  nulls: ['/', '无'],
  mode: 'delta',
  cron: '5 6 6 * *',
  freshness: { warn: '40d', fail: '50d' },
  fields: {
    contractNo: '合同编号',
    villageUscc: '村集体信用代码',
    communityCode: '村居代码',
    assetNo: '资产编号',
    contractKind: { name: '合同类型', label: true },
    partyKind: { name: '承包方类型', label: true },
    partyId: '承包方证件号',
    partyName: '承包方名称',
    areaMu: '合同面积(亩)',
    unitPriceYear: '年单价(元/亩)',
    totalAmount: '合同总额(元)',
    signedDate: { name: '签订日期', format: 'yyyy-MM-dd', altFormats: ['yyyy.M.d'] },
    validFrom: { name: '合同起', format: 'yyyy-MM-dd', altFormats: ['yyyy.M.d'] },
    validTo: { name: '合同止', format: 'yyyy-MM-dd', altFormats: ['yyyy.M.d'] },
    meetingNo: '民主决议编号',
    meetingDate: { name: '决议日期', format: 'yyyy-MM-dd', altFormats: ['yyyy.M.d'] },
    disclosureNo: '公示编号',
    rentFreeFrom: { name: '免租起', format: 'yyyy-MM-dd', altFormats: ['yyyy.M.d'] },
    rentFreeTo: { name: '免租止', format: 'yyyy-MM-dd', altFormats: ['yyyy.M.d'] },
    inLitigation: { name: '诉讼标志', booleans: { 是: true, 否: false } },
    litigationDate: { name: '诉讼立案日期', format: 'yyyy-MM-dd', altFormats: ['yyyy.M.d'] },
    status: { name: '状态', label: true },
  },
});
