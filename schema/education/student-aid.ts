import { attribute, category, CategoryRecord, organization, person } from '../../src/catalog/category.js';
import { codeList } from '../../src/catalog/field.js';

const studentAidStage = codeList('StudentAidStage', {
  '1': ['PRESCHOOL', '学前'],
  '2': ['PRIMARY', '小学'],
  '3': ['JUNIOR', '初中'],
  '4': ['SENIOR', '高中'],
  '5': ['VOCATIONAL', '中职'],
});

const studentAidStatus = codeList('StudentAidStatus', {
  '1': ['ENROLLED', '在读'],
  '2': ['SUSPENDED', '休学'],
  '3': ['TRANSFERRED', '转出'],
  '4': ['GRADUATED', '毕业'],
  '5': ['WITHDRAWN', '退学'],
});

const aidItem = codeList('AidItem', {
  '0': ['NONE', '无'],
  '1': ['GRANT', '助学金'],
  '2': ['FEE_WAIVER', '免学费'],
  '3': ['BOARDING', '寄宿生补助'],
  '4': ['MEAL', '营养膳食补助'],
});

const hardshipKind = codeList('HardshipKind', {
  '0': ['NONE', '非困难'],
  '1': ['DIBAO', '低保'],
  '2': ['DESTITUTE', '特困'],
  '3': ['DISABLED', '残疾'],
  '9': ['OTHER', '其他'],
});

/** One pupil, one term, one aid item (NONE when there is no aid); the set holds the last four terms. */
@category({
  id: 'student-aid',
  no: '15',
  department: 'education',
  zh: '学籍与学生资助',
  en: 'School enrolment and student aid',
  row: 'one pupil, one term, one aid item (NONE when there is no aid); the set holds the last four terms',
  key: ['studentNo', 'term', 'aidItem'],
  golden: {
    citizenId: { authority: 17, attributes: { name: 'name' } },
  },
})
export class StudentAid extends CategoryRecord {
  @attribute.docNo({ zh: '全国学籍号', sensitivity: 'sensitive', pattern: /^[GJL]\d{17}[\dX]$/ })
  studentNo!: string;

  @person({ zh: '身份证号', sensitivity: 'sensitive' })
  citizenId!: string;

  @attribute.string({ zh: '姓名', sensitivity: 'sensitive' })
  name!: string;

  @attribute.string({ zh: '学校名称', sensitivity: 'public' })
  schoolName!: string;

  @organization({ zh: '学校统一社会信用代码', sensitivity: 'public' })
  schoolUscc!: string;

  @attribute.code({ zh: '学段', sensitivity: 'sensitive', codes: studentAidStage })
  stage!: string;

  @attribute.string({ zh: '年级', sensitivity: 'sensitive' })
  gradeYear!: string;

  @attribute.string({ zh: '学期', sensitivity: 'internal', pattern: /^\d{4}-\d{4}-[12]$/ })
  term!: string;

  @attribute.code({ zh: '学籍状态', sensitivity: 'sensitive', codes: studentAidStatus })
  status!: string;

  @attribute.code({ zh: '资助项目', sensitivity: 'sensitive', codes: aidItem })
  aidItem!: string;

  @attribute.decimal({ zh: '资助金额', sensitivity: 'sensitive', nullable: true, unit: 'yuan' })
  aidAmount!: string | null;

  @attribute.date({ zh: '发放日期', sensitivity: 'sensitive', nullable: true })
  paidDate!: string | null;

  @attribute.code({ zh: '家庭困难类型', sensitivity: 'sensitive', codes: hardshipKind })
  hardshipKind!: string;

  @person({ zh: '监护人身份证号', sensitivity: 'personal', nullable: true })
  guardianId!: string | null;
}
