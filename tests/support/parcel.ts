import {
  attribute,
  category,
  CategoryRecord,
  organization,
  party,
  person,
} from '../../src/catalog/category.js';
import { codeList } from '../../src/catalog/field.js';

/** A category for tests of the machinery: every kind of column, a list, and all kinds of links. */
export class TestHolder {
  @attribute.code({
    zh: '类型',
    sensitivity: 'internal',
    codes: codeList('TestHolderKind', {
      '1': ['PERSON', '自然人'],
      '2': ['ENTERPRISE', '单位'],
      '3': ['OTHER', '其他'],
    }),
  })
  holderKind!: string;
  @party({
    zh: '证件号码',
    sensitivity: 'personal',
    nullable: true,
    kind: { field: 'holderKind', person: ['PERSON'], organization: ['ENTERPRISE'] },
  })
  holderId!: string | null;
  @attribute.ratio({ zh: '比例', sensitivity: 'personal', nullable: true }) shareRatio!: string | null;
}

@category({
  id: 'test-parcel',
  no: '99',
  department: 'test-department',
  zh: '测试',
  en: 'Test parcel',
  row: 'one parcel',
  key: ['parcelNo'],
})
export class TestParcel extends CategoryRecord {
  @attribute.docNo({ zh: '编号', sensitivity: 'internal' }) parcelNo!: string;
  @person({ zh: '身份证号', sensitivity: 'personal', nullable: true }) citizenId!: string | null;
  @organization({ zh: '单位', sensitivity: 'public', nullable: true }) unitUscc!: string | null;
  @attribute.string({ zh: '名称', sensitivity: 'personal', nullable: true }) name!: string | null;
  @attribute.decimal({ zh: '金额', sensitivity: 'internal', unit: 'yuan', nullable: true }) amount!:
    string | null;
  @attribute.date({ zh: '日期', sensitivity: 'internal', nullable: true }) date!: string | null;
  @attribute.datetime({ zh: '时间', sensitivity: 'internal', nullable: true }) seenAt!: string | null;
  @attribute.boolean({ zh: '标志', sensitivity: 'internal', nullable: true }) active!: boolean | null;
  @attribute.list({ zh: '权利人', sensitivity: 'personal', of: TestHolder }) holders!: TestHolder[];
}
