import { attribute, category, CategoryRecord, organization, party } from '../../src/catalog/category.js';
import { codeList } from '../../src/catalog/field.js';
import { feeItem, partyKind } from '../code-list.js';

const billStatus = codeList('BillStatus', {
  '1': ['NORMAL', '正常'],
  '2': ['VOID', '作废'],
  '3': ['REFUND', '退付'],
});

/** One electronic bill issued by a collecting unit, including void and refund bills. */
@category({
  id: 'non-tax-bill',
  no: '22a',
  department: 'finance',
  zh: '非税收入票据',
  en: 'Non-tax revenue bill',
  row: 'one electronic bill issued by a collecting unit, including void and refund bills',
  key: ['billCode', 'billNo'],
  golden: {
    unitUscc: { authority: 12, attributes: { name: 'unitName' } },
  },
})
export class NonTaxBill extends CategoryRecord {
  @attribute.string({ zh: '票据代码', sensitivity: 'internal', pattern: /^\d{8}$/ })
  billCode!: string;

  @attribute.string({ zh: '票据号码', sensitivity: 'internal', pattern: /^\d{10}$/ })
  billNo!: string;

  @organization({ zh: '执收单位统一社会信用代码', sensitivity: 'public' })
  unitUscc!: string;

  @attribute.string({ zh: '执收单位名称', sensitivity: 'public' })
  unitName!: string;

  @attribute.code({ zh: '收费项目编码', sensitivity: 'public', codes: feeItem })
  itemCode!: string;

  @attribute.code({ zh: '缴款人类别', sensitivity: 'internal', codes: partyKind })
  payerKind!: string;

  @party({
    zh: '缴款人证件号或代码',
    sensitivity: 'personal',
    nullable: true,
    kind: { field: 'payerKind', person: ['PERSON'], organization: ['ENTERPRISE'] },
  })
  payerId!: string | null;

  @attribute.string({ zh: '缴款人名称', sensitivity: 'personal' })
  payerName!: string;

  @attribute.decimal({ zh: '数量', sensitivity: 'internal', nullable: true, scale: 3 })
  quantity!: string | null;

  @attribute.decimal({ zh: '收费标准', sensitivity: 'public', nullable: true, unit: 'yuan' })
  tariff!: string | null;

  @attribute.decimal({
    zh: '金额',
    sensitivity: 'internal',
    unit: 'yuan',
    note: 'negative on REFUND, 0 on VOID',
  })
  amount!: string;

  @attribute.date({ zh: '开票日期', sensitivity: 'internal' })
  billedDate!: string;

  @attribute.date({
    zh: '收款日期',
    sensitivity: 'internal',
    nullable: true,
    note: 'null: billed, not yet collected',
  })
  collectedDate!: string | null;

  @attribute.code({ zh: '票据状态', sensitivity: 'internal', codes: billStatus })
  billStatus!: string;

  @attribute.string({
    zh: '原票据号码',
    sensitivity: 'internal',
    nullable: true,
    pattern: /^\d{10}$/,
    note: 'set on REFUND',
  })
  originalBillNo!: string | null;

  @attribute.docNo({
    zh: '案号或决定书文号',
    sensitivity: 'internal',
    nullable: true,
    note: 'for item FS02: caseNo, or decisionNo under the simple procedure, of penalty-case',
  })
  caseNo!: string | null;

  @attribute.docNo({
    zh: '处置核准号',
    sensitivity: 'internal',
    nullable: true,
    note: 'for item FS01: permitNo of waste-permit',
  })
  permitNo!: string | null;

  @attribute.docNo({
    zh: '缴库单号',
    sensitivity: 'internal',
    nullable: true,
    note: 'remittanceNo of treasury-remittance, once remitted',
  })
  remittanceNo!: string | null;
}
