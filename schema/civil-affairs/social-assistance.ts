import { attribute, category, CategoryRecord, organization, person } from '../../src/catalog/category.js';
import { codeList } from '../../src/catalog/field.js';
import { relation, township } from '../code-list.js';

const assistanceKind = codeList('AssistanceKind', {
  '1': ['DIBAO', '最低生活保障'],
  '2': ['DESTITUTE', '特困供养'],
  '3': ['TEMPORARY', '临时救助'],
  '4': ['DIBAO_MARGIN', '低保边缘'],
});

const destituteSupportMode = codeList('DestituteSupportMode', {
  '1': ['AT_HOME', '分散供养'],
  '2': ['INSTITUTION', '集中供养'],
});

const assistanceStopReason = codeList('AssistanceStopReason', {
  '01': ['INCOME', '收入超标'],
  '02': ['ASSET', '财产超标'],
  '03': ['DECEASED', '死亡'],
  '04': ['MOVED', '迁出'],
  '05': ['WITHDREW', '自愿退出'],
  '06': ['PENSION_BEGAN', '开始领取养老金'],
  '09': ['OTHER', '其他'],
});

/** One family member under one approval for one unbroken period. */
@category({
  id: 'social-assistance',
  no: '4',
  department: 'civil-affairs',
  zh: '低保特困临时救助',
  en: 'Social assistance (dibao, destitute support, temporary aid)',
  row: 'one family member under one approval for one unbroken period',
  key: ['familyNo', 'citizenId', 'assistanceKind', 'validFrom'],
  golden: {
    citizenId: { authority: 4, attributes: { name: 'name' } },
    approverId: { authority: 9, attributes: { name: 'approverName' } },
    handlerId: { authority: 10, attributes: { name: 'handlerName' } },
  },
})
export class SocialAssistance extends CategoryRecord {
  @attribute.docNo({ zh: '家庭编号', sensitivity: 'internal' })
  familyNo!: string;

  @attribute.code({ zh: '救助类别', sensitivity: 'sensitive', codes: assistanceKind })
  assistanceKind!: string;

  @person({ zh: '申请人身份证号', sensitivity: 'personal' })
  applicantId!: string;

  @person({ zh: '成员身份证号', sensitivity: 'personal' })
  citizenId!: string;

  @attribute.string({ zh: '成员姓名', sensitivity: 'personal' })
  name!: string;

  @attribute.code({
    zh: '与申请人关系',
    sensitivity: 'personal',
    codes: relation,
    note: 'relation of the member to the applicant',
  })
  relationToApplicant!: string;

  @attribute.integer({ zh: '家庭人口数', sensitivity: 'internal' })
  familySize!: number;

  @attribute.decimal({ zh: '人均月收入', sensitivity: 'sensitive', unit: 'yuan' })
  perCapitaIncome!: string;

  @attribute.decimal({
    zh: '月保障标准',
    sensitivity: 'internal',
    unit: 'yuan',
    note: 'income line per person and month in force at approval',
  })
  standardAmount!: string;

  @attribute.decimal({
    zh: '家庭月救助金额',
    sensitivity: 'sensitive',
    unit: 'yuan',
    note: 'whole family, repeated on every member row; one-off sum for TEMPORARY',
  })
  monthlyAmount!: string;

  @attribute.code({
    zh: '特困供养方式',
    sensitivity: 'sensitive',
    nullable: true,
    codes: destituteSupportMode,
    note: 'set for DESTITUTE only',
  })
  supportMode!: string | null;

  @attribute.decimal({
    zh: '照料护理补贴月额',
    sensitivity: 'sensitive',
    nullable: true,
    unit: 'yuan',
    note: 'paid for home care when supportMode is AT_HOME',
  })
  careSubsidy!: string | null;

  @organization({ zh: '供养机构统一社会信用代码', sensitivity: 'internal', nullable: true })
  institutionUscc!: string | null;

  @attribute.date({ zh: '享受起始日', sensitivity: 'sensitive' })
  validFrom!: string;

  @attribute.date({ zh: '享受截止日', sensitivity: 'sensitive', nullable: true })
  validTo!: string | null;

  @attribute.code({ zh: '停发原因', sensitivity: 'sensitive', nullable: true, codes: assistanceStopReason })
  stopReason!: string | null;

  @person({ zh: '审批人身份证号', sensitivity: 'personal' })
  approverId!: string;

  @attribute.string({ zh: '审批人姓名', sensitivity: 'internal' })
  approverName!: string;

  @person({ zh: '经办人身份证号', sensitivity: 'personal' })
  handlerId!: string;

  @attribute.string({ zh: '经办人姓名', sensitivity: 'internal' })
  handlerName!: string;

  @attribute.date({ zh: '审批日期', sensitivity: 'internal' })
  approvedDate!: string;

  @attribute.code({ zh: '街镇代码', sensitivity: 'internal', codes: township })
  townshipCode!: string;

  @attribute.string({ zh: '村居代码', sensitivity: 'internal', pattern: /^190102\d{6}$/ })
  communityCode!: string;
}
