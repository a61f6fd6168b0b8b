import { attribute, category, CategoryRecord, person } from '../../src/catalog/category.js';
import { codeList } from '../../src/catalog/field.js';

const grainClaimSeason = codeList('GrainClaimSeason', {
  '1': ['SUMMER', '夏粮'],
  '2': ['AUTUMN', '秋粮'],
});

const grainClaimCrop = codeList('GrainClaimCrop', {
  '1': ['WHEAT', '小麦'],
  '2': ['MAIZE', '玉米'],
  '3': ['RICE', '水稻'],
  '4': ['SOYBEAN', '大豆'],
  '9': ['OTHER_GRAIN', '其他粮食'],
});

const grainClaimStatus = codeList('GrainClaimStatus', {
  '1': ['SUBMITTED', '已申报'],
  '2': ['APPROVED', '已核实'],
  '3': ['REJECTED', '不予补贴'],
  '4': ['WITHDRAWN', '已撤回'],
});

/** One claimant, one parcel, one season. */
@category({
  id: 'grain-claim',
  no: '33b',
  department: 'agriculture',
  zh: '种粮补贴申报',
  en: 'Grain-growing subsidy claim',
  row: 'one claimant, one parcel, one season',
  key: ['claimNo'],
})
export class GrainClaim extends CategoryRecord {
  @attribute.docNo({ zh: '申报编号', sensitivity: 'internal' })
  claimNo!: string;

  @attribute.year({ zh: '年度', sensitivity: 'internal' })
  year!: number;

  @attribute.code({ zh: '粮季', sensitivity: 'internal', codes: grainClaimSeason })
  season!: string;

  @attribute.docNo({ zh: '地块编码', sensitivity: 'internal', pattern: /^190102\d{13}$/ })
  parcelNo!: string;

  @attribute.string({ zh: '村居代码', sensitivity: 'internal', pattern: /^190102\d{6}$/ })
  communityCode!: string;

  @person({ zh: '申报人身份证号', sensitivity: 'personal' })
  citizenId!: string;

  @attribute.string({ zh: '申报人姓名', sensitivity: 'personal' })
  name!: string;

  @attribute.code({ zh: '作物', sensitivity: 'internal', codes: grainClaimCrop })
  crop!: string;

  @attribute.decimal({ zh: '申报面积', sensitivity: 'internal', unit: 'mu' })
  claimedAreaMu!: string;

  @attribute.decimal({ zh: '每亩补贴标准', sensitivity: 'public', unit: 'yuan' })
  ratePerMu!: string;

  @attribute.decimal({ zh: '申报金额', sensitivity: 'internal', unit: 'yuan' })
  amount!: string;

  @attribute.docNo({
    zh: '流转(互换)合同编号',
    sensitivity: 'internal',
    nullable: true,
    note: 'leaseNo of parcel-right when the claimant is not the contract holder',
  })
  leaseNo!: string | null;

  @attribute.date({ zh: '申报日期', sensitivity: 'internal' })
  claimedDate!: string;

  @attribute.code({
    zh: '状态',
    sensitivity: 'internal',
    codes: grainClaimStatus,
    note: 'only SUBMITTED and APPROVED count',
  })
  status!: string;

  @attribute.docNo({ zh: '公示编号', sensitivity: 'public', nullable: true })
  disclosureNo!: string | null;
}
