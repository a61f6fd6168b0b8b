import { DeathCancellation } from '../../schema/public-security/death-cancellation.js';
import { stream } from '../../src/sources/stream.js';

/** Public Security Sub-bureau: household cancellation by death. */
export const deathCancellation = stream({
  category: DeathCancellation,
  source: { kind: 'file', folder: 'public-security', name: 'GA_SWZX', dialect: 'csv-gb' },
  mode: 'delta',
  cron: '0 3 * * *',
  freshness: { warn: '30h', fail: '54h' },
  fields: {
    cancelNo: '注销编号',
    citizenId: '公民身份号码',
    name: '姓名',
    sex: { name: '性别', label: true },
    deathDate: { name: '死亡日期', format: 'yyyyMMdd' },
    cancelledDate: { name: '注销日期', format: 'yyyyMMdd' },
    cancelKind: '注销类别',
    certificateNo: '证明编号',
    informantId: '申报人身份号码',
    policeStation: '派出所',
    communityCode: '户籍村居代码',
  },
});
