import { attribute, category, CategoryRecord, organization } from '../../src/catalog/category.js';
import { codeList } from '../../src/catalog/field.js';
import { villageItem } from '../code-list.js';

const villageBankFlowDirection = codeList('VillageBankFlowDirection', {
  C: ['IN', '贷'],
  D: ['OUT', '借'],
});

const counterpartyAccountKind = codeList('CounterpartyAccountKind', {
  '1': ['CORPORATE', '对公'],
  '2': ['PERSONAL', '对私'],
});

/** One bank transaction on a collective account. */
@category({
  id: 'village-bank-flow',
  no: '32e',
  department: 'agriculture',
  zh: '村集体账户资金流水',
  en: 'Bank flow of a village collective account',
  row: 'one bank transaction on a collective account',
  key: ['bankFlowNo'],
})
export class VillageBankFlow extends CategoryRecord {
  @attribute.docNo({ zh: '银行流水号', sensitivity: 'internal' })
  bankFlowNo!: string;

  @organization({ zh: '村集体经济组织统一社会信用代码', sensitivity: 'public' })
  villageUscc!: string;

  @attribute.hash({ zh: '账号散列', sensitivity: 'sensitive' })
  accountHash!: string;

  @attribute.datetime({ zh: '交易时间', sensitivity: 'internal' })
  transactedAt!: string;

  @attribute.code({ zh: '借贷方向', sensitivity: 'internal', codes: villageBankFlowDirection })
  direction!: string;

  @attribute.decimal({ zh: '金额', sensitivity: 'internal', unit: 'yuan' })
  amount!: string;

  @attribute.string({ zh: '对方户名', sensitivity: 'personal', nullable: true })
  counterpartyName!: string | null;

  @attribute.hash({ zh: '对方账号散列', sensitivity: 'sensitive', nullable: true })
  counterpartyAccountHash!: string | null;

  @attribute.code({
    zh: '对方账户性质',
    sensitivity: 'internal',
    nullable: true,
    codes: counterpartyAccountKind,
  })
  counterpartyAccountKind!: string | null;

  @attribute.string({ zh: '用途', sensitivity: 'internal', nullable: true })
  purpose!: string | null;

  @attribute.code({
    zh: '项目编码',
    sensitivity: 'public',
    nullable: true,
    codes: villageItem,
    note: 'null: not yet classified',
  })
  itemCode!: string | null;

  @attribute.docNo({ zh: '资金文号', sensitivity: 'internal', nullable: true })
  fundDocNo!: string | null;

  @attribute.boolean({
    zh: '退汇标志',
    sensitivity: 'internal',
    note: 'true: the transaction was returned by the bank and does not count',
  })
  returned!: boolean;
}
