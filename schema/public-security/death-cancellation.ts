import { attribute, category, CategoryRecord, person } from '../../src/catalog/category.js';
import { codeList } from '../../src/catalog/field.js';
import { sex } from '../code-list.js';

const cancelKind = codeList('CancelKind', {
  '1': ['MEDICAL_CERTIFICATE', '凭死亡医学证明'],
  '2': ['CREMATION_CERTIFICATE', '凭火化证明'],
  '3': ['COURT', '宣告死亡'],
  '4': ['VILLAGE_PROOF', '凭村居证明'],
  '9': ['OTHER', '其他'],
});

/** One cancellation of a household registration because of death. */
@category({
  id: 'death-cancellation',
  no: '2a',
  department: 'public-security',
  zh: '死亡注销户口',
  en: 'Household cancellation by death',
  row: 'one cancellation of a household registration because of death',
  key: ['cancelNo'],
})
export class DeathCancellation extends CategoryRecord {
  @attribute.docNo({ zh: '注销编号', sensitivity: 'internal' })
  cancelNo!: string;

  @person({ zh: '公民身份号码', sensitivity: 'personal' })
  citizenId!: string;

  @attribute.string({ zh: '姓名', sensitivity: 'personal' })
  name!: string;

  @attribute.code({ zh: '性别', sensitivity: 'personal', codes: sex })
  sex!: string;

  @attribute.date({ zh: '死亡日期', sensitivity: 'personal' })
  deathDate!: string;

  @attribute.date({ zh: '注销日期', sensitivity: 'personal' })
  cancelledDate!: string;

  @attribute.code({ zh: '注销类别', sensitivity: 'internal', codes: cancelKind })
  cancelKind!: string;

  @attribute.docNo({
    zh: '死亡证明编号',
    sensitivity: 'internal',
    nullable: true,
    note: 'equals death-certificate.certificateNo when cancelKind is MEDICAL_CERTIFICATE',
  })
  certificateNo!: string | null;

  @person({ zh: '申报人公民身份号码', sensitivity: 'personal', nullable: true })
  informantId!: string | null;

  @attribute.string({ zh: '办理派出所', sensitivity: 'internal' })
  policeStation!: string;

  @attribute.string({ zh: '户籍村居代码', sensitivity: 'internal', pattern: /^190102\d{6}$/ })
  communityCode!: string;
}
