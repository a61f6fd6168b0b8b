import { attribute, category, CategoryRecord, person } from '../../src/catalog/category.js';
import { codeList } from '../../src/catalog/field.js';

const coalClaimStatus = codeList('CoalClaimStatus', {
  '1': ['SUBMITTED', '已申领'],
  '2': ['APPROVED', '已核实'],
  '3': ['REJECTED', '不予补贴'],
  '4': ['WITHDRAWN', '已撤回'],
});

/** One household in one heating season. */
@category({
  id: 'coal-claim',
  no: '33d',
  department: 'agriculture',
  zh: '无烟煤补贴申领',
  en: 'Smokeless-coal subsidy claim',
  row: 'one household in one heating season',
  key: ['claimNo'],
})
export class CoalClaim extends CategoryRecord {
  @attribute.docNo({ zh: '申报编号', sensitivity: 'internal' })
  claimNo!: string;

  @attribute.string({
    zh: '采暖季',
    sensitivity: 'internal',
    pattern: /^\d{4}-\d{4}$/,
    note: 'e.g. 2024-2025, November to March',
  })
  heatingSeason!: string;

  @attribute.string({
    zh: '户号',
    sensitivity: 'internal',
    pattern: /^\d{9}$/,
    note: 'householdNo of household-resident',
  })
  householdNo!: string;

  @person({ zh: '申领人身份证号', sensitivity: 'personal' })
  citizenId!: string;

  @attribute.string({ zh: '申领人姓名', sensitivity: 'personal' })
  name!: string;

  @attribute.string({ zh: '村居代码', sensitivity: 'internal', pattern: /^190102\d{6}$/ })
  communityCode!: string;

  @attribute.decimal({ zh: '申领吨数', sensitivity: 'internal', unit: 't' })
  tonnes!: string;

  @attribute.decimal({ zh: '每吨补贴标准', sensitivity: 'public', unit: 'yuan' })
  ratePerTonne!: string;

  @attribute.decimal({ zh: '补贴金额', sensitivity: 'internal', unit: 'yuan' })
  amount!: string;

  @attribute.date({ zh: '申领日期', sensitivity: 'internal' })
  claimedDate!: string;

  @attribute.date({ zh: '配送日期', sensitivity: 'internal', nullable: true })
  deliveredDate!: string | null;

  @person({ zh: '配送签收人身份证号', sensitivity: 'personal', nullable: true })
  receiverId!: string | null;

  @attribute.code({
    zh: '状态',
    sensitivity: 'internal',
    codes: coalClaimStatus,
    note: 'only SUBMITTED and APPROVED count',
  })
  status!: string;
}
