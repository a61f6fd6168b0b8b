import { attribute, category, CategoryRecord, person } from '../../src/catalog/category.js';
import { codeList } from '../../src/catalog/field.js';
import { benefitItem, township } from '../code-list.js';

const benefitRosterStatus = codeList('BenefitRosterStatus', {
  '1': ['IN_PROGRESS', '在办'],
  '2': ['APPROVED', '享受'],
  '3': ['STOPPED', '停发'],
  '4': ['DECLINED', '放弃'],
  '5': ['OTHER_DISTRICT', '外区享受'],
  '6': ['REJECTED', '不符合'],
});

/** One person, one benefit item, one unbroken period or one open application; ended rows stay in the set for 24 months. */
@category({
  id: 'benefit-roster',
  no: '6',
  department: 'civil-affairs',
  zh: '残疾高龄失地补贴名册',
  en: 'Roster of disability, elderly and land-loss benefits',
  row: 'one person, one benefit item, one unbroken period or one open application; ended rows stay in the set for 24 months',
  key: ['item', 'citizenId', 'validFrom'],
  golden: {
    citizenId: { authority: 14, attributes: { name: 'name' } },
  },
})
export class BenefitRoster extends CategoryRecord {
  @attribute.code({
    zh: '补贴项目',
    sensitivity: 'sensitive',
    codes: benefitItem,
    note: 'only CJSH, CJHL, GL, SD occur here',
  })
  item!: string;

  @person({ zh: '身份证号', sensitivity: 'personal' })
  citizenId!: string;

  @attribute.string({ zh: '姓名', sensitivity: 'personal' })
  name!: string;

  @attribute.date({
    zh: '登记出生日期',
    sensitivity: 'personal',
    note: 'as entered by the clerk; may differ from the police record',
  })
  birthDate!: string;

  @attribute.docNo({
    zh: '残疾人证号',
    sensitivity: 'sensitive',
    nullable: true,
    pattern: /^\d{17}[\dX][1-7][1-4]$/,
    note: 'CJSH and CJHL only',
  })
  disabilityCertNo!: string | null;

  @attribute.docNo({ zh: '征地批次号', sensitivity: 'internal', nullable: true, note: 'SD only' })
  requisitionNo!: string | null;

  @attribute.month({
    zh: '享受起始月',
    sensitivity: 'sensitive',
    note: 'month of application while status is IN_PROGRESS, DECLINED, OTHER_DISTRICT or REJECTED',
  })
  validFrom!: string;

  @attribute.month({ zh: '享受截止月', sensitivity: 'sensitive', nullable: true, note: 'last month paid' })
  validTo!: string | null;

  @attribute.decimal({ zh: '月补贴标准', sensitivity: 'internal', unit: 'yuan' })
  monthlyAmount!: string;

  @attribute.code({ zh: '办理状态', sensitivity: 'sensitive', codes: benefitRosterStatus })
  status!: string;

  @attribute.date({ zh: '状态日期', sensitivity: 'internal' })
  statusDate!: string;

  @person({ zh: '代领人身份证号', sensitivity: 'personal', nullable: true })
  collectorId!: string | null;

  @attribute.code({ zh: '街镇代码', sensitivity: 'internal', codes: township })
  townshipCode!: string;

  @attribute.string({ zh: '村居代码', sensitivity: 'internal', pattern: /^190102\d{6}$/ })
  communityCode!: string;
}
