import { attribute, category, CategoryRecord, organization, person } from '../../src/catalog/category.js';
import { codeList } from '../../src/catalog/field.js';
import { agency, township } from '../code-list.js';

const administrativeCheckBasis = codeList('AdministrativeCheckBasis', {
  '1': ['ANNUAL_PLAN', '年度计划'],
  '2': ['COMPLAINT', '投诉举报'],
  '3': ['EMERGENCY', '突发事件处置'],
  '4': ['LICENCE', '许可申请核查'],
  '5': ['ASSIGNED', '上级交办或转办'],
  '6': ['REINSPECTION', '整改复查'],
  '7': ['CAMPAIGN', '专项检查'],
});

const administrativeCheckVisitNature = codeList('AdministrativeCheckVisitNature', {
  '1': ['INSPECTION', '行政检查'],
  '2': ['SERVICE', '帮扶服务'],
  '3': ['SURVEY', '调研'],
});

const administrativeCheckForm = codeList('AdministrativeCheckForm', {
  '1': ['ON_SITE', '现场'],
  '2': ['REMOTE', '非现场'],
  '3': ['DOCUMENT', '书面'],
});

const administrativeCheckResult = codeList('AdministrativeCheckResult', {
  '1': ['NO_FINDING', '未发现问题'],
  '2': ['ORDERED_TO_CORRECT', '责令改正'],
  '3': ['CORRECTED_ON_SPOT', '当场改正'],
  '4': ['CASE_OPENED', '立案'],
  '5': ['NOT_FOUND', '查无下落'],
});

const administrativeCheckStatus = codeList('AdministrativeCheckStatus', {
  '0': ['VOID', '作废'],
  '1': ['VALID', '有效'],
});

/** One element of 检查人员. */
export class AdministrativeCheckOfficer {
  @attribute.docNo({ zh: '执法证号', sensitivity: 'internal' })
  certNo!: string;

  @person({ zh: '身份证号', sensitivity: 'personal', nullable: true })
  officerId!: string | null;

  @attribute.string({ zh: '姓名', sensitivity: 'internal' })
  officerName!: string;
}

/** One check by one agency at one enterprise. */
@category({
  id: 'administrative-check',
  no: '20',
  department: 'justice',
  zh: '涉企行政检查',
  en: 'Administrative check of an enterprise',
  row: 'one check by one agency at one enterprise',
  key: ['checkNo'],
})
export class AdministrativeCheck extends CategoryRecord {
  @attribute.docNo({ zh: '检查编号', sensitivity: 'internal' })
  checkNo!: string;

  @attribute.code({ zh: '检查机关代码', sensitivity: 'public', codes: agency })
  agencyCode!: string;

  @organization({ zh: '被检查单位统一社会信用代码', sensitivity: 'public' })
  uscc!: string;

  @attribute.string({ zh: '被检查单位名称', sensitivity: 'public' })
  enterpriseName!: string;

  @attribute.code({ zh: '检查地街镇代码', sensitivity: 'internal', nullable: true, codes: township })
  townshipCode!: string | null;

  @attribute.string({ zh: '检查地点', sensitivity: 'internal', nullable: true })
  place!: string | null;

  @attribute.docNo({
    zh: '联合检查任务编号',
    sensitivity: 'internal',
    nullable: true,
    note: 'equal on all checks of one joint task',
  })
  jointTaskNo!: string | null;

  @attribute.code({ zh: '检查依据', sensitivity: 'internal', codes: administrativeCheckBasis })
  basis!: string;

  @attribute.docNo({ zh: '检查计划编号', sensitivity: 'internal', nullable: true })
  planNo!: string | null;

  @attribute.code({ zh: '入企性质', sensitivity: 'internal', codes: administrativeCheckVisitNature })
  visitNature!: string;

  @attribute.code({ zh: '检查方式', sensitivity: 'internal', codes: administrativeCheckForm })
  form!: string;

  @attribute.values({
    zh: '检查事项编码',
    sensitivity: 'internal',
    type: 'string',
    pattern: /^[A-Z]{2}\d{4}$/,
    note: 'starts with the first two characters of agencyCode',
  })
  itemCodes!: string[];

  @attribute.list({
    zh: '检查人员',
    sensitivity: 'personal',
    of: AdministrativeCheckOfficer,
    note: 'in order of rank',
  })
  officers!: AdministrativeCheckOfficer[];

  @attribute.boolean({
    zh: '扫码入企标志',
    sensitivity: 'internal',
    note: "true: the check was registered by scanning the enterprise's code",
  })
  codeScanned!: boolean;

  @attribute.datetime({ zh: '登记时间', sensitivity: 'internal' })
  registeredAt!: string;

  @attribute.datetime({ zh: '检查开始时间', sensitivity: 'internal' })
  startAt!: string;

  @attribute.datetime({ zh: '检查结束时间', sensitivity: 'internal', nullable: true })
  endAt!: string | null;

  @attribute.code({
    zh: '检查结果',
    sensitivity: 'internal',
    nullable: true,
    codes: administrativeCheckResult,
    note: 'null until the check is finished',
  })
  result!: string | null;

  @attribute.text({ zh: '发现问题', sensitivity: 'internal', nullable: true })
  finding!: string | null;

  @attribute.docNo({
    zh: '立案案号',
    sensitivity: 'internal',
    nullable: true,
    note: 'caseNo of penalty-case',
  })
  caseNo!: string | null;

  @attribute.docNo({ zh: '复查的原检查编号', sensitivity: 'internal', nullable: true })
  recheckOf!: string | null;

  @attribute.code({
    zh: '记录状态',
    sensitivity: 'internal',
    codes: administrativeCheckStatus,
    note: 'VOID checks do not count',
  })
  status!: string;
}
