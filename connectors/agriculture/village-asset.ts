import { VillageAsset } from '../../schema/agriculture/village-asset.js';
import { stream } from '../../src/sources/stream.js';

/** Agriculture and Rural Affairs Commission: village collective asset. */
export const villageAsset = stream({
  category: VillageAsset,
  source: { kind: 'file', folder: 'agriculture', name: 'NY_ZCTZ', dialect: 'csv-gb' },
  nulls: ['/'],
  mode: 'full',
  cron: '0 6 6 * *',
  freshness: { warn: '40d', fail: '50d' },
  fields: {
    assetNo: '资产编号',
    villageUscc: '村集体信用代码',
    communityCode: '村居代码',
    assetName: '资产名称',
    assetKind: { name: '资产类别', label: true },
    parcelNo: { name: '地块编码', quirks: ['SCI'] },
    bookAreaMu: { name: '账面面积(亩)', quirks: ['UNITSUFFIX'] },
    surveyedAreaSqm: { name: '测绘面积(平方米)', quirks: ['UNITSUFFIX'] },
    surveyedDate: { name: '测绘日期', format: 'yyyy-MM-dd' },
    soilGrade: '土壤等级',
    location: '坐落',
    ownershipStatus: { name: '权属状态', label: true },
    useStatus: { name: '使用状态', label: true },
    useStatusDate: { name: '状态起始日', format: 'yyyy-MM-dd' },
    bookValue: '账面原值',
  },
});
