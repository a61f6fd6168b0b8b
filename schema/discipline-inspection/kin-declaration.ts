import { attribute, category, CategoryRecord, organization, person } from '../../src/catalog/category.js';
import { codeList } from '../../src/catalog/field.js';
import { relation } from '../code-list.js';

const interestKind = codeList('InterestKind', {
  '0': ['NONE', '无利益事项'],
  '1': ['SHAREHOLDING', '持股'],
  '2': ['POST', '任职'],
  '3': ['CONTRACT', '承包或合同'],
  '4': ['EMPLOYMENT', '受雇'],
});

/** One relative of one declarant, or one interest of that relative; the set holds the declarations in force and those ended in the last five years. */
@category({
  id: 'kin-declaration',
  no: '25',
  department: 'discipline-inspection',
  zh: '近亲属与利益申报',
  en: 'Declaration of close relatives and interests',
  row: 'one relative of one declarant, or one interest of that relative; the set holds the declarations in force and those ended in the last five years',
  key: ['declarationNo', 'lineNo'],
})
export class KinDeclaration extends CategoryRecord {
  @attribute.docNo({ zh: '申报编号', sensitivity: 'sensitive' })
  declarationNo!: string;

  @attribute.integer({ zh: '序号', sensitivity: 'internal' })
  lineNo!: number;

  @person({ zh: '申报人身份证号', sensitivity: 'sensitive' })
  declarantId!: string;

  @attribute.string({ zh: '申报人姓名', sensitivity: 'sensitive' })
  declarantName!: string;

  @organization({ zh: '申报人单位统一社会信用代码', sensitivity: 'internal' })
  unitUscc!: string;

  @attribute.string({ zh: '申报人职务', sensitivity: 'internal' })
  post!: string;

  @person({
    zh: '亲属身份证号',
    sensitivity: 'sensitive',
    nullable: true,
    note: 'null for relatives without a citizen id; such rows never raise an alert',
  })
  relatedId!: string | null;

  @attribute.string({ zh: '亲属姓名', sensitivity: 'sensitive' })
  relatedName!: string;

  @attribute.code({
    zh: '亲属与申报人关系',
    sensitivity: 'sensitive',
    codes: relation,
    note: "relation of the relative to the declarant; SELF for the declarant's own interests",
  })
  relation!: string;

  @attribute.date({ zh: '关系起始日', sensitivity: 'sensitive', nullable: true, note: 'null means always' })
  validFrom!: string | null;

  @attribute.date({
    zh: '关系终止日',
    sensitivity: 'sensitive',
    nullable: true,
    note: 'e.g. divorce; null means still in force',
  })
  validTo!: string | null;

  @attribute.code({ zh: '利益类别', sensitivity: 'sensitive', codes: interestKind })
  interestKind!: string;

  @organization({ zh: '利益单位统一社会信用代码', sensitivity: 'sensitive', nullable: true })
  interestUscc!: string | null;

  @attribute.ratio({ zh: '持股比例', sensitivity: 'sensitive', nullable: true })
  shareRatio!: string | null;

  @attribute.date({ zh: '申报日期', sensitivity: 'sensitive' })
  declaredDate!: string;
}
