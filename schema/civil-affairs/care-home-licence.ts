import { attribute, category, CategoryRecord, organization, person } from '../../src/catalog/category.js';
import { codeList } from '../../src/catalog/field.js';
import { township } from '../code-list.js';

const careHomeLicenceOwnership = codeList('CareHomeLicenceOwnership', {
  '1': ['PUBLIC', '公办'],
  '2': ['PUBLIC_BUILT_PRIVATE_RUN', '公建民营'],
  '3': ['PRIVATE', '民办'],
});

/** One care home with one licensed bed number for one period; past periods stay in the set. */
@category({
  id: 'care-home-licence',
  no: '7',
  department: 'civil-affairs',
  zh: '养老机构核定床位',
  en: 'Licensed beds of a care home',
  row: 'one care home with one licensed bed number for one period; past periods stay in the set',
  key: ['uscc', 'validFrom'],
  golden: {
    uscc: { authority: 2, attributes: { name: 'name', address: 'address' } },
  },
})
export class CareHomeLicence extends CategoryRecord {
  @organization({ zh: '统一社会信用代码', sensitivity: 'public' })
  uscc!: string;

  @attribute.string({ zh: '机构名称', sensitivity: 'public' })
  name!: string;

  @attribute.docNo({ zh: '备案号', sensitivity: 'public' })
  recordNo!: string;

  @attribute.code({ zh: '机构性质', sensitivity: 'public', codes: careHomeLicenceOwnership })
  ownership!: string;

  @attribute.integer({ zh: '核定床位数', sensitivity: 'public' })
  licensedBeds!: number;

  @attribute.date({ zh: '适用开始日', sensitivity: 'public' })
  validFrom!: string;

  @attribute.date({ zh: '适用结束日', sensitivity: 'public', nullable: true })
  validTo!: string | null;

  @attribute.integer({
    zh: '住院保床补贴天数上限',
    sensitivity: 'internal',
    note: 'days per hospital stay for which the policy pays bed-hold; 0 = none',
  })
  bedHoldMaxDays!: number;

  @attribute.string({
    zh: '内设医疗机构编码',
    sensitivity: 'internal',
    nullable: true,
    pattern: /^H\d{11}$/,
    note: 'equals institutionCode of inpatient-stay for the in-house medical wing',
  })
  wingInstitutionCode!: string | null;

  @person({ zh: '法定代表人身份证号', sensitivity: 'personal' })
  legalRepId!: string;

  @attribute.string({ zh: '地址', sensitivity: 'public' })
  address!: string;

  @attribute.code({ zh: '街镇代码', sensitivity: 'internal', codes: township })
  townshipCode!: string;
}
