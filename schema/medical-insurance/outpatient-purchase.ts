import { attribute, category, CategoryRecord, person } from '../../src/catalog/category.js';
import { codeList } from '../../src/catalog/field.js';
import { township } from '../code-list.js';

const visitKind = codeList('VisitKind', {
  '11': ['OUTPATIENT', '普通门诊'],
  '13': ['EMERGENCY', '急诊'],
  '14': ['CHRONIC', '门诊慢特病'],
  '19': ['REFERRAL_EXAM', '住院期间外检'],
  '41': ['PHARMACY', '定点药店购药'],
});

/** One settlement at a clinic or pharmacy. */
@category({
  id: 'outpatient-purchase',
  no: '13',
  department: 'medical-insurance',
  zh: '门诊购药结算',
  en: 'Outpatient visit or pharmacy purchase',
  row: 'one settlement at a clinic or pharmacy',
  key: ['settlementNo'],
})
export class OutpatientPurchase extends CategoryRecord {
  @attribute.docNo({ zh: '结算流水号', sensitivity: 'internal' })
  settlementNo!: string;

  @person({ zh: '身份证号', sensitivity: 'personal' })
  citizenId!: string;

  @attribute.string({ zh: '姓名', sensitivity: 'personal' })
  name!: string;

  @attribute.string({
    zh: '医药机构编码',
    sensitivity: 'public',
    pattern: /^[HP]\d{11}$/,
    note: 'H clinic or hospital, P pharmacy',
  })
  institutionCode!: string;

  @attribute.string({ zh: '医药机构名称', sensitivity: 'public' })
  institutionName!: string;

  @attribute.code({
    zh: '机构所在街镇代码',
    sensitivity: 'public',
    nullable: true,
    codes: township,
    note: 'null outside the district',
  })
  institutionTownship!: string | null;

  @attribute.code({ zh: '医疗类别', sensitivity: 'sensitive', codes: visitKind })
  visitKind!: string;

  @attribute.datetime({ zh: '结算时间', sensitivity: 'sensitive' })
  settledAt!: string;

  @attribute.integer({
    zh: '终端时钟偏差秒数',
    sensitivity: 'internal',
    nullable: true,
    note: 'terminal clock minus reference clock; subtract it from settledAt before comparing times',
  })
  clockOffsetSec!: number | null;

  @attribute.decimal({ zh: '总费用', sensitivity: 'sensitive', unit: 'yuan' })
  totalFee!: string;

  @attribute.decimal({ zh: '统筹基金支付', sensitivity: 'sensitive', unit: 'yuan' })
  fundPaid!: string;

  @attribute.decimal({ zh: '个人负担', sensitivity: 'sensitive', unit: 'yuan' })
  selfPaid!: string;

  @attribute.docNo({
    zh: '开单住院流水号',
    sensitivity: 'internal',
    nullable: true,
    note: 'visitNo of the stay that ordered the examination',
  })
  referralVisitNo!: string | null;

  @person({ zh: '代取人身份证号', sensitivity: 'personal', nullable: true })
  collectorId!: string | null;

  @attribute.boolean({
    zh: '退费标志',
    sensitivity: 'internal',
    note: 'true: cancelled by a refund; does not count',
  })
  refunded!: boolean;
}
