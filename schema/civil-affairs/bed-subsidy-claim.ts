import { attribute, category, CategoryRecord, organization, person } from '../../src/catalog/category.js';
import { codeList } from '../../src/catalog/field.js';
import { careGrade } from '../code-list.js';

const bedSubsidyClaimStatus = codeList('BedSubsidyClaimStatus', {
  '1': ['SUBMITTED', '已提交'],
  '2': ['APPROVED', '已审核'],
  '3': ['RETURNED', '已退回'],
  '4': ['WITHDRAWN', '已撤回'],
});

/** One resident, one care home, one continuous stay inside one claim month. */
@category({
  id: 'bed-subsidy-claim',
  no: '9',
  department: 'civil-affairs',
  zh: '养老机构床位补贴申报',
  en: 'Care-home bed subsidy claim',
  row: 'one resident, one care home, one continuous stay inside one claim month',
  key: ['claimNo'],
  golden: {
    citizenId: { authority: 7, attributes: { name: 'name' } },
    homeUscc: { authority: 7, attributes: { name: 'homeName' } },
  },
})
export class BedSubsidyClaim extends CategoryRecord {
  @attribute.docNo({ zh: '申报编号', sensitivity: 'internal' })
  claimNo!: string;

  @organization({ zh: '机构统一社会信用代码', sensitivity: 'public' })
  homeUscc!: string;

  @attribute.string({ zh: '机构名称', sensitivity: 'public' })
  homeName!: string;

  @person({ zh: '入住人身份证号', sensitivity: 'personal' })
  citizenId!: string;

  @attribute.string({ zh: '入住人姓名', sensitivity: 'personal' })
  name!: string;

  @attribute.month({ zh: '申报月份', sensitivity: 'internal' })
  claimMonth!: string;

  @attribute.date({ zh: '本月入住起始日', sensitivity: 'internal', note: 'inside claimMonth' })
  claimFrom!: string;

  @attribute.date({ zh: '本月入住截止日', sensitivity: 'internal', note: 'inside claimMonth, inclusive' })
  claimTo!: string;

  @attribute.integer({ zh: '申报天数', sensitivity: 'internal' })
  claimedDays!: number;

  @attribute.integer({
    zh: '其中住院保床天数',
    sensitivity: 'internal',
    note: 'days of claimedDays declared as bed-hold during a hospital stay',
  })
  bedHoldDays!: number;

  @attribute.code({ zh: '申报护理等级', sensitivity: 'sensitive', codes: careGrade })
  claimedGrade!: string;

  @attribute.docNo({
    zh: '能力评估编号',
    sensitivity: 'internal',
    nullable: true,
    note: 'assessmentNo of ability-assessment or ltc-assessment',
  })
  assessmentNo!: string | null;

  @attribute.decimal({ zh: '月补贴标准', sensitivity: 'internal', unit: 'yuan' })
  monthlyRate!: string;

  @attribute.decimal({ zh: '申报金额', sensitivity: 'internal', unit: 'yuan' })
  amount!: string;

  @attribute.code({
    zh: '申报状态',
    sensitivity: 'internal',
    codes: bedSubsidyClaimStatus,
    note: 'only SUBMITTED and APPROVED count in comparisons',
  })
  status!: string;

  @attribute.date({ zh: '提交日期', sensitivity: 'internal' })
  submittedDate!: string;
}
