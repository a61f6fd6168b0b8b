import {
  attribute,
  category,
  CategoryRecord,
  organization,
  party,
  person,
} from '../../src/catalog/category.js';
import { createCatalog } from '../../src/catalog/catalog.js';
import { codeList } from '../../src/catalog/field.js';

const colour = codeList('OddColour', { '1': ['RED', '红'], '2': ['DARK_BLUE', '深蓝'] });
const partyKind = codeList('OddPartyKind', { '1': ['PERSON', '自然人'], '2': ['ENTERPRISE', '单位'] });
const kind = { field: 'ownerKind', person: ['PERSON'], organization: ['ENTERPRISE'] };

export class OddOwner {
  @attribute.code({ zh: '类型', sensitivity: 'internal', codes: partyKind }) ownerKind!: string;
  @party({ zh: '证件', sensitivity: 'personal', nullable: true, kind }) ownerId!: string | null;
  @attribute.ratio({ zh: '比例', sensitivity: 'personal', nullable: true }) shareRatio!: string | null;
}

/** A category with a field of every type, for tests of the replica. */
@category({
  id: 'odd-record',
  no: '98',
  department: 'test-department',
  zh: '测试',
  en: 'Odd record',
  row: 'one record',
  key: ['recordNo'],
})
export class OddRecord extends CategoryRecord {
  @attribute.docNo({ zh: '编号', sensitivity: 'internal' }) recordNo!: string;
  @person({ zh: '身份证号', sensitivity: 'personal', nullable: true }) citizenId!: string | null;
  @organization({ zh: '单位', sensitivity: 'public', nullable: true }) unitUscc!: string | null;
  @attribute.string({ zh: '姓名', sensitivity: 'personal', nullable: true }) name!: string | null;
  @attribute.string({ zh: '作者', sensitivity: 'personal', nullable: true }) author!: string | null;
  @attribute.string({ zh: '代码', sensitivity: 'public', nullable: true, pattern: /^.*$/ }) area!:
    string | null;
  @attribute.text({ zh: '备注', sensitivity: 'internal', nullable: true }) remark!: string | null;
  @attribute.code({ zh: '颜色', sensitivity: 'internal', nullable: true, codes: colour }) colour!:
    string | null;
  @attribute.code({ zh: '诊断', sensitivity: 'internal', nullable: true, standard: 'ICD-10' }) icd!:
    string | null;
  @attribute.integer({ zh: '数', sensitivity: 'internal', nullable: true }) count!: number | null;
  @attribute.decimal({ zh: '金额', sensitivity: 'internal', unit: 'yuan', nullable: true }) amount!:
    string | null;
  @attribute.decimal({ zh: '面积', sensitivity: 'internal', scale: 4, nullable: true }) area4!: string | null;
  @attribute.date({ zh: '日期', sensitivity: 'internal', nullable: true }) date!: string | null;
  @attribute.datetime({ zh: '时间', sensitivity: 'internal', nullable: true }) seenAt!: string | null;
  @attribute.month({ zh: '月', sensitivity: 'internal', nullable: true }) month!: string | null;
  @attribute.year({ zh: '年', sensitivity: 'internal', nullable: true }) year!: number | null;
  @attribute.boolean({ zh: '标志', sensitivity: 'internal', nullable: true }) active!: boolean | null;
  @attribute.hash({ zh: '摘要', sensitivity: 'internal', nullable: true }) print!: string | null;
  @attribute.list({ zh: '权利人', sensitivity: 'personal', of: OddOwner }) owners!: OddOwner[];
  @attribute.values({ zh: '地址', sensitivity: 'internal', type: 'ip' }) ips!: string[];
}

export const oddCatalog = createCatalog([OddRecord]);
