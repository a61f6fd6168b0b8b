import { AbilityAssessment } from '../../schema/civil-affairs/ability-assessment.js';
import { stream } from '../../src/sources/stream.js';

/** Civil Affairs Bureau: ability assessment of an older person. */
export const abilityAssessment = stream({
  category: AbilityAssessment,
  source: { kind: 'view', database: 'qzk_mz', table: 'mz_nlpg' },
  mode: 'delta',
  cron: '30 6 2 * *',
  freshness: { warn: '35d', fail: '45d' },
  fields: {
    assessmentNo: 'pgbh',
    citizenId: 'sfzh',
    name: 'xm',
    grade: 'pgdj',
    assessmentKind: 'pglx',
    assessedDate: { name: 'pgrq', format: 'yyyyMMdd', altFormats: ['yyyy-MM-dd'] },
    validFrom: { name: 'yxqq', format: 'yyyyMMdd', altFormats: ['yyyy-MM-dd'] },
    validTo: { name: 'yxqz', format: 'yyyyMMdd', altFormats: ['yyyy-MM-dd'], quirks: ['DATEEND'] },
    assessorId: 'pgysfzh',
    secondAssessorId: 'pgesfzh',
    assessingUscc: 'pgjgdm',
    previousNo: 'yqpgbh',
  },
});
