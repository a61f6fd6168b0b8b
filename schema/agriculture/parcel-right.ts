import { attribute, category, CategoryRecord, party } from '../../src/catalog/category.js';
import { codeList } from '../../src/catalog/field.js';
import { partyKind } from '../code-list.js';

const rightKind = codeList('RightKind', {
  '1': ['CONTRACT', '承包'],
  '2': ['LEASE', '流转经营'],
  '3': ['SWAP', '互换'],
  '4': ['RESERVE', '集体机动地'],
});

const areaUnit = codeList('AreaUnit', {
  '1': ['SQM', '平方米'],
  '2': ['MU', '亩'],
});

const landUse = codeList('LandUse', {
  '1': ['GRAIN', '粮食'],
  '2': ['CASH_CROP', '经济作物'],
  '3': ['FISHPOND', '养殖水面'],
  '4': ['FALLOW', '休耕'],
  '9': ['OTHER', '其他'],
});

/** One holder of one right on one parcel for one period; ended rights stay in the set for five years. */
@category({
  id: 'parcel-right',
  no: '33a',
  department: 'agriculture',
  zh: '承包地确权与流转',
  en: 'Right to a farmland parcel',
  row: 'one holder of one right on one parcel for one period; ended rights stay in the set for five years',
  key: ['parcelNo', 'holderId', 'rightKind', 'validFrom'],
})
export class ParcelRight extends CategoryRecord {
  @attribute.docNo({ zh: '地块编码', sensitivity: 'internal', pattern: /^190102\d{13}$/ })
  parcelNo!: string;

  @attribute.string({ zh: '村居代码', sensitivity: 'internal', pattern: /^190102\d{6}$/ })
  communityCode!: string;

  @attribute.code({ zh: '权利类型', sensitivity: 'internal', codes: rightKind })
  rightKind!: string;

  @attribute.code({ zh: '权利人类型', sensitivity: 'internal', codes: partyKind })
  holderKind!: string;

  @party({
    zh: '权利人证件号或代码',
    sensitivity: 'personal',
    kind: { field: 'holderKind', person: ['PERSON'], organization: ['ENTERPRISE'] },
  })
  holderId!: string;

  @attribute.string({ zh: '权利人名称', sensitivity: 'personal' })
  holderName!: string;

  @attribute.docNo({ zh: '承包方编码', sensitivity: 'internal', nullable: true, pattern: /^190102\d{12}$/ })
  contractorCode!: string | null;

  @attribute.decimal({ zh: '合同面积', sensitivity: 'internal', unit: 'mu' })
  contractAreaMu!: string;

  @attribute.decimal({ zh: '实测面积', sensitivity: 'internal', unit: 'm2' })
  measuredAreaSqm!: string;

  @attribute.code({ zh: '实测面积单位', sensitivity: 'internal', codes: areaUnit })
  areaUnit!: string;

  @attribute.code({ zh: '土地用途', sensitivity: 'internal', codes: landUse })
  landUse!: string;

  @attribute.integer({ zh: '土壤等级', sensitivity: 'internal', nullable: true, note: '1 best to 10 worst' })
  soilGrade!: number | null;

  @attribute.date({ zh: '权利起始日', sensitivity: 'internal' })
  validFrom!: string;

  @attribute.date({ zh: '权利截止日', sensitivity: 'internal', nullable: true })
  validTo!: string | null;

  @attribute.docNo({
    zh: '流转(互换)合同编号',
    sensitivity: 'internal',
    nullable: true,
    note: 'LEASE and SWAP',
  })
  leaseNo!: string | null;

  @attribute.docNo({ zh: '经营权证编号', sensitivity: 'internal', nullable: true })
  certificateNo!: string | null;
}
