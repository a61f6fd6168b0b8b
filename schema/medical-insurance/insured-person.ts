import { attribute, category, CategoryRecord, organization, person } from '../../src/catalog/category.js';
import { codeList } from '../../src/catalog/field.js';

const insuredPersonScheme = codeList('InsuredPersonScheme', {
  '310': ['EMPLOYEE', '职工基本医疗保险'],
  '390': ['RESIDENT', '城乡居民基本医疗保险'],
});

const subsidisedKind = codeList('SubsidisedKind', {
  '0': ['NONE', '非资助'],
  '1': ['DIBAO', '低保对象'],
  '2': ['DESTITUTE', '特困人员'],
  '3': ['DISABLED', '重度残疾人'],
  '4': ['DIBAO_MARGIN', '低保边缘'],
});

const insuredPersonStatus = codeList('InsuredPersonStatus', {
  '1': ['ACTIVE', '正常参保'],
  '2': ['SUSPENDED', '暂停参保'],
  '4': ['ENDED', '终止参保'],
});

/** One person in one scheme for one unbroken period. */
@category({
  id: 'insured-person',
  no: '11',
  department: 'medical-insurance',
  zh: '医疗保险参保',
  en: 'Medical insurance enrolment',
  row: 'one person in one scheme for one unbroken period',
  key: ['citizenId', 'scheme', 'validFrom'],
  golden: {
    citizenId: { authority: 11, attributes: { name: 'name' } },
  },
})
export class InsuredPerson extends CategoryRecord {
  @person({ zh: '身份证号', sensitivity: 'personal' })
  citizenId!: string;

  @attribute.string({ zh: '姓名', sensitivity: 'personal' })
  name!: string;

  @attribute.code({ zh: '险种', sensitivity: 'personal', codes: insuredPersonScheme })
  scheme!: string;

  @attribute.code({ zh: '资助参保类别', sensitivity: 'sensitive', codes: subsidisedKind })
  subsidisedKind!: string;

  @attribute.code({ zh: '参保状态', sensitivity: 'personal', codes: insuredPersonStatus })
  status!: string;

  @attribute.date({ zh: '参保起始日', sensitivity: 'personal' })
  validFrom!: string;

  @attribute.date({ zh: '参保截止日', sensitivity: 'personal', nullable: true })
  validTo!: string | null;

  @organization({ zh: '参保单位统一社会信用代码', sensitivity: 'internal', nullable: true })
  employerUscc!: string | null;

  @attribute.string({
    zh: '统筹区代码',
    sensitivity: 'internal',
    pattern: /^\d{6}$/,
    note: 'other than 190102 means insured in another district',
  })
  poolCode!: string;
}
