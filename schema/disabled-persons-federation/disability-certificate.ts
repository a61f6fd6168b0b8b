import { attribute, category, CategoryRecord, person } from '../../src/catalog/category.js';
import { codeList } from '../../src/catalog/field.js';
import { township } from '../code-list.js';

const disabilityKind = codeList('DisabilityKind', {
  '1': ['VISUAL', '视力'],
  '2': ['HEARING', '听力'],
  '3': ['SPEECH', '言语'],
  '4': ['PHYSICAL', '肢体'],
  '5': ['INTELLECTUAL', '智力'],
  '6': ['MENTAL', '精神'],
  '7': ['MULTIPLE', '多重'],
});

const disabilityGrade = codeList('DisabilityGrade', {
  '1': ['GRADE_1', '一级'],
  '2': ['GRADE_2', '二级'],
  '3': ['GRADE_3', '三级'],
  '4': ['GRADE_4', '四级'],
});

const disabilityCertificateStatus = codeList('DisabilityCertificateStatus', {
  '1': ['VALID', '有效'],
  '2': ['EXPIRED', '过期'],
  '3': ['CANCELLED', '注销'],
  '4': ['FROZEN', '冻结'],
  '5': ['TRANSFERRED_OUT', '迁出'],
});

/** One certificate in its present state; certificates that are no longer valid stay in the set. */
@category({
  id: 'disability-certificate',
  no: '5',
  department: 'disabled-persons-federation',
  zh: '残疾人证',
  en: 'Disability certificate',
  row: 'one certificate in its present state; certificates that are no longer valid stay in the set',
  key: ['certNo'],
  golden: {
    citizenId: { authority: 13, attributes: { name: 'name' } },
  },
})
export class DisabilityCertificate extends CategoryRecord {
  @attribute.docNo({
    zh: '残疾人证号',
    sensitivity: 'sensitive',
    pattern: /^\d{17}[\dX][1-7][1-4]$/,
    note: 'citizen id + disability type + grade',
  })
  certNo!: string;

  @person({ zh: '身份证号', sensitivity: 'personal' })
  citizenId!: string;

  @attribute.string({ zh: '姓名', sensitivity: 'personal' })
  name!: string;

  @attribute.code({ zh: '残疾类别', sensitivity: 'sensitive', codes: disabilityKind })
  disabilityKind!: string;

  @attribute.code({ zh: '残疾等级', sensitivity: 'sensitive', codes: disabilityGrade })
  disabilityGrade!: string;

  @attribute.date({ zh: '发证日期', sensitivity: 'sensitive' })
  validFrom!: string;

  @attribute.date({ zh: '有效期至', sensitivity: 'sensitive', nullable: true })
  validTo!: string | null;

  @attribute.code({ zh: '证件状态', sensitivity: 'sensitive', codes: disabilityCertificateStatus })
  status!: string;

  @attribute.date({ zh: '状态日期', sensitivity: 'sensitive', nullable: true })
  statusDate!: string | null;

  @person({ zh: '监护人身份证号', sensitivity: 'personal', nullable: true })
  guardianId!: string | null;

  @attribute.code({ zh: '街镇代码', sensitivity: 'internal', codes: township })
  townshipCode!: string;

  @attribute.string({ zh: '村居代码', sensitivity: 'internal', pattern: /^190102\d{6}$/ })
  communityCode!: string;
}
