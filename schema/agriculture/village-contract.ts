import { attribute, category, CategoryRecord, organization, party } from '../../src/catalog/category.js';
import { codeList } from '../../src/catalog/field.js';
import { partyKind } from '../code-list.js';

const contractKind = codeList('ContractKind', {
  '1': ['LAND', '土地发包'],
  '2': ['WATER', '水面发包'],
  '3': ['BUILDING', '房屋租赁'],
  '4': ['RESERVE_LAND', '机动地发包'],
  '5': ['EQUIPMENT', '设备租赁'],
  '6': ['WORKS', '工程服务'],
});

const villageContractStatus = codeList('VillageContractStatus', {
  '1': ['IN_FORCE', '履行中'],
  '2': ['ENDED', '到期终止'],
  '3': ['TERMINATED', '提前解除'],
  '4': ['DISPUTED', '争议中'],
});

/** One contract in its present state. */
@category({
  id: 'village-contract',
  no: '32b',
  department: 'agriculture',
  zh: '村集体经济合同',
  en: 'Village collective contract',
  row: 'one contract in its present state',
  key: ['contractNo'],
})
export class VillageContract extends CategoryRecord {
  @attribute.docNo({ zh: '合同编号', sensitivity: 'internal' })
  contractNo!: string;

  @organization({ zh: '村集体经济组织统一社会信用代码', sensitivity: 'public' })
  villageUscc!: string;

  @attribute.string({ zh: '村居代码', sensitivity: 'internal', pattern: /^190102\d{6}$/ })
  communityCode!: string;

  @attribute.docNo({
    zh: '资产编号',
    sensitivity: 'internal',
    nullable: true,
    note: 'null for works contracts',
  })
  assetNo!: string | null;

  @attribute.code({ zh: '合同类型', sensitivity: 'public', codes: contractKind })
  contractKind!: string;

  @attribute.code({ zh: '承包方类型', sensitivity: 'internal', codes: partyKind })
  partyKind!: string;

  @party({
    zh: '承包方证件号或代码',
    sensitivity: 'personal',
    nullable: true,
    kind: { field: 'partyKind', person: ['PERSON'], organization: ['ENTERPRISE'] },
  })
  partyId!: string | null;

  @attribute.string({ zh: '承包方名称', sensitivity: 'personal' })
  partyName!: string;

  @attribute.decimal({ zh: '合同面积', sensitivity: 'internal', nullable: true, unit: 'mu' })
  areaMu!: string | null;

  @attribute.decimal({
    zh: '每亩年单价',
    sensitivity: 'internal',
    nullable: true,
    unit: 'yuan',
    note: 'null for kinds 3, 5, 6',
  })
  unitPriceYear!: string | null;

  @attribute.decimal({ zh: '合同总额', sensitivity: 'internal', unit: 'yuan' })
  totalAmount!: string;

  @attribute.date({ zh: '签订日期', sensitivity: 'internal' })
  signedDate!: string;

  @attribute.date({ zh: '合同起始日', sensitivity: 'internal' })
  validFrom!: string;

  @attribute.date({ zh: '合同截止日', sensitivity: 'internal' })
  validTo!: string;

  @attribute.docNo({
    zh: '民主决议编号',
    sensitivity: 'internal',
    nullable: true,
    note: 'null means no meeting on record',
  })
  meetingNo!: string | null;

  @attribute.date({ zh: '决议日期', sensitivity: 'internal', nullable: true })
  meetingDate!: string | null;

  @attribute.docNo({
    zh: '公示编号',
    sensitivity: 'internal',
    nullable: true,
    note: 'disclosureNo of village-disclosure',
  })
  disclosureNo!: string | null;

  @attribute.date({ zh: '免租期起', sensitivity: 'internal', nullable: true })
  rentFreeFrom!: string | null;

  @attribute.date({ zh: '免租期止', sensitivity: 'internal', nullable: true })
  rentFreeTo!: string | null;

  @attribute.boolean({ zh: '诉讼标志', sensitivity: 'internal' })
  inLitigation!: boolean;

  @attribute.date({ zh: '诉讼立案日期', sensitivity: 'internal', nullable: true })
  litigationDate!: string | null;

  @attribute.code({ zh: '合同状态', sensitivity: 'internal', codes: villageContractStatus })
  status!: string;
}
