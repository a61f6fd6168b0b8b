import { ParcelRight } from '../../schema/agriculture/parcel-right.js';
import { stream } from '../../src/sources/stream.js';

/** Agriculture and Rural Affairs Commission: right to a farmland parcel. */
export const parcelRight = stream({
  category: ParcelRight,
  source: { kind: 'file', folder: 'agriculture', name: 'NY_DKQL', dialect: 'csv-gb' },
  nulls: ['/'],
  mode: 'full',
  cron: '0 6 20 1,7 *',
  freshness: { warn: '210d', fail: '230d' },
  fields: {
    parcelNo: '地块编码',
    communityCode: '村居代码',
    rightKind: { name: '权利类型', label: true },
    holderKind: { name: '权利人类型', label: true },
    holderId: '权利人证件号',
    holderName: '权利人名称',
    contractorCode: '承包方编码',
    contractAreaMu: '合同面积(亩)',
    measuredAreaSqm: { name: '实测面积', adjust: { field: 'areaUnit', constant: 'MU', factor: '666.67' } },
    areaUnit: { name: '实测面积单位', label: true },
    landUse: { name: '土地用途', label: true },
    soilGrade: '土壤等级',
    validFrom: { name: '权利起', format: 'yyyy-MM-dd' },
    validTo: { name: '权利止', format: 'yyyy-MM-dd' },
    leaseNo: '流转合同编号',
    certificateNo: '权证编号',
  },
});
