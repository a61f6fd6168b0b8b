import { attribute, category, CategoryRecord, organization, party } from '../../src/catalog/category.js';
import { partyKind } from '../code-list.js';

/** One debt in its present state; debts with balance 0 stay in the set until the end of the year. */
@category({
  id: 'village-debt',
  no: '32h',
  department: 'agriculture',
  zh: '村级债务',
  en: 'Village debt',
  row: 'one debt in its present state; debts with balance 0 stay in the set until the end of the year',
  key: ['debtNo'],
})
export class VillageDebt extends CategoryRecord {
  @attribute.docNo({ zh: '债务编号', sensitivity: 'internal' })
  debtNo!: string;

  @organization({ zh: '村集体经济组织统一社会信用代码', sensitivity: 'public' })
  villageUscc!: string;

  @attribute.string({ zh: '村居代码', sensitivity: 'internal', pattern: /^190102\d{6}$/ })
  communityCode!: string;

  @attribute.code({ zh: '债权人类型', sensitivity: 'internal', codes: partyKind })
  creditorKind!: string;

  @party({
    zh: '债权人证件号或代码',
    sensitivity: 'personal',
    nullable: true,
    kind: { field: 'creditorKind', person: ['PERSON'], organization: ['ENTERPRISE'] },
  })
  creditorId!: string | null;

  @attribute.string({ zh: '债权人名称', sensitivity: 'personal' })
  creditorName!: string;

  @attribute.decimal({ zh: '债务本金', sensitivity: 'internal', unit: 'yuan' })
  principal!: string;

  @attribute.decimal({ zh: '债务余额', sensitivity: 'internal', unit: 'yuan' })
  balance!: string;

  @attribute.date({ zh: '形成日期', sensitivity: 'internal' })
  incurredDate!: string;

  @attribute.date({ zh: '到期日期', sensitivity: 'internal', nullable: true })
  dueDate!: string | null;

  @attribute.decimal({ zh: '年利率', sensitivity: 'internal', scale: 4, note: 'percent, e.g. 4.3500' })
  annualRatePercent!: string;

  @attribute.docNo({ zh: '民主决议编号', sensitivity: 'internal', nullable: true })
  meetingNo!: string | null;

  @attribute.month({ zh: '数据截止月份', sensitivity: 'internal' })
  month!: string;
}
