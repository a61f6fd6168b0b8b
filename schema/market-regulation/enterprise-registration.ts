import { attribute, category, CategoryRecord, organization, person } from '../../src/catalog/category.js';
import { codeList } from '../../src/catalog/field.js';
import { township } from '../code-list.js';

const entityKind = codeList('EntityKind', {
  '1': ['COMPANY', '公司'],
  '2': ['SOLE_TRADER', '个体工商户'],
  '3': ['COOPERATIVE', '农民专业合作社'],
  '4': ['PARTNERSHIP', '合伙企业'],
  '5': ['SOLE_OWNER', '个人独资企业'],
  '6': ['BRANCH', '分支机构'],
  '9': ['OTHER', '其他'],
});

const enterpriseRegistrationStatus = codeList('EnterpriseRegistrationStatus', {
  '1': ['ACTIVE', '存续'],
  '2': ['REVOKED', '吊销未注销'],
  '3': ['DEREGISTERED', '注销'],
  '4': ['MOVED_OUT', '迁出'],
  '5': ['SUSPENDED', '歇业'],
});

/** One market entity in its present state, including sole traders and deregistered entities. */
@category({
  id: 'enterprise-registration',
  no: '16',
  department: 'market-regulation',
  zh: '市场主体登记',
  en: 'Enterprise registration',
  row: 'one market entity in its present state, including sole traders and deregistered entities',
  key: ['uscc'],
  golden: {
    uscc: {
      authority: 1,
      attributes: { name: 'name', status: 'status', legalRepresentative: 'legalRepName', address: 'address' },
    },
    legalRepId: { authority: 8, attributes: { name: 'legalRepName' } },
  },
})
export class EnterpriseRegistration extends CategoryRecord {
  @organization({ zh: '统一社会信用代码', sensitivity: 'public' })
  uscc!: string;

  @attribute.docNo({
    zh: '注册号',
    sensitivity: 'public',
    nullable: true,
    note: 'old 15-digit number, kept for reference',
  })
  registrationNo!: string | null;

  @attribute.string({ zh: '名称', sensitivity: 'public' })
  name!: string;

  @attribute.code({ zh: '主体类型', sensitivity: 'public', codes: entityKind })
  entityKind!: string;

  @attribute.string({ zh: '法定代表人(经营者)姓名', sensitivity: 'public' })
  legalRepName!: string;

  @person({
    zh: '法定代表人(经营者)证件号',
    sensitivity: 'personal',
    nullable: true,
    note: 'null for holders of foreign documents',
  })
  legalRepId!: string | null;

  @attribute.decimal({ zh: '注册资本', sensitivity: 'public', nullable: true, unit: 'yuan' })
  registeredCapital!: string | null;

  @attribute.date({ zh: '成立日期', sensitivity: 'public' })
  establishedDate!: string;

  @attribute.date({ zh: '经营期限起', sensitivity: 'public', nullable: true })
  operatingFrom!: string | null;

  @attribute.date({ zh: '经营期限止', sensitivity: 'public', nullable: true })
  operatingTo!: string | null;

  @attribute.code({
    zh: '行业代码',
    sensitivity: 'public',
    standard: 'GB/T 4754-2017',
    pattern: /^[A-T]\d{4}$/,
  })
  industryCode!: string;

  @attribute.string({ zh: '住所', sensitivity: 'public' })
  address!: string;

  @attribute.code({
    zh: '所在街镇代码',
    sensitivity: 'public',
    nullable: true,
    codes: township,
    note: 'null outside the district',
  })
  townshipCode!: string | null;

  @attribute.code({ zh: '登记状态', sensitivity: 'public', codes: enterpriseRegistrationStatus })
  status!: string;

  @attribute.date({ zh: '状态日期', sensitivity: 'public', nullable: true })
  statusDate!: string | null;

  @attribute.boolean({ zh: '上市公司标志', sensitivity: 'public' })
  listed!: boolean;
}
