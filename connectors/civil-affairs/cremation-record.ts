import { CremationRecord } from '../../schema/civil-affairs/cremation-record.js';
import { stream } from '../../src/sources/stream.js';

/** Civil Affairs Bureau: cremation record. */
export const cremationRecord = stream({
  category: CremationRecord,
  source: { kind: 'file', folder: 'civil-affairs', name: 'MZ_YTHH', dialect: 'csv-gb' },
  nulls: ['无'],
  mode: 'delta',
  cron: '20 3 * * *',
  freshness: { warn: '30h', fail: '54h' },
  fields: {
    cremationNo: '火化证号',
    citizenId: '逝者身份证号',
    name: '逝者姓名',
    deathDate: { name: '死亡日期', format: 'yyyy-MM-dd' },
    cremationDate: { name: '火化日期', format: 'yyyy-MM-dd' },
    certificateNo: '死亡证明编号',
    funeralHome: '殡仪馆',
    relativeId: '家属身份证号',
    relativeRelation: { name: '与逝者关系', label: true },
  },
});
