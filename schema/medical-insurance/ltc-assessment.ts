import { attribute, category, CategoryRecord, organization, person } from '../../src/catalog/category.js';
import { codeList } from '../../src/catalog/field.js';

const ltcGrade = codeList('LtcGrade', {
  '0': ['NONE', '基本正常'],
  '1': ['MILD', '轻度失能'],
  '2': ['MODERATE', '中度失能'],
  '3': ['SEVERE_1', '重度失能Ⅰ级'],
  '4': ['SEVERE_2', '重度失能Ⅱ级'],
  '5': ['SEVERE_3', '重度失能Ⅲ级'],
});

const benefitKind = codeList('BenefitKind', {
  '1': ['INSTITUTION', '机构护理'],
  '2': ['HOME', '居家护理'],
  '3': ['FAMILY', '亲情照护'],
});

/** One conclusion with the benefit period that follows from it. */
@category({
  id: 'ltc-assessment',
  no: '10b',
  department: 'medical-insurance',
  zh: '长期护理失能评估与待遇',
  en: 'Long-term-care disability assessment and benefit',
  row: 'one conclusion with the benefit period that follows from it',
  key: ['assessmentNo'],
})
export class LtcAssessment extends CategoryRecord {
  @attribute.docNo({ zh: '评估编号', sensitivity: 'internal' })
  assessmentNo!: string;

  @person({ zh: '身份证号', sensitivity: 'personal' })
  citizenId!: string;

  @attribute.string({ zh: '姓名', sensitivity: 'personal' })
  name!: string;

  @attribute.code({
    zh: '失能等级',
    sensitivity: 'sensitive',
    codes: ltcGrade,
    note: 'comparable careGrade is 0→0, 1→1, 2→2, 3→3, 4→3, 5→4',
  })
  ltcGrade!: string;

  @attribute.date({ zh: '结论日期', sensitivity: 'internal' })
  concludedDate!: string;

  @attribute.date({
    zh: '结论有效期止',
    sensitivity: 'sensitive',
    nullable: true,
    note: 'valid from concludedDate',
  })
  validTo!: string | null;

  @attribute.date({
    zh: '待遇起始日',
    sensitivity: 'sensitive',
    nullable: true,
    note: 'null when no benefit was granted',
  })
  benefitFrom!: string | null;

  @attribute.date({
    zh: '待遇截止日',
    sensitivity: 'sensitive',
    nullable: true,
    note: 'null with benefitFrom set means still running',
  })
  benefitTo!: string | null;

  @attribute.code({ zh: '待遇方式', sensitivity: 'sensitive', nullable: true, codes: benefitKind })
  benefitKind!: string | null;

  @organization({ zh: '护理机构统一社会信用代码', sensitivity: 'public', nullable: true })
  careUscc!: string | null;
}
