import { BenefitRoster } from '../../schema/civil-affairs/benefit-roster.js';
import { stream } from '../../src/sources/stream.js';

/** Civil Affairs Bureau: roster of disability, elderly and land-loss benefits. */
export const benefitRoster = stream({
  category: BenefitRoster,
  source: { kind: 'file', folder: 'civil-affairs', name: 'MZ_BTMC', dialect: 'csv-gb' },
  nulls: ['无', '/'],
  mode: 'full',
  cron: '0 6 3 * *',
  freshness: { warn: '40d', fail: '50d' },
  fields: {
    item: { name: '补贴项目', label: true },
    citizenId: '身份证号',
    name: '姓名',
    birthDate: { name: '登记出生日期', format: 'yyyyMMdd' },
    disabilityCertNo: '残疾证号',
    requisitionNo: '征地批次号',
    validFrom: { name: '享受起始月', format: 'yyyyMM', altFormats: ['yyyy.MM'] },
    validTo: { name: '享受截止月', format: 'yyyyMM', altFormats: ['yyyy.MM'] },
    monthlyAmount: '月标准',
    status: { name: '状态', label: true },
    statusDate: { name: '状态日期', format: 'yyyyMMdd' },
    collectorId: '代领人身份证号',
    townshipCode: '街镇代码',
    communityCode: '村居代码',
  },
});
