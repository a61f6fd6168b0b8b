import { LtcAssessment } from '../../schema/medical-insurance/ltc-assessment.js';
import { stream } from '../../src/sources/stream.js';

/** Medical Insurance Bureau: long-term-care disability assessment and benefit. */
export const ltcAssessment = stream({
  category: LtcAssessment,
  source: { kind: 'view', database: 'qzk_yb', table: 'yb_chpg' },
  mode: 'delta',
  cron: '40 6 2 * *',
  freshness: { warn: '35d', fail: '45d' },
  fields: {
    assessmentNo: 'pgbh',
    citizenId: 'sfzh',
    name: 'xm',
    ltcGrade: 'sndj',
    concludedDate: { name: 'jlrq', format: 'yyyyMMdd' },
    validTo: { name: 'yxqz', format: 'yyyyMMdd', quirks: ['DATEEND'] },
    benefitFrom: { name: 'dyqq', format: 'yyyyMMdd' },
    benefitTo: { name: 'dyqz', format: 'yyyyMMdd', quirks: ['DATEEND'] },
    benefitKind: 'dyfs',
    careUscc: 'hljgdm',
  },
});
