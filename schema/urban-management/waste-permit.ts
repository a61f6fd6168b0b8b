import { attribute, category, CategoryRecord, organization } from '../../src/catalog/category.js';
import { codeList } from '../../src/catalog/field.js';
import { township } from '../code-list.js';

const wasteKind = codeList('WasteKind', {
  '1': ['SPOIL', '工程渣土'],
  '2': ['DEMOLITION', '拆除垃圾'],
  '3': ['RENOVATION', '装修垃圾'],
  '4': ['SLURRY', '工程泥浆'],
});

const exemptReason = codeList('ExemptReason', {
  '0': ['NONE', '无'],
  '1': ['PUBLIC_WORKS', '公共工程'],
  '2': ['DISASTER', '抢险救灾'],
  '9': ['OTHER', '其他'],
});

const wastePermitStatus = codeList('WastePermitStatus', {
  '1': ['VALID', '有效'],
  '2': ['EXPIRED', '到期'],
  '3': ['REVOKED', '撤销'],
});

/** One permit for one site. */
@category({
  id: 'waste-permit',
  no: '34a',
  department: 'urban-management',
  zh: '建筑垃圾处置核准',
  en: 'Construction-waste disposal permit',
  row: 'one permit for one site',
  key: ['permitNo'],
})
export class WastePermit extends CategoryRecord {
  @attribute.docNo({ zh: '处置核准号', sensitivity: 'public' })
  permitNo!: string;

  @organization({ zh: '申请单位统一社会信用代码', sensitivity: 'public' })
  applicantUscc!: string;

  @attribute.string({ zh: '申请单位名称', sensitivity: 'public' })
  applicantName!: string;

  @attribute.string({ zh: '工程名称', sensitivity: 'public' })
  projectName!: string;

  @attribute.string({ zh: '工地地址', sensitivity: 'public' })
  siteAddress!: string;

  @attribute.code({ zh: '工地所在街镇代码', sensitivity: 'internal', codes: township })
  townshipCode!: string;

  @attribute.code({ zh: '垃圾类别', sensitivity: 'public', codes: wasteKind })
  wasteKind!: string;

  @attribute.decimal({ zh: '核准方量', sensitivity: 'public', scale: 3, unit: 'm3' })
  approvedVolume!: string;

  @attribute.decimal({ zh: '处置费标准', sensitivity: 'public', unit: 'yuan', note: 'yuan per m3' })
  tariff!: string;

  @attribute.decimal({
    zh: '应缴处置费',
    sensitivity: 'internal',
    unit: 'yuan',
    note: 'approvedVolume x tariff, 0 when exempt',
  })
  feeDue!: string;

  @organization({ zh: '执收单位统一社会信用代码', sensitivity: 'public', note: 'unitUscc of non-tax-bill' })
  feeUnitUscc!: string;

  @attribute.code({ zh: '减免原因', sensitivity: 'internal', codes: exemptReason })
  exemptReason!: string;

  @attribute.date({ zh: '核准日期', sensitivity: 'public' })
  issuedDate!: string;

  @attribute.date({ zh: '有效期起', sensitivity: 'public' })
  validFrom!: string;

  @attribute.date({ zh: '有效期止', sensitivity: 'public' })
  validTo!: string;

  @attribute.code({ zh: '状态', sensitivity: 'public', codes: wastePermitStatus })
  status!: string;
}
