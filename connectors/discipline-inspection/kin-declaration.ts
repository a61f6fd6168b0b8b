import { KinDeclaration } from '../../schema/discipline-inspection/kin-declaration.js';
import { stream } from '../../src/sources/stream.js';

/** Commission for Discipline Inspection and Supervision: declaration of close relatives and interests. */
export const kinDeclaration = stream({
  category: KinDeclaration,
  source: { kind: 'file', folder: 'discipline-inspection', name: 'JW_JQSB', dialect: 'csv-gb-enc' },
  nulls: ['无'],
  mode: 'full',
  cron: '0 7 1 3 *',
  freshness: { warn: '430d', fail: '460d' },
  fields: {
    declarationNo: '申报编号',
    lineNo: '序号',
    declarantId: '申报人身份证号',
    declarantName: '申报人姓名',
    unitUscc: '单位信用代码',
    post: '职务',
    relatedId: '亲属身份证号',
    relatedName: '亲属姓名',
    relation: { name: '关系', label: true },
    validFrom: { name: '关系起', format: 'yyyy-MM-dd' },
    validTo: { name: '关系止', format: 'yyyy-MM-dd' },
    interestKind: { name: '利益类别', label: true },
    interestUscc: '利益单位信用代码',
    shareRatio: '持股比例',
    declaredDate: { name: '申报日期', format: 'yyyy-MM-dd' },
  },
});
