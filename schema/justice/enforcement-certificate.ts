import { attribute, category, CategoryRecord, person } from '../../src/catalog/category.js';
import { codeList } from '../../src/catalog/field.js';
import { agency } from '../code-list.js';

const certKind = codeList('CertKind', {
  '1': ['LOCAL', '地方制发'],
  '2': ['MINISTRY', '部委制发'],
});

const enforcementCertificateStatus = codeList('EnforcementCertificateStatus', {
  '1': ['VALID', '有效'],
  '2': ['SUSPENDED', '暂扣'],
  '3': ['REVOKED', '吊销'],
  '4': ['CANCELLED', '注销'],
});

/** One certificate of one officer. */
@category({
  id: 'enforcement-certificate',
  no: '23',
  department: 'justice',
  zh: '行政执法证',
  en: 'Enforcement officer certificate',
  row: 'one certificate of one officer',
  key: ['certNo'],
  golden: {
    citizenId: { authority: 16, attributes: { name: 'name' } },
  },
})
export class EnforcementCertificate extends CategoryRecord {
  @attribute.docNo({ zh: '执法证号', sensitivity: 'internal', pattern: /^190102\d{6}$/ })
  certNo!: string;

  @person({ zh: '身份证号', sensitivity: 'personal' })
  citizenId!: string;

  @attribute.string({ zh: '姓名', sensitivity: 'internal' })
  name!: string;

  @attribute.code({ zh: '执法机关代码', sensitivity: 'public', codes: agency })
  agencyCode!: string;

  @attribute.code({ zh: '证件类别', sensitivity: 'internal', codes: certKind })
  certKind!: string;

  @attribute.date({ zh: '有效期起', sensitivity: 'internal' })
  validFrom!: string;

  @attribute.date({ zh: '有效期止', sensitivity: 'internal' })
  validTo!: string;

  @attribute.code({ zh: '证件状态', sensitivity: 'internal', codes: enforcementCertificateStatus })
  status!: string;

  @attribute.date({
    zh: '状态日期',
    sensitivity: 'internal',
    nullable: true,
    note: 'the certificate is not valid from this day on when status is not VALID',
  })
  statusDate!: string | null;
}
