import { attribute, category, CategoryRecord, person } from '../../src/catalog/category.js';
import { codeList } from '../../src/catalog/field.js';
import { relation, sex } from '../code-list.js';

const householdKind = codeList('HouseholdKind', {
  '1': ['FAMILY', '家庭户'],
  '2': ['COLLECTIVE', '集体户'],
});

const householdRegistrationStatus = codeList('HouseholdRegistrationStatus', {
  '0': ['NORMAL', '正常'],
  '1': ['DECEASED', '死亡注销'],
  '2': ['MOVED_OUT', '迁出'],
  '3': ['ENLISTED', '入伍注销'],
  '4': ['SETTLED_ABROAD', '出国定居'],
  '9': ['OTHER', '其他'],
});

/** One registered resident of the district, including cancelled and moved-out persons. */
@category({
  id: 'household-resident',
  no: '1',
  department: 'public-security',
  zh: '户籍人口',
  en: 'Registered resident',
  row: 'one registered resident of the district, including cancelled and moved-out persons',
  key: ['citizenId'],
  golden: {
    citizenId: {
      authority: 1,
      attributes: { name: 'name', sex: 'sex', birthDate: 'birthDate', address: 'address' },
    },
  },
})
export class HouseholdResident extends CategoryRecord {
  @person({ zh: '公民身份号码', sensitivity: 'personal' })
  citizenId!: string;

  @attribute.string({ zh: '姓名', sensitivity: 'personal' })
  name!: string;

  @attribute.string({ zh: '曾用名', sensitivity: 'personal', nullable: true })
  formerName!: string | null;

  @attribute.code({ zh: '性别', sensitivity: 'personal', codes: sex })
  sex!: string;

  @attribute.date({
    zh: '出生日期',
    sensitivity: 'personal',
    note: 'equals digits 7-14 of citizenId unless birthCorrectedDate is set',
  })
  birthDate!: string;

  @attribute.string({ zh: '户号', sensitivity: 'internal', pattern: /^\d{9}$/ })
  householdNo!: string;

  @attribute.code({
    zh: '与户主关系',
    sensitivity: 'personal',
    codes: relation,
    note: 'relation of the person to the head of the household; SELF is the head',
  })
  relationToHead!: string;

  @attribute.code({ zh: '户类型', sensitivity: 'internal', codes: householdKind })
  householdKind!: string;

  @attribute.string({
    zh: '户籍地区划代码',
    sensitivity: 'internal',
    pattern: /^\d{6}$/,
    note: "GB/T 2260 at the time of registration; not checked against today's list",
  })
  divisionCode!: string;

  @attribute.string({ zh: '村(居)委会代码', sensitivity: 'internal', pattern: /^190102\d{6}$/ })
  communityCode!: string;

  @attribute.string({ zh: '户籍地址', sensitivity: 'personal' })
  address!: string;

  @attribute.code({ zh: '户籍状态', sensitivity: 'personal', codes: householdRegistrationStatus })
  registrationStatus!: string;

  @attribute.date({
    zh: '状态日期',
    sensitivity: 'personal',
    nullable: true,
    note: 'date of the last change of registrationStatus',
  })
  statusDate!: string | null;

  @attribute.date({ zh: '迁入日期', sensitivity: 'personal', nullable: true })
  movedInDate!: string | null;

  @attribute.boolean({ zh: '人户分离标志', sensitivity: 'personal' })
  livesElsewhere!: boolean;

  @attribute.date({ zh: '出生日期更正日期', sensitivity: 'personal', nullable: true })
  birthCorrectedDate!: string | null;

  @attribute.docNo({ zh: '出生日期更正批准文号', sensitivity: 'internal', nullable: true })
  birthCorrectionNo!: string | null;
}
