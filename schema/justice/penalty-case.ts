import { attribute, category, CategoryRecord, party, person } from '../../src/catalog/category.js';
import { codeList } from '../../src/catalog/field.js';
import { agency, partyKind } from '../code-list.js';

const penaltyCaseProcedure = codeList('PenaltyCaseProcedure', {
  '1': ['SIMPLE', '简易程序'],
  '2': ['ORDINARY', '普通程序'],
  '3': ['FAST', '普通程序快速办理'],
});

const penaltyKinds = codeList('PenaltyKinds', {
  '1': ['WARNING', '警告'],
  '2': ['FINE', '罚款'],
  '3': ['CONFISCATION', '没收'],
  '4': ['SUSPENSION', '责令停产停业'],
  '5': ['LICENCE_REVOKED', '吊销许可'],
});

const penaltyCaseStatus = codeList('PenaltyCaseStatus', {
  '1': ['FILED', '已立案'],
  '2': ['DECIDED', '已决定'],
  '3': ['CLOSED', '已结案'],
  '4': ['DROPPED', '不予处罚'],
  '5': ['REVOKED', '撤销决定'],
});

/** One element of 延期批准. */
export class PenaltyCaseExtension {
  @attribute.date({ zh: '批准日期', sensitivity: 'internal' })
  approvedDate!: string;

  @attribute.integer({ zh: '延长天数', sensitivity: 'internal' })
  days!: number;

  @person({ zh: '批准人身份证号', sensitivity: 'personal', nullable: true })
  approverId!: string | null;
}

/** One element of 分期缴纳计划. */
export class PenaltyCaseInstalment {
  @attribute.date({ zh: '应缴日期', sensitivity: 'internal' })
  dueDate!: string;

  @attribute.decimal({ zh: '应缴金额', sensitivity: 'internal', unit: 'yuan' })
  amount!: string;
}

/** One element of 办案人员. */
export class PenaltyCaseOfficer {
  @attribute.docNo({ zh: '执法证号', sensitivity: 'internal' })
  certNo!: string;

  @person({ zh: '身份证号', sensitivity: 'personal', nullable: true })
  officerId!: string | null;
}

/** One case against one party. */
@category({
  id: 'penalty-case',
  no: '21',
  department: 'justice',
  zh: '行政处罚案件',
  en: 'Administrative penalty case',
  row: 'one case against one party',
  key: ['caseNo'],
})
export class PenaltyCase extends CategoryRecord {
  @attribute.docNo({ zh: '案号', sensitivity: 'internal' })
  caseNo!: string;

  @attribute.code({ zh: '处罚机关代码', sensitivity: 'public', codes: agency })
  agencyCode!: string;

  @attribute.code({ zh: '当事人类型', sensitivity: 'internal', codes: partyKind })
  partyKind!: string;

  @party({
    zh: '当事人证件号或代码',
    sensitivity: 'personal',
    nullable: true,
    kind: { field: 'partyKind', person: ['PERSON'], organization: ['ENTERPRISE'] },
  })
  partyId!: string | null;

  @attribute.string({ zh: '当事人名称', sensitivity: 'personal' })
  partyName!: string;

  @attribute.string({ zh: '违法行为编码', sensitivity: 'public', pattern: /^[A-Z]{2}\d{6}$/ })
  actCode!: string;

  @attribute.string({ zh: '违法行为名称', sensitivity: 'public' })
  actName!: string;

  @attribute.date({ zh: '违法事实起日', sensitivity: 'internal' })
  factFrom!: string;

  @attribute.date({
    zh: '违法事实止日',
    sensitivity: 'internal',
    nullable: true,
    note: 'null or equal to factFrom for a single act; later for a continuing act',
  })
  factTo!: string | null;

  @attribute.docNo({
    zh: '现场(事件)编号',
    sensitivity: 'internal',
    nullable: true,
    note: 'equal for cases that arise from one scene',
  })
  sceneNo!: string | null;

  @attribute.code({ zh: '程序', sensitivity: 'internal', codes: penaltyCaseProcedure })
  procedure!: string;

  @attribute.docNo({ zh: '来源检查编号', sensitivity: 'internal', nullable: true })
  checkNo!: string | null;

  @attribute.date({ zh: '立案日期', sensitivity: 'internal', nullable: true, note: 'null for SIMPLE' })
  filedDate!: string | null;

  @attribute.date({ zh: '处罚决定日期', sensitivity: 'internal', nullable: true })
  decidedDate!: string | null;

  @attribute.docNo({ zh: '决定书文号', sensitivity: 'internal', nullable: true })
  decisionNo!: string | null;

  @attribute.integer({
    zh: '不计入办案期限天数',
    sensitivity: 'internal',
    note: 'days for hearing, notice by publication, testing, expert opinion',
  })
  excludedDays!: number;

  @attribute.list({
    zh: '延期批准',
    sensitivity: 'internal',
    of: PenaltyCaseExtension,
    note: 'empty array when none',
  })
  extensions!: PenaltyCaseExtension[];

  @attribute.values({ zh: '处罚种类', sensitivity: 'public', type: 'code', codes: penaltyKinds })
  penaltyKinds!: string[];

  @attribute.decimal({ zh: '罚款金额', sensitivity: 'public', nullable: true, unit: 'yuan' })
  fine!: string | null;

  @attribute.decimal({ zh: '没收金额', sensitivity: 'public', nullable: true, unit: 'yuan' })
  confiscated!: string | null;

  @attribute.list({
    zh: '分期缴纳计划',
    sensitivity: 'internal',
    of: PenaltyCaseInstalment,
    note: 'empty array when none',
  })
  instalments!: PenaltyCaseInstalment[];

  @attribute.date({ zh: '暂缓缴纳至', sensitivity: 'internal', nullable: true })
  deferredTo!: string | null;

  @attribute.list({ zh: '办案人员', sensitivity: 'personal', of: PenaltyCaseOfficer })
  officers!: PenaltyCaseOfficer[];

  @attribute.code({ zh: '案件状态', sensitivity: 'internal', codes: penaltyCaseStatus })
  status!: string;

  @attribute.date({ zh: '结案日期', sensitivity: 'internal', nullable: true })
  closedDate!: string | null;
}
