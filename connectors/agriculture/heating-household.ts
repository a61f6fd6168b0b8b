import { HeatingHousehold } from '../../schema/agriculture/heating-household.js';
import { stream } from '../../src/sources/stream.js';

/** Agriculture and Rural Affairs Commission: household heating roster. */
export const heatingHousehold = stream({
  category: HeatingHousehold,
  source: { kind: 'file', folder: 'agriculture', name: 'NY_QJQN', dialect: 'csv-gb' },
  nulls: ['/'],
  mode: 'full',
  cron: '55 6 10 11 *',
  freshness: { warn: '380d', fail: '410d' },
  fields: {
    householdNo: { name: '户号', quirks: ['LEADZERO'] },
    headId: '户主身份证号',
    communityCode: '村居代码',
    heatingMode: { name: '采暖方式', label: true },
    validFrom: { name: '启用日期', format: 'yyyy-MM-dd' },
    validTo: { name: '停用日期', format: 'yyyy-MM-dd' },
    vacant: { name: '空置标志', booleans: { 是: true, 否: false } },
    vacantFrom: { name: '空置起', format: 'yyyy-MM-dd' },
    vacantTo: { name: '空置止', format: 'yyyy-MM-dd' },
    verifiedDate: { name: '核实日期', format: 'yyyy-MM-dd' },
  },
});
