import { attribute, category, CategoryRecord, party } from '../../src/catalog/category.js';
import { codeList } from '../../src/catalog/field.js';
import { partyKind } from '../code-list.js';

const plateKind = codeList('PlateKind', {
  '15': ['TRAILER', '挂车'],
  '25': ['AGRICULTURAL', '农用运输车'],
  '51': ['LARGE_NEV', '大型新能源汽车'],
  '52': ['SMALL_NEV', '小型新能源汽车'],
  '01': ['LARGE', '大型汽车'],
  '02': ['SMALL', '小型汽车'],
  '07': ['MOTORCYCLE', '普通摩托车'],
});

const useNature = codeList('UseNature', {
  A: ['PRIVATE', '非营运'],
  B: ['COACH', '公路客运'],
  D: ['TAXI', '出租客运'],
  F: ['GOODS', '货运'],
  G: ['LEASE', '租赁'],
  Z: ['OTHER', '其他'],
});

/** One owner of one vehicle for one period. */
@category({
  id: 'vehicle-ownership',
  no: '28',
  department: 'traffic-police',
  zh: '机动车登记',
  en: 'Motor vehicle ownership',
  row: 'one owner of one vehicle for one period',
  key: ['vehicleNo', 'ownerId', 'acquiredDate'],
})
export class VehicleOwnership extends CategoryRecord {
  @attribute.docNo({ zh: '机动车序号', sensitivity: 'internal', pattern: /^190102\d{8}$/ })
  vehicleNo!: string;

  @attribute.code({ zh: '号牌种类', sensitivity: 'internal', codes: plateKind })
  plateKind!: string;

  @attribute.plate({ zh: '号牌号码', sensitivity: 'personal' })
  plateNo!: string;

  @attribute.code({ zh: '所有人类别', sensitivity: 'personal', codes: partyKind })
  ownerKind!: string;

  @party({
    zh: '身份证明号码',
    sensitivity: 'personal',
    kind: { field: 'ownerKind', person: ['PERSON'], organization: ['ENTERPRISE'] },
  })
  ownerId!: string;

  @attribute.string({ zh: '机动车所有人', sensitivity: 'personal' })
  ownerName!: string;

  @attribute.code({
    zh: '车辆类型',
    sensitivity: 'internal',
    pattern: /^[A-Z]\d{2}$/,
    standard: 'GA/T 16.4',
    note: 'K passenger, H goods, M motorcycle, T tractor, N three-wheeler; T and N are agricultural',
  })
  vehicleClass!: string;

  @attribute.code({ zh: '使用性质', sensitivity: 'internal', codes: useNature })
  useNature!: string;

  @attribute.boolean({ zh: '残疾人专用标志', sensitivity: 'sensitive' })
  disabilityAdapted!: boolean;

  @attribute.integer({
    zh: '排量',
    sensitivity: 'internal',
    nullable: true,
    unit: 'ml',
    note: 'null for electric vehicles',
  })
  displacementMl!: number | null;

  @attribute.date({ zh: '初次登记日期', sensitivity: 'internal' })
  firstRegisteredDate!: string;

  @attribute.date({
    zh: '本所有人登记日期',
    sensitivity: 'personal',
    note: 'equals firstRegisteredDate for the first owner',
  })
  acquiredDate!: string;

  @attribute.date({
    zh: '转移或注销日期',
    sensitivity: 'personal',
    nullable: true,
    note: 'last day of this ownership',
  })
  releasedDate!: string | null;

  @attribute.string({
    zh: '机动车状态',
    sensitivity: 'internal',
    pattern: /^[A-Z]{1,6}$/,
    note: 'one letter per state: A normal, B moved out, E deregistered, M compulsory scrapping due, Q overdue inspection, G unsettled offence',
  })
  statusLetters!: string;
}
