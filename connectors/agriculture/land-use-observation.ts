import { LandUseObservation } from '../../schema/agriculture/land-use-observation.js';
import { stream } from '../../src/sources/stream.js';

/** Agriculture and Rural Affairs Commission: observation of land and asset use. */
export const landUseObservation = stream({
  category: LandUseObservation,
  source: { kind: 'file', folder: 'agriculture', name: 'NY_LYJC', dialect: 'csv-gb' },
  nulls: ['/'],
  mode: 'delta',
  cron: '45 6 8 * *',
  freshness: { warn: '45d', fail: '55d' },
  fields: {
    observationNo: '观测编号',
    parcelNo: { name: '地块编码', quirks: ['SCI'] },
    assetNo: '资产编号',
    observedDate: { name: '观测日期', format: 'yyyy-MM-dd' },
    method: { name: '观测方式', label: true },
    useState: { name: '利用状态', label: true },
    observedAreaSqm: '观测面积(平方米)',
    contactResult: { name: '联系结果', label: true },
    contactedId: '联系人身份证号',
    contactedDate: { name: '联系日期', format: 'yyyy-MM-dd' },
  },
});
