import { attribute, category, CategoryRecord, organization, party } from '../../src/catalog/category.js';
import { codeList } from '../../src/catalog/field.js';
import { partyKind } from '../code-list.js';

const enterpriseHolderRole = codeList('EnterpriseHolderRole', {
  GD: ['SHAREHOLDER', '股东'],
  FR: ['LEGAL_REP', '法定代表人'],
  DS: ['DIRECTOR', '董事'],
  JS: ['SUPERVISOR', '监事'],
  GL: ['MANAGER', '高级管理人员'],
  KZ: ['CONTROLLER', '实际控制人'],
  CW: ['FINANCE_CONTACT', '财务负责人'],
});

/** One party in one role at one enterprise for one period. */
@category({
  id: 'enterprise-holder',
  no: '17',
  department: 'market-regulation',
  zh: '股东与主要人员',
  en: 'Shareholders and executives of an enterprise',
  row: 'one party in one role at one enterprise for one period',
  key: ['holdingId'],
})
export class EnterpriseHolder extends CategoryRecord {
  @attribute.docNo({ zh: '记录编号', sensitivity: 'internal' })
  holdingId!: string;

  @organization({ zh: '统一社会信用代码', sensitivity: 'public' })
  uscc!: string;

  @attribute.code({ zh: '角色', sensitivity: 'public', codes: enterpriseHolderRole })
  role!: string;

  @attribute.code({ zh: '对象类型', sensitivity: 'public', codes: partyKind })
  partyKind!: string;

  @party({
    zh: '对象证件号或代码',
    sensitivity: 'personal',
    nullable: true,
    kind: { field: 'partyKind', person: ['PERSON'], organization: ['ENTERPRISE'] },
    note: 'null for holders with unknown documents',
  })
  partyId!: string | null;

  @attribute.string({ zh: '对象名称', sensitivity: 'public' })
  partyName!: string;

  @attribute.ratio({
    zh: '持股比例',
    sensitivity: 'public',
    nullable: true,
    note: 'SHAREHOLDER and CONTROLLER only',
  })
  shareRatio!: string | null;

  @attribute.decimal({ zh: '认缴出资额', sensitivity: 'public', nullable: true, unit: 'yuan' })
  subscribedAmount!: string | null;

  @attribute.date({
    zh: '任职或持股起',
    sensitivity: 'public',
    nullable: true,
    note: 'null means since establishment',
  })
  validFrom!: string | null;

  @attribute.date({ zh: '任职或持股止', sensitivity: 'public', nullable: true, note: 'last day in the role' })
  validTo!: string | null;
}
