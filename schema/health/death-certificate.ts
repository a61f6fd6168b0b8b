import { attribute, category, CategoryRecord, organization, party } from '../../src/catalog/category.js';
import { codeList } from '../../src/catalog/field.js';
import { sex } from '../code-list.js';

const idKind = codeList('IdKind', {
  '1': ['CITIZEN', '居民身份证'],
  '2': ['PASSPORT', '护照'],
  '3': ['PERMIT', '港澳台通行证'],
  '9': ['UNKNOWN', '无证件'],
});

const placeKind = codeList('PlaceKind', {
  '1': ['HOSPITAL', '医疗卫生机构'],
  '2': ['HOME', '家中'],
  '3': ['CARE_HOME', '养老服务机构'],
  '4': ['ON_THE_WAY', '来院途中'],
  '9': ['OTHER', '其他'],
});

/** One medical certificate of death issued in the district. */
@category({
  id: 'death-certificate',
  no: '2b',
  department: 'health',
  zh: '死亡医学证明',
  en: 'Medical certificate of death',
  row: 'one medical certificate of death issued in the district',
  key: ['certificateNo'],
})
export class DeathCertificate extends CategoryRecord {
  @attribute.docNo({ zh: '死亡医学证明编号', sensitivity: 'internal' })
  certificateNo!: string;

  @attribute.code({ zh: '证件类型', sensitivity: 'internal', codes: idKind })
  idKind!: string;

  @party({
    zh: '证件号码',
    sensitivity: 'personal',
    nullable: true,
    kind: { field: 'idKind', person: ['CITIZEN'], organization: [] },
    note: 'null for unidentified bodies; only idKind CITIZEN links to a person',
  })
  citizenId!: string | null;

  @attribute.string({ zh: '死者姓名', sensitivity: 'personal', nullable: true })
  name!: string | null;

  @attribute.code({ zh: '性别', sensitivity: 'personal', codes: sex })
  sex!: string;

  @attribute.datetime({
    zh: '死亡时间',
    sensitivity: 'personal',
    note: 'minute resolution; canonical seconds are 00',
  })
  deathAt!: string;

  @attribute.code({ zh: '死亡地点类别', sensitivity: 'personal', codes: placeKind })
  placeKind!: string;

  @attribute.code({ zh: '根本死因编码', sensitivity: 'sensitive', nullable: true, standard: 'ICD-10' })
  causeCode!: string | null;

  @attribute.string({ zh: '签发单位名称', sensitivity: 'internal' })
  issuerName!: string;

  @organization({ zh: '签发单位统一社会信用代码', sensitivity: 'internal' })
  issuerUscc!: string;

  @attribute.date({ zh: '签发日期', sensitivity: 'internal' })
  issuedDate!: string;
}
