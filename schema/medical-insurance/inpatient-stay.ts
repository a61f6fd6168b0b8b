import { attribute, category, CategoryRecord, organization, person } from '../../src/catalog/category.js';
import { codeList } from '../../src/catalog/field.js';
import { township } from '../code-list.js';

const medicalInstitutionKind = codeList('MedicalInstitutionKind', {
  '1': ['HOSPITAL', '医院'],
  '2': ['COMMUNITY_CENTRE', '社区卫生服务中心'],
  '3': ['CARE_HOME_WING', '养老机构内设医疗机构'],
});

const dischargeKind = codeList('DischargeKind', {
  '1': ['NORMAL', '医嘱离院'],
  '2': ['TRANSFER', '转院'],
  '3': ['AGAINST_ADVICE', '非医嘱离院'],
  '5': ['DEATH', '死亡'],
  '9': ['OTHER', '其他'],
});

/** One hospital stay, from admission to final settlement. */
@category({
  id: 'inpatient-stay',
  no: '12',
  department: 'medical-insurance',
  zh: '住院结算',
  en: 'Inpatient stay',
  row: 'one hospital stay, from admission to final settlement',
  key: ['visitNo'],
  golden: {
    citizenId: { authority: 2, attributes: { name: 'name' } },
    institutionUscc: { authority: 3, attributes: { name: 'institutionName' } },
  },
})
export class InpatientStay extends CategoryRecord {
  @attribute.docNo({ zh: '就诊流水号', sensitivity: 'internal' })
  visitNo!: string;

  @person({ zh: '身份证号', sensitivity: 'personal' })
  citizenId!: string;

  @attribute.string({ zh: '姓名', sensitivity: 'personal' })
  name!: string;

  @attribute.string({ zh: '医疗机构编码', sensitivity: 'public', pattern: /^H\d{11}$/ })
  institutionCode!: string;

  @attribute.string({ zh: '医疗机构名称', sensitivity: 'public' })
  institutionName!: string;

  @organization({ zh: '医疗机构统一社会信用代码', sensitivity: 'public' })
  institutionUscc!: string;

  @attribute.code({ zh: '机构类别', sensitivity: 'public', codes: medicalInstitutionKind })
  institutionKind!: string;

  @attribute.code({
    zh: '机构所在街镇代码',
    sensitivity: 'public',
    nullable: true,
    codes: township,
    note: 'null outside the district',
  })
  institutionTownship!: string | null;

  @attribute.datetime({ zh: '入院时间', sensitivity: 'sensitive' })
  admittedAt!: string;

  @attribute.datetime({
    zh: '出院时间',
    sensitivity: 'sensitive',
    nullable: true,
    note: 'null while in hospital',
  })
  dischargedAt!: string | null;

  @attribute.code({ zh: '离院方式', sensitivity: 'sensitive', nullable: true, codes: dischargeKind })
  dischargeKind!: string | null;

  @attribute.code({ zh: '主要诊断编码', sensitivity: 'sensitive', nullable: true, standard: 'ICD-10' })
  diagnosisCode!: string | null;

  @attribute.date({ zh: '结算日期', sensitivity: 'sensitive', nullable: true })
  settledDate!: string | null;

  @attribute.decimal({ zh: '医疗总费用', sensitivity: 'sensitive', nullable: true, unit: 'yuan' })
  totalFee!: string | null;

  @attribute.decimal({ zh: '统筹基金支付', sensitivity: 'sensitive', nullable: true, unit: 'yuan' })
  fundPaid!: string | null;

  @attribute.decimal({
    zh: '个人负担',
    sensitivity: 'sensitive',
    nullable: true,
    unit: 'yuan',
    note: 'after fund and aid',
  })
  selfPaid!: string | null;

  @attribute.decimal({ zh: '医疗救助支付', sensitivity: 'sensitive', nullable: true, unit: 'yuan' })
  aidPaid!: string | null;

  @attribute.boolean({
    zh: '一站式结算标志',
    sensitivity: 'sensitive',
    note: 'true: medical aid was settled at discharge',
  })
  oneStop!: boolean;

  @attribute.boolean({
    zh: '撤销标志',
    sensitivity: 'internal',
    note: 'true: admission or settlement was cancelled; the stay does not count',
  })
  cancelled!: boolean;
}
