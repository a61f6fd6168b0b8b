import { attribute, category, CategoryRecord, organization, person } from '../../src/catalog/category.js';
import { codeList } from '../../src/catalog/field.js';
import { careGrade } from '../code-list.js';

const assessmentKind = codeList('AssessmentKind', {
  '1': ['FIRST', '首次评估'],
  '2': ['ANNUAL', '定期复评'],
  '3': ['ON_CHANGE', '状况变更评估'],
  '4': ['COMPLAINT', '争议复评'],
});

/** One assessment conclusion. */
@category({
  id: 'ability-assessment',
  no: '10a',
  department: 'civil-affairs',
  zh: '老年人能力评估',
  en: 'Ability assessment of an older person',
  row: 'one assessment conclusion',
  key: ['assessmentNo'],
})
export class AbilityAssessment extends CategoryRecord {
  @attribute.docNo({ zh: '评估编号', sensitivity: 'internal' })
  assessmentNo!: string;

  @person({ zh: '身份证号', sensitivity: 'personal' })
  citizenId!: string;

  @attribute.string({ zh: '姓名', sensitivity: 'personal' })
  name!: string;

  @attribute.code({ zh: '能力等级', sensitivity: 'sensitive', codes: careGrade })
  grade!: string;

  @attribute.code({ zh: '评估类型', sensitivity: 'internal', codes: assessmentKind })
  assessmentKind!: string;

  @attribute.date({ zh: '评估日期', sensitivity: 'internal' })
  assessedDate!: string;

  @attribute.date({
    zh: '有效期起',
    sensitivity: 'sensitive',
    note: 'may lie before assessedDate (back-dated)',
  })
  validFrom!: string;

  @attribute.date({ zh: '有效期止', sensitivity: 'sensitive', nullable: true })
  validTo!: string | null;

  @person({ zh: '评估员身份证号', sensitivity: 'personal' })
  assessorId!: string;

  @person({ zh: '第二评估员身份证号', sensitivity: 'personal', nullable: true })
  secondAssessorId!: string | null;

  @organization({ zh: '评估机构统一社会信用代码', sensitivity: 'public' })
  assessingUscc!: string;

  @attribute.docNo({ zh: '原评估编号', sensitivity: 'internal', nullable: true })
  previousNo!: string | null;
}
