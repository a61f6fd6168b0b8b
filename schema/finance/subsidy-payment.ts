import { attribute, category, CategoryRecord, person } from '../../src/catalog/category.js';
import { codeList } from '../../src/catalog/field.js';
import { agency, benefitItem, township } from '../code-list.js';

const subsidyPaymentStatus = codeList('SubsidyPaymentStatus', {
  '1': ['SUCCESS', '成功'],
  '2': ['RETURNED', '退回'],
  '3': ['PENDING', '处理中'],
  '4': ['RECOVERED', '已追回'],
});

const returnCode = codeList('ReturnCode', {
  R01: ['ACCOUNT_CLOSED', '账户已销'],
  R02: ['NAME_MISMATCH', '户名不符'],
  R03: ['DORMANT', '账户不动户'],
  R09: ['OTHER', '其他'],
});

/** One payment line of one batch. */
@category({
  id: 'subsidy-payment',
  no: '26',
  department: 'finance',
  zh: '惠民惠农一卡通发放',
  en: 'Subsidy payment by citizen card',
  row: 'one payment line of one batch',
  key: ['batchNo', 'lineNo'],
  golden: {
    citizenId: { authority: 12, attributes: { name: 'name' } },
  },
})
export class SubsidyPayment extends CategoryRecord {
  @attribute.docNo({ zh: '批次号', sensitivity: 'internal' })
  batchNo!: string;

  @attribute.integer({ zh: '明细号', sensitivity: 'internal' })
  lineNo!: number;

  @attribute.code({ zh: '补贴项目编码', sensitivity: 'sensitive', codes: benefitItem })
  item!: string;

  @person({ zh: '补贴对象身份证号', sensitivity: 'personal' })
  citizenId!: string;

  @attribute.string({ zh: '补贴对象姓名', sensitivity: 'personal' })
  name!: string;

  @attribute.month({ zh: '所属期起', sensitivity: 'sensitive' })
  periodFrom!: string;

  @attribute.month({ zh: '所属期止', sensitivity: 'sensitive' })
  periodTo!: string;

  @attribute.decimal({ zh: '发放金额', sensitivity: 'sensitive', unit: 'yuan' })
  amount!: string;

  @person({
    zh: '收款账户户主身份证号',
    sensitivity: 'personal',
    nullable: true,
    note: 'null: the account belongs to citizenId',
  })
  payeeId!: string | null;

  @attribute.hash({ zh: '收款账号散列', sensitivity: 'sensitive' })
  payeeAccountHash!: string;

  @attribute.code({ zh: '主管部门代码', sensitivity: 'public', codes: agency })
  agencyCode!: string;

  @attribute.code({ zh: '街镇代码', sensitivity: 'internal', codes: township })
  townshipCode!: string;

  @attribute.string({ zh: '村居代码', sensitivity: 'internal', pattern: /^190102\d{6}$/ })
  communityCode!: string;

  @attribute.docNo({ zh: '资金文号', sensitivity: 'internal' })
  fundDocNo!: string;

  @attribute.date({
    zh: '资金到达日期',
    sensitivity: 'internal',
    note: 'day the money of fundDocNo reached the paying account',
  })
  fundArrivedDate!: string;

  @attribute.date({ zh: '批次提交银行日期', sensitivity: 'internal' })
  submittedDate!: string;

  @attribute.date({
    zh: '银行入账日期',
    sensitivity: 'sensitive',
    nullable: true,
    note: 'null while PENDING or RETURNED',
  })
  paidDate!: string | null;

  @attribute.code({ zh: '支付状态', sensitivity: 'internal', codes: subsidyPaymentStatus })
  status!: string;

  @attribute.code({ zh: '银行退回码', sensitivity: 'internal', nullable: true, codes: returnCode })
  returnCode!: string | null;

  @attribute.docNo({ zh: '重发的原批次号', sensitivity: 'internal', nullable: true })
  resendBatchNo!: string | null;

  @attribute.integer({ zh: '重发的原明细号', sensitivity: 'internal', nullable: true })
  resendLineNo!: number | null;

  @attribute.boolean({ zh: '补发标志', sensitivity: 'internal', note: 'true: paid later for earlier months' })
  arrears!: boolean;
}
