import { attribute, category, CategoryRecord, organization, person } from '../../src/catalog/category.js';
import { codeList } from '../../src/catalog/field.js';

const recordKind = codeList('RecordKind', {
  '1': ['CONTRIBUTION', '缴费'],
  '2': ['BENEFIT', '待遇'],
});

const socialInsuranceMonthScheme = codeList('SocialInsuranceMonthScheme', {
  '110': ['EMPLOYEE_PENSION', '城镇职工养老'],
  '120': ['PUBLIC_PENSION', '机关事业单位养老'],
  '150': ['RESIDENT_PENSION', '城乡居民养老'],
  '210': ['UNEMPLOYMENT', '失业'],
  '410': ['WORK_INJURY', '工伤'],
});

const socialInsuranceMonthStatus = codeList('SocialInsuranceMonthStatus', {
  '1': ['PAID', '已到账'],
  '2': ['OWED', '欠缴'],
  '3': ['REFUNDED', '已退'],
});

/** One person, one month, one scheme, either a contribution or a benefit. */
@category({
  id: 'social-insurance-month',
  no: '14',
  department: 'human-resources',
  zh: '社会保险缴费与待遇',
  en: 'Social insurance contribution and benefit by month',
  row: 'one person, one month, one scheme, either a contribution or a benefit',
  key: ['recordNo'],
})
export class SocialInsuranceMonth extends CategoryRecord {
  @attribute.docNo({ zh: '记录流水号', sensitivity: 'internal' })
  recordNo!: string;

  @person({ zh: '身份证号', sensitivity: 'personal' })
  citizenId!: string;

  @attribute.string({ zh: '姓名', sensitivity: 'personal' })
  name!: string;

  @attribute.month({ zh: '费款所属月份', sensitivity: 'personal' })
  month!: string;

  @attribute.code({ zh: '记录类型', sensitivity: 'personal', codes: recordKind })
  recordKind!: string;

  @attribute.code({ zh: '险种', sensitivity: 'personal', codes: socialInsuranceMonthScheme })
  scheme!: string;

  @organization({
    zh: '参保单位统一社会信用代码',
    sensitivity: 'internal',
    nullable: true,
    note: 'null for flexible employment and residents',
  })
  employerUscc!: string | null;

  @attribute.string({ zh: '参保单位名称', sensitivity: 'internal', nullable: true })
  employerName!: string | null;

  @attribute.decimal({
    zh: '缴费基数',
    sensitivity: 'sensitive',
    nullable: true,
    unit: 'yuan',
    note: 'CONTRIBUTION only; monthly wage declared',
  })
  contributionBase!: string | null;

  @attribute.decimal({ zh: '个人缴费额', sensitivity: 'sensitive', nullable: true, unit: 'yuan' })
  personalPaid!: string | null;

  @attribute.decimal({
    zh: '待遇金额',
    sensitivity: 'sensitive',
    nullable: true,
    unit: 'yuan',
    note: 'BENEFIT only',
  })
  benefitAmount!: string | null;

  @attribute.date({ zh: '到账或发放日期', sensitivity: 'sensitive', nullable: true })
  paidDate!: string | null;

  @attribute.code({ zh: '状态', sensitivity: 'personal', codes: socialInsuranceMonthStatus })
  status!: string;
}
