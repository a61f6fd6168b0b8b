import { attribute, category, CategoryRecord, party } from '../../src/catalog/category.js';
import { codeList } from '../../src/catalog/field.js';

const marriageRegistrationRegistrationKind = codeList('MarriageRegistrationRegistrationKind', {
  '1': ['MARRIAGE', '结婚登记'],
  '2': ['DIVORCE', '离婚登记'],
  '3': ['ANNULMENT', '撤销婚姻'],
  '4': ['MARRIAGE_REISSUE', '补发结婚证'],
  '5': ['DIVORCE_REISSUE', '补发离婚证'],
});

const marriageIdKind = codeList('MarriageIdKind', {
  '1': ['CITIZEN', '居民身份证'],
  '2': ['PERMIT', '港澳台通行证'],
  '3': ['PASSPORT', '护照'],
});

/** One act of registration (marriage, divorce, annulment, re-issue). */
@category({
  id: 'marriage-registration',
  no: '3',
  department: 'civil-affairs',
  zh: '婚姻登记',
  en: 'Marriage registration',
  row: 'one act of registration (marriage, divorce, annulment, re-issue)',
  key: ['registrationNo'],
})
export class MarriageRegistration extends CategoryRecord {
  @attribute.docNo({ zh: '登记字号', sensitivity: 'internal' })
  registrationNo!: string;

  @attribute.code({ zh: '登记类别', sensitivity: 'personal', codes: marriageRegistrationRegistrationKind })
  registrationKind!: string;

  @attribute.date({ zh: '登记日期', sensitivity: 'personal' })
  registeredDate!: string;

  @attribute.string({ zh: '男方姓名', sensitivity: 'personal' })
  husbandName!: string;

  @attribute.code({ zh: '男方证件类型', sensitivity: 'personal', codes: marriageIdKind })
  husbandIdKind!: string;

  @party({
    zh: '男方证件号码',
    sensitivity: 'personal',
    nullable: true,
    kind: { field: 'husbandIdKind', person: ['CITIZEN'], organization: [] },
    note: 'missing in about 4 % of acts before 2004',
  })
  husbandId!: string | null;

  @attribute.string({ zh: '女方姓名', sensitivity: 'personal' })
  wifeName!: string;

  @attribute.code({ zh: '女方证件类型', sensitivity: 'personal', codes: marriageIdKind })
  wifeIdKind!: string;

  @party({
    zh: '女方证件号码',
    sensitivity: 'personal',
    nullable: true,
    kind: { field: 'wifeIdKind', person: ['CITIZEN'], organization: [] },
    note: 'missing in about 4 % of acts before 2004',
  })
  wifeId!: string | null;

  @attribute.docNo({
    zh: '解除的结婚登记字号',
    sensitivity: 'internal',
    nullable: true,
    note: 'set on divorce and annulment: registrationNo of the marriage that ends',
  })
  dissolvedNo!: string | null;

  @attribute.string({ zh: '登记机关', sensitivity: 'internal' })
  office!: string;

  @attribute.boolean({ zh: '有效标志', sensitivity: 'internal' })
  valid!: boolean;
}
