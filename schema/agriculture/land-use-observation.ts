import { attribute, category, CategoryRecord, person } from '../../src/catalog/category.js';
import { codeList } from '../../src/catalog/field.js';

const landUseObservationMethod = codeList('LandUseObservationMethod', {
  '1': ['SATELLITE', '卫星遥感'],
  '2': ['DRONE', '无人机'],
  '3': ['FIELD', '实地'],
});

const useState = codeList('UseState', {
  '1': ['WHEAT', '小麦'],
  '2': ['MAIZE', '玉米'],
  '3': ['RICE', '水稻'],
  '4': ['SOYBEAN', '大豆'],
  '5': ['OTHER_CROP', '其他作物'],
  '6': ['AQUACULTURE', '养殖'],
  '7': ['BUILT', '建设占用'],
  '8': ['IDLE', '闲置撂荒'],
  '9': ['ECOLOGICAL_FALLOW', '生态休耕'],
});

const contactResult = codeList('ContactResult', {
  '0': ['NOT_CONTACTED', '未联系'],
  '1': ['NOTIFIED', '已告知'],
  '2': ['DECLINED', '本人放弃'],
  '3': ['UNREACHABLE', '联系不上'],
});

/** One observation of one parcel or one asset on one day. */
@category({
  id: 'land-use-observation',
  no: '33c',
  department: 'agriculture',
  zh: '耕地与资产利用监测',
  en: 'Observation of land and asset use',
  row: 'one observation of one parcel or one asset on one day',
  key: ['observationNo'],
})
export class LandUseObservation extends CategoryRecord {
  @attribute.docNo({ zh: '观测编号', sensitivity: 'internal' })
  observationNo!: string;

  @attribute.docNo({
    zh: '地块编码',
    sensitivity: 'internal',
    nullable: true,
    pattern: /^190102\d{13}$/,
    note: 'exactly one of parcelNo and assetNo is set',
  })
  parcelNo!: string | null;

  @attribute.docNo({ zh: '资产编号', sensitivity: 'internal', nullable: true })
  assetNo!: string | null;

  @attribute.date({ zh: '观测日期', sensitivity: 'internal' })
  observedDate!: string;

  @attribute.code({ zh: '观测方式', sensitivity: 'internal', codes: landUseObservationMethod })
  method!: string;

  @attribute.code({ zh: '利用状态', sensitivity: 'internal', codes: useState })
  useState!: string;

  @attribute.decimal({ zh: '观测面积', sensitivity: 'internal', unit: 'm2' })
  observedAreaSqm!: string;

  @attribute.code({
    zh: '农户联系结果',
    sensitivity: 'internal',
    codes: contactResult,
    note: 'contact about an unclaimed subsidy',
  })
  contactResult!: string;

  @person({ zh: '被联系农户身份证号', sensitivity: 'personal', nullable: true })
  contactedId!: string | null;

  @attribute.date({ zh: '联系日期', sensitivity: 'internal', nullable: true })
  contactedDate!: string | null;
}
