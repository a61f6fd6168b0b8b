import { InpatientStay } from '../../schema/medical-insurance/inpatient-stay.js';
import { stream } from '../../src/sources/stream.js';

/** Medical Insurance Bureau: inpatient stay. */
export const inpatientStay = stream({
  category: InpatientStay,
  source: { kind: 'view', database: 'qzk_yb', table: 'yb_zyjs' },
  mode: 'delta',
  cron: '30 1 * * *',
  freshness: { warn: '30h', fail: '54h' },
  fields: {
    visitNo: 'jzlsh',
    citizenId: 'sfzh',
    name: 'xm',
    institutionCode: 'yljgdm',
    institutionName: 'yljgmc',
    institutionUscc: 'yljgxydm',
    institutionKind: 'jglb',
    institutionTownship: 'jgjzdm',
    admittedAt: { name: 'rysj', format: 'yyyyMMddHHmmss' },
    dischargedAt: { name: 'cysj', format: 'yyyyMMddHHmmss', quirks: ['DATEZERO'] },
    dischargeKind: 'cyfs',
    diagnosisCode: 'zyzd',
    settledDate: { name: 'jsrq', format: 'yyyyMMdd' },
    totalFee: { name: 'zfy', unit: 'fen' },
    fundPaid: { name: 'tczf', unit: 'fen' },
    selfPaid: { name: 'grzf', unit: 'fen' },
    aidPaid: { name: 'yljz', unit: 'fen' },
    oneStop: { name: 'yzsjs', booleans: { '1': true, '0': false } },
    cancelled: { name: 'cxbz', booleans: { '1': true, '0': false } },
  },
});
