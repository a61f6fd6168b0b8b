import { attribute, category, CategoryRecord, organization, person } from '../../src/catalog/category.js';
import { codeList } from '../../src/catalog/field.js';

const payFromKind = codeList('PayFromKind', {
  '1': ['COLLECTIVE_ACCOUNT', '集体账户'],
  '2': ['PERSONAL_ACCOUNT', '个人账户'],
  '3': ['CASH', '现金'],
});

/** One worker on one day on one labour sheet. */
@category({
  id: 'village-labour',
  no: '32g',
  department: 'agriculture',
  zh: '集体劳务用工',
  en: 'Paid labour for a village collective',
  row: 'one worker on one day on one labour sheet',
  key: ['sheetNo', 'lineNo'],
})
export class VillageLabour extends CategoryRecord {
  @attribute.docNo({ zh: '用工单号', sensitivity: 'internal' })
  sheetNo!: string;

  @attribute.integer({ zh: '行号', sensitivity: 'internal' })
  lineNo!: number;

  @organization({ zh: '村集体经济组织统一社会信用代码', sensitivity: 'public' })
  villageUscc!: string;

  @attribute.string({ zh: '村居代码', sensitivity: 'internal', pattern: /^190102\d{6}$/ })
  communityCode!: string;

  @person({ zh: '用工人身份证号', sensitivity: 'personal' })
  citizenId!: string;

  @attribute.string({ zh: '用工人姓名', sensitivity: 'personal' })
  name!: string;

  @attribute.date({ zh: '用工日期', sensitivity: 'internal' })
  workDate!: string;

  @attribute.string({ zh: '工种', sensitivity: 'internal' })
  workKind!: string;

  @attribute.decimal({ zh: '工日数', sensitivity: 'internal', scale: 1, note: '0.5 or 1.0' })
  workDays!: string;

  @attribute.decimal({ zh: '日工资', sensitivity: 'internal', unit: 'yuan' })
  dayRate!: string;

  @attribute.decimal({ zh: '金额', sensitivity: 'internal', unit: 'yuan' })
  amount!: string;

  @attribute.date({ zh: '发放日期', sensitivity: 'internal', nullable: true })
  paidDate!: string | null;

  @attribute.code({ zh: '付款账户性质', sensitivity: 'internal', codes: payFromKind })
  payFromKind!: string;

  @attribute.hash({ zh: '收款账号散列', sensitivity: 'sensitive', nullable: true })
  payAccountHash!: string | null;

  @person({ zh: '收款账户户主身份证号', sensitivity: 'personal', nullable: true, note: 'null for cash' })
  payAccountOwnerId!: string | null;

  @person({ zh: '审批人身份证号', sensitivity: 'personal' })
  approverId!: string;

  @attribute.docNo({ zh: '银行流水号', sensitivity: 'internal', nullable: true })
  bankFlowNo!: string | null;
}
