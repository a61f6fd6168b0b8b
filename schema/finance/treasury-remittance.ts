import { attribute, category, CategoryRecord, organization } from '../../src/catalog/category.js';
import { codeList } from '../../src/catalog/field.js';
import { feeItem } from '../code-list.js';

const treasuryRemittanceStatus = codeList('TreasuryRemittanceStatus', {
  '1': ['IN_TREASURY', '已入库'],
  '2': ['IN_TRANSIT', '在途'],
  '3': ['RETURNED', '退回'],
});

/** One remittance of one unit for one fee item. */
@category({
  id: 'treasury-remittance',
  no: '22b',
  department: 'finance',
  zh: '非税收入缴库',
  en: 'Remittance of non-tax revenue to the treasury',
  row: 'one remittance of one unit for one fee item',
  key: ['remittanceNo'],
})
export class TreasuryRemittance extends CategoryRecord {
  @attribute.docNo({ zh: '缴库单号', sensitivity: 'internal' })
  remittanceNo!: string;

  @organization({ zh: '执收单位统一社会信用代码', sensitivity: 'public' })
  unitUscc!: string;

  @attribute.code({ zh: '收费项目编码', sensitivity: 'public', codes: feeItem })
  itemCode!: string;

  @attribute.date({ zh: '所缴收款期间起', sensitivity: 'internal', note: 'first collectedDate covered' })
  coveredFrom!: string;

  @attribute.date({
    zh: '所缴收款期间止',
    sensitivity: 'internal',
    note: 'last collectedDate covered, inclusive',
  })
  coveredTo!: string;

  @attribute.decimal({ zh: '缴库金额', sensitivity: 'internal', unit: 'yuan' })
  amount!: string;

  @attribute.date({ zh: '缴款日期', sensitivity: 'internal' })
  remittedDate!: string;

  @attribute.date({ zh: '入库日期', sensitivity: 'internal', nullable: true })
  treasuryDate!: string | null;

  @attribute.hash({ zh: '付款账号散列', sensitivity: 'sensitive' })
  payerAccountHash!: string;

  @attribute.docNo({
    zh: '专项资金文号',
    sensitivity: 'internal',
    nullable: true,
    note: 'set when the receipt is earmarked for a later payment',
  })
  fundDocNo!: string | null;

  @attribute.code({
    zh: '缴库状态',
    sensitivity: 'internal',
    codes: treasuryRemittanceStatus,
    note: 'only IN_TREASURY and IN_TRANSIT count',
  })
  status!: string;
}
