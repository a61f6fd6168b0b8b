import { attribute, category, CategoryRecord, organization } from '../../src/catalog/category.js';
import { codeList } from '../../src/catalog/field.js';
import { procurementMethod } from '../code-list.js';

const contractPaymentStatus = codeList('ContractPaymentStatus', {
  '0': ['ANNOUNCED', '合同登记'],
  '1': ['PAID', '已支付'],
  '2': ['RETURNED', '退回'],
  '3': ['PENDING', '处理中'],
});

/** Line 0 announces a contract, every further line is one payment of it. */
@category({
  id: 'contract-payment',
  no: '31',
  department: 'finance',
  zh: '政府采购合同与支付',
  en: 'Government contract and payment',
  row: 'line 0 announces a contract, every further line is one payment of it',
  key: ['contractNo', 'lineNo'],
  golden: {
    supplierUscc: { authority: 14, attributes: { name: 'supplierName' } },
  },
})
export class ContractPayment extends CategoryRecord {
  @attribute.docNo({ zh: '合同编号', sensitivity: 'public' })
  contractNo!: string;

  @attribute.integer({
    zh: '行号',
    sensitivity: 'internal',
    note: '0 = contract announcement, 1.. = payments',
  })
  lineNo!: number;

  @attribute.string({ zh: '合同名称', sensitivity: 'public' })
  contractName!: string;

  @organization({ zh: '采购单位统一社会信用代码', sensitivity: 'public' })
  purchaserUscc!: string;

  @organization({ zh: '供应商统一社会信用代码', sensitivity: 'public', nullable: true })
  supplierUscc!: string | null;

  @attribute.string({ zh: '供应商名称', sensitivity: 'public' })
  supplierName!: string;

  @attribute.string({ zh: '采购品目编码', sensitivity: 'public', pattern: /^[ABC]\d{2,8}$/ })
  categoryCode!: string;

  @attribute.code({ zh: '采购方式', sensitivity: 'public', codes: procurementMethod })
  method!: string;

  @attribute.boolean({ zh: '框架协议标志', sensitivity: 'public' })
  framework!: boolean;

  @attribute.docNo({ zh: '采购项目编号', sensitivity: 'public', nullable: true, note: 'projectNo of bid' })
  projectNo!: string | null;

  @attribute.decimal({ zh: '合同金额', sensitivity: 'public', unit: 'yuan' })
  contractAmount!: string;

  @attribute.date({ zh: '签订日期', sensitivity: 'public' })
  signedDate!: string;

  @attribute.decimal({ zh: '支付金额', sensitivity: 'internal', unit: 'yuan', note: '0.00 on line 0' })
  paidAmount!: string;

  @attribute.docNo({ zh: '资金文号', sensitivity: 'internal', nullable: true })
  fundDocNo!: string | null;

  @attribute.date({ zh: '资金到达日期', sensitivity: 'internal', nullable: true, note: 'null on line 0' })
  fundArrivedDate!: string | null;

  @attribute.date({ zh: '支付申请日期', sensitivity: 'internal', nullable: true, note: 'null on line 0' })
  requestedDate!: string | null;

  @attribute.date({
    zh: '支付日期',
    sensitivity: 'internal',
    nullable: true,
    note: 'null on line 0 and while PENDING',
  })
  paidDate!: string | null;

  @attribute.hash({ zh: '收款账号散列', sensitivity: 'sensitive', nullable: true, note: 'null on line 0' })
  payeeAccountHash!: string | null;

  @attribute.code({ zh: '状态', sensitivity: 'internal', codes: contractPaymentStatus })
  status!: string;
}
