import { DeathCertificate } from '../../schema/health/death-certificate.js';
import { stream } from '../../src/sources/stream.js';

/** Health Commission: medical certificate of death. */
export const deathCertificate = stream({
  category: DeathCertificate,
  source: { kind: 'file', folder: 'health', name: 'WJ_SWZM', dialect: 'csv-utf8' },
  nulls: ['/', '不详'],
  mode: 'delta',
  cron: '10 3 * * *',
  freshness: { warn: '30h', fail: '54h' },
  fields: {
    certificateNo: '证明编号',
    idKind: { name: '证件类型', label: true },
    citizenId: '证件号码',
    name: '姓名',
    sex: { name: '性别', label: true },
    deathAt: { name: '死亡时间', format: 'yyyy-MM-dd HH:mm', altFormats: ['yyyy/M/d H:mm'] },
    placeKind: { name: '死亡地点', label: true },
    causeCode: '根本死因',
    issuerName: '签发单位',
    issuerUscc: '签发单位信用代码',
    issuedDate: { name: '签发日期', format: 'yyyy-MM-dd', altFormats: ['yyyy/M/d'] },
  },
});
