import { attribute, category, CategoryRecord, organization, party } from '../../src/catalog/category.js';
import { codeList } from '../../src/catalog/field.js';
import { partyKind, villageItem } from '../code-list.js';

const villageLedgerEntryDirection = codeList('VillageLedgerEntryDirection', {
  '1': ['INCOME', '收入'],
  '2': ['EXPENDITURE', '支出'],
});

const entryKind = codeList('EntryKind', {
  '1': ['BANK', '银行'],
  '2': ['CASH', '现金'],
  '3': ['OFFSET', '抵扣'],
  '4': ['WAIVER', '减免核销'],
});

/** One declared income or expenditure entry, including contract receipts and offsets. */
@category({
  id: 'village-ledger-entry',
  no: '32d',
  department: 'agriculture',
  zh: '村级收支申报台账',
  en: 'Declared village ledger entry',
  row: 'one declared income or expenditure entry, including contract receipts and offsets',
  key: ['entryNo'],
})
export class VillageLedgerEntry extends CategoryRecord {
  @attribute.docNo({ zh: '凭证号', sensitivity: 'internal' })
  entryNo!: string;

  @organization({ zh: '村集体经济组织统一社会信用代码', sensitivity: 'public' })
  villageUscc!: string;

  @attribute.string({ zh: '村居代码', sensitivity: 'internal', pattern: /^190102\d{6}$/ })
  communityCode!: string;

  @attribute.month({ zh: '记账月份', sensitivity: 'internal' })
  month!: string;

  @attribute.date({ zh: '业务日期', sensitivity: 'internal' })
  entryDate!: string;

  @attribute.code({ zh: '收支方向', sensitivity: 'internal', codes: villageLedgerEntryDirection })
  direction!: string;

  @attribute.code({ zh: '项目编码', sensitivity: 'public', codes: villageItem })
  itemCode!: string;

  @attribute.string({ zh: '摘要', sensitivity: 'internal' })
  summary!: string;

  @attribute.decimal({ zh: '金额', sensitivity: 'internal', unit: 'yuan' })
  amount!: string;

  @attribute.code({
    zh: '入账方式',
    sensitivity: 'internal',
    codes: entryKind,
    note: 'OFFSET and WAIVER have no bank flow',
  })
  entryKind!: string;

  @attribute.docNo({ zh: '抵扣协议编号', sensitivity: 'internal', nullable: true, note: 'OFFSET only' })
  offsetNo!: string | null;

  @attribute.docNo({
    zh: '合同编号',
    sensitivity: 'internal',
    nullable: true,
    note: 'set on receipts of a village-contract',
  })
  contractNo!: string | null;

  @attribute.code({ zh: '对方类型', sensitivity: 'internal', nullable: true, codes: partyKind })
  counterpartyKind!: string | null;

  @party({
    zh: '对方证件号或代码',
    sensitivity: 'personal',
    nullable: true,
    kind: { field: 'counterpartyKind', person: ['PERSON'], organization: ['ENTERPRISE'] },
  })
  counterpartyId!: string | null;

  @attribute.string({ zh: '对方名称', sensitivity: 'personal', nullable: true })
  counterpartyName!: string | null;

  @attribute.docNo({
    zh: '银行流水号',
    sensitivity: 'internal',
    nullable: true,
    note: 'bankFlowNo of village-bank-flow',
  })
  bankFlowNo!: string | null;

  @attribute.docNo({
    zh: '资金文号',
    sensitivity: 'internal',
    nullable: true,
    note: 'set on subsidised income (SR03) and its payout (ZC05)',
  })
  fundDocNo!: string | null;
}
