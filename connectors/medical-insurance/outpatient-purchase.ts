import { OutpatientPurchase } from '../../schema/medical-insurance/outpatient-purchase.js';
import { stream } from '../../src/sources/stream.js';

/** Medical Insurance Bureau: outpatient visit or pharmacy purchase. */
export const outpatientPurchase = stream({
  category: OutpatientPurchase,
  source: { kind: 'view', database: 'qzk_yb', table: 'yb_mzgy' },
  mode: 'delta',
  cron: '10 2 * * *',
  freshness: { warn: '30h', fail: '54h' },
  fields: {
    settlementNo: 'jslsh',
    citizenId: 'sfzh',
    name: 'xm',
    institutionCode: 'yljgdm',
    institutionName: 'yljgmc',
    institutionTownship: 'jgjzdm',
    visitKind: 'yllb',
    settledAt: { name: 'jssj', format: 'yyyyMMddHHmmss' },
    clockOffsetSec: 'szpc',
    totalFee: { name: 'zfy', unit: 'fen' },
    fundPaid: { name: 'tczf', unit: 'fen' },
    selfPaid: { name: 'grzf', unit: 'fen' },
    referralVisitNo: 'zylsh',
    collectorId: 'dqrsfzh',
    refunded: { name: 'tfbz', booleans: { '0': false, '1': true } },
  },
});
