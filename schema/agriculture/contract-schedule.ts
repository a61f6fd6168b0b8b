import { attribute, category, CategoryRecord, organization } from '../../src/catalog/category.js';
import { codeList } from '../../src/catalog/field.js';

const adjustKind = codeList('AdjustKind', {
  '0': ['NONE', '无'],
  '1': ['RENT_FREE', '免租'],
  '2': ['REDUCTION', '决议减免'],
  '3': ['DEFERRED', '决议缓交'],
});

/** One instalment due under one contract. */
@category({
  id: 'contract-schedule',
  no: '32c',
  department: 'agriculture',
  zh: '合同应收计划',
  en: 'Payment schedule of a village contract',
  row: 'one instalment due under one contract',
  key: ['contractNo', 'periodNo'],
})
export class ContractSchedule extends CategoryRecord {
  @attribute.docNo({ zh: '合同编号', sensitivity: 'internal' })
  contractNo!: string;

  @attribute.integer({ zh: '期次', sensitivity: 'internal' })
  periodNo!: number;

  @organization({ zh: '村集体经济组织统一社会信用代码', sensitivity: 'public' })
  villageUscc!: string;

  @attribute.date({ zh: '应收日期', sensitivity: 'internal' })
  dueDate!: string;

  @attribute.decimal({ zh: '应收金额', sensitivity: 'internal', unit: 'yuan' })
  dueAmount!: string;

  @attribute.code({
    zh: '调整原因',
    sensitivity: 'internal',
    codes: adjustKind,
    note: 'dueAmount is already adjusted',
  })
  adjustKind!: string;

  @attribute.docNo({ zh: '调整决议编号', sensitivity: 'internal', nullable: true })
  adjustMeetingNo!: string | null;
}
