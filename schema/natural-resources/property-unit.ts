import { attribute, category, CategoryRecord, party } from '../../src/catalog/category.js';
import { codeList } from '../../src/catalog/field.js';
import { partyKind } from '../code-list.js';

const propertyUsage = codeList('PropertyUsage', {
  '10': ['RESIDENTIAL', '住宅'],
  '11': ['RESIDENTIAL_OTHER', '其他居住'],
  '20': ['INDUSTRIAL', '工业仓储'],
  '30': ['COMMERCIAL', '商业服务'],
  '31': ['OFFICE', '办公'],
  '50': ['GARAGE', '车库车位'],
  '90': ['LAND', '土地'],
  '99': ['OTHER', '其他'],
});

const propertyRegistrationKind = codeList('PropertyRegistrationKind', {
  '100': ['FIRST', '首次登记'],
  '200': ['TRANSFER', '转移登记'],
  '300': ['CHANGE', '变更登记'],
  '400': ['CANCELLATION', '注销登记'],
  '500': ['CORRECTION', '更正登记'],
});

const propertyAcquisition = codeList('PropertyAcquisition', {
  '1': ['PURCHASE', '买卖'],
  '2': ['INHERITANCE', '继承'],
  '3': ['GIFT', '赠与'],
  '4': ['DEMOLITION_EXCHANGE', '拆迁安置'],
  '5': ['DIVISION', '分割析产'],
  '6': ['NEW_BUILD', '新建'],
  '9': ['OTHER', '其他'],
});

const propertyRightStatus = codeList('PropertyRightStatus', {
  '1': ['CURRENT', '现势'],
  '0': ['HISTORICAL', '历史'],
});

const coOwnership = codeList('CoOwnership', {
  '0': ['SOLE', '单独所有'],
  '1': ['JOINT', '共同共有'],
  '2': ['BY_SHARE', '按份共有'],
  '3': ['OTHER', '其他共有'],
});

/** One owner of a registered right. */
export class PropertyOwner {
  @attribute.code({ zh: '权利人类型', sensitivity: 'personal', codes: partyKind })
  ownerKind!: string;

  @party({
    zh: '证件号码',
    sensitivity: 'personal',
    nullable: true,
    kind: { field: 'ownerKind', person: ['PERSON'], organization: ['ENTERPRISE'] },
  })
  ownerId!: string | null;

  @attribute.string({ zh: '权利人名称', sensitivity: 'personal' })
  ownerName!: string;

  @attribute.ratio({
    zh: '权利比例',
    sensitivity: 'personal',
    nullable: true,
    note: 'null: 1 for SOLE, 1 divided by the number of owners for JOINT',
  })
  shareRatio!: string | null;
}

/** One registered right on one unit with all its owners. */
@category({
  id: 'property-unit',
  no: '27',
  department: 'natural-resources',
  zh: '不动产登记',
  en: 'Real-estate registration',
  row: 'one registered right on one unit with all its owners',
  key: ['registrationNo', 'unitNo'],
})
export class PropertyUnit extends CategoryRecord {
  @attribute.docNo({ zh: '登记业务号', sensitivity: 'internal' })
  registrationNo!: string;

  @attribute.docNo({ zh: '不动产单元号', sensitivity: 'internal', pattern: /^190102[0-9A-Z]{22}$/ })
  unitNo!: string;

  @attribute.docNo({ zh: '不动产权证号', sensitivity: 'personal', nullable: true })
  certificateNo!: string | null;

  @attribute.string({ zh: '坐落', sensitivity: 'personal' })
  address!: string;

  @attribute.code({ zh: '用途', sensitivity: 'internal', codes: propertyUsage })
  usage!: string;

  @attribute.decimal({ zh: '建筑面积', sensitivity: 'personal', nullable: true, unit: 'm2' })
  areaSqm!: string | null;

  @attribute.code({ zh: '登记类型', sensitivity: 'internal', codes: propertyRegistrationKind })
  registrationKind!: string;

  @attribute.code({ zh: '取得方式', sensitivity: 'personal', codes: propertyAcquisition })
  acquisition!: string;

  @attribute.datetime({ zh: '登记时间', sensitivity: 'internal' })
  registeredAt!: string;

  @attribute.code({ zh: '权属状态', sensitivity: 'internal', codes: propertyRightStatus })
  rightStatus!: string;

  @attribute.datetime({
    zh: '权利终止时间',
    sensitivity: 'internal',
    nullable: true,
    note: 'set when rightStatus is HISTORICAL',
  })
  endedAt!: string | null;

  @attribute.code({ zh: '共有方式', sensitivity: 'personal', codes: coOwnership })
  coOwnership!: string;

  @attribute.list({ zh: '权利人', sensitivity: 'personal', of: PropertyOwner })
  owners!: PropertyOwner[];
}
