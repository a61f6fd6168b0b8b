import { attribute, category, CategoryRecord, organization } from '../../src/catalog/category.js';
import { codeList } from '../../src/catalog/field.js';
import { villageItem } from '../code-list.js';

const disclosureKind = codeList('DisclosureKind', {
  '1': ['MONTHLY_FINANCE', '月度收支'],
  '2': ['CONTRACT', '经济合同'],
  '3': ['LABOUR', '劳务用工'],
  '4': ['DEBT', '债权债务'],
});

const villageDisclosureDirection = codeList('VillageDisclosureDirection', {
  '1': ['INCOME', '收入'],
  '2': ['EXPENDITURE', '支出'],
});

/** One line of one notice on the village notice board. */
@category({
  id: 'village-disclosure',
  no: '32f',
  department: 'agriculture',
  zh: '村务财务公示',
  en: 'Public disclosure of village finances',
  row: 'one line of one notice on the village notice board',
  key: ['disclosureNo', 'lineNo'],
})
export class VillageDisclosure extends CategoryRecord {
  @attribute.docNo({ zh: '公示编号', sensitivity: 'public' })
  disclosureNo!: string;

  @attribute.integer({ zh: '行号', sensitivity: 'public' })
  lineNo!: number;

  @organization({ zh: '村集体经济组织统一社会信用代码', sensitivity: 'public' })
  villageUscc!: string;

  @attribute.string({ zh: '村居代码', sensitivity: 'public', pattern: /^190102\d{6}$/ })
  communityCode!: string;

  @attribute.code({ zh: '公示类型', sensitivity: 'public', codes: disclosureKind })
  disclosureKind!: string;

  @attribute.month({ zh: '所属月份', sensitivity: 'public' })
  month!: string;

  @attribute.code({
    zh: '收支方向',
    sensitivity: 'public',
    nullable: true,
    codes: villageDisclosureDirection,
    note: 'MONTHLY_FINANCE and LABOUR',
  })
  direction!: string | null;

  @attribute.code({
    zh: '项目编码',
    sensitivity: 'public',
    nullable: true,
    codes: villageItem,
    note: 'MONTHLY_FINANCE and LABOUR',
  })
  itemCode!: string | null;

  @attribute.docNo({ zh: '合同编号', sensitivity: 'public', nullable: true, note: 'CONTRACT only' })
  contractNo!: string | null;

  @attribute.docNo({ zh: '债务编号', sensitivity: 'public', nullable: true, note: 'DEBT only' })
  debtNo!: string | null;

  @attribute.decimal({ zh: '公示金额', sensitivity: 'public', unit: 'yuan' })
  amount!: string;

  @attribute.date({ zh: '公示日期', sensitivity: 'public' })
  postedDate!: string;

  @attribute.date({ zh: '公示截止日', sensitivity: 'public' })
  postedTo!: string;
}
