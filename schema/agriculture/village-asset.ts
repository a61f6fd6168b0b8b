import { attribute, category, CategoryRecord, organization } from '../../src/catalog/category.js';
import { codeList } from '../../src/catalog/field.js';

const assetKind = codeList('AssetKind', {
  '1': ['LAND', '土地'],
  '2': ['WATER', '水面'],
  '3': ['BUILDING', '房屋'],
  '4': ['EQUIPMENT', '设备'],
  '9': ['OTHER', '其他'],
});

const ownershipStatus = codeList('OwnershipStatus', {
  '1': ['CLEAR', '清晰'],
  '2': ['UNCLEAR', '不清'],
  '3': ['DISPUTED', '争议'],
});

const useStatus = codeList('UseStatus', {
  '1': ['LEASED', '出租发包'],
  '2': ['SELF_RUN', '自营'],
  '3': ['IDLE', '闲置'],
  '4': ['ECOLOGICAL_FALLOW', '生态休耕'],
});

/** One asset in its present state; written-off assets leave the set. */
@category({
  id: 'village-asset',
  no: '32a',
  department: 'agriculture',
  zh: '村集体资产台账',
  en: 'Village collective asset',
  row: 'one asset in its present state; written-off assets leave the set',
  key: ['assetNo'],
})
export class VillageAsset extends CategoryRecord {
  @attribute.docNo({ zh: '资产编号', sensitivity: 'internal' })
  assetNo!: string;

  @organization({ zh: '村集体经济组织统一社会信用代码', sensitivity: 'public' })
  villageUscc!: string;

  @attribute.string({ zh: '村居代码', sensitivity: 'internal', pattern: /^190102\d{6}$/ })
  communityCode!: string;

  @attribute.string({ zh: '资产名称', sensitivity: 'public' })
  assetName!: string;

  @attribute.code({ zh: '资产类别', sensitivity: 'public', codes: assetKind })
  assetKind!: string;

  @attribute.docNo({
    zh: '地块编码',
    sensitivity: 'internal',
    nullable: true,
    pattern: /^190102\d{13}$/,
    note: 'land and water only',
  })
  parcelNo!: string | null;

  @attribute.decimal({ zh: '账面面积', sensitivity: 'internal', nullable: true, unit: 'mu' })
  bookAreaMu!: string | null;

  @attribute.decimal({ zh: '测绘面积', sensitivity: 'internal', nullable: true, unit: 'm2' })
  surveyedAreaSqm!: string | null;

  @attribute.date({ zh: '测绘日期', sensitivity: 'internal', nullable: true })
  surveyedDate!: string | null;

  @attribute.integer({ zh: '土壤等级', sensitivity: 'internal', nullable: true, note: '1 best to 10 worst' })
  soilGrade!: number | null;

  @attribute.string({ zh: '坐落', sensitivity: 'internal' })
  location!: string;

  @attribute.code({ zh: '权属状态', sensitivity: 'internal', codes: ownershipStatus })
  ownershipStatus!: string;

  @attribute.code({ zh: '使用状态', sensitivity: 'internal', codes: useStatus })
  useStatus!: string;

  @attribute.date({ zh: '使用状态起始日', sensitivity: 'internal' })
  useStatusDate!: string;

  @attribute.decimal({ zh: '账面原值', sensitivity: 'internal', nullable: true, unit: 'yuan' })
  bookValue!: string | null;
}
