import { attribute, category, CategoryRecord, organization, party } from '../../src/catalog/category.js';
import { codeList } from '../../src/catalog/field.js';
import { incomeBand } from '../code-list.js';

const taxpayerKind = codeList('TaxpayerKind', {
  '1': ['PERSON', '自然人'],
  '2': ['ENTERPRISE', '单位'],
});

const taxFilingStatus = codeList('TaxFilingStatus', {
  '1': ['FILED', '按期申报'],
  '2': ['LATE', '逾期申报'],
  '3': ['NOT_FILED', '未申报'],
  '4': ['ZERO', '零申报'],
});

/** One taxpayer, one month, one declaration (enterprise) or one withholding summary (person). */
@category({
  id: 'tax-summary',
  no: '18',
  department: 'taxation',
  zh: '纳税申报与收入摘要',
  en: 'Tax filing, invoicing and income summary',
  row: 'one taxpayer, one month, one declaration (enterprise) or one withholding summary (person)',
  key: ['declarationNo'],
  golden: {
    taxpayerId: { authority: 3, attributes: { name: 'taxpayerName' } },
  },
})
export class TaxSummary extends CategoryRecord {
  @attribute.docNo({ zh: '申报编号', sensitivity: 'internal' })
  declarationNo!: string;

  @attribute.code({ zh: '纳税人类别', sensitivity: 'internal', codes: taxpayerKind })
  taxpayerKind!: string;

  @party({
    zh: '纳税人识别号',
    sensitivity: 'personal',
    kind: { field: 'taxpayerKind', person: ['PERSON'], organization: ['ENTERPRISE'] },
  })
  taxpayerId!: string;

  @attribute.string({ zh: '纳税人名称', sensitivity: 'personal' })
  taxpayerName!: string;

  @attribute.month({ zh: '税款所属期', sensitivity: 'internal' })
  period!: string;

  @attribute.code({ zh: '申报状态', sensitivity: 'internal', codes: taxFilingStatus })
  filingStatus!: string;

  @attribute.decimal({
    zh: '申报销售额',
    sensitivity: 'sensitive',
    nullable: true,
    unit: 'yuan',
    note: 'enterprises only',
  })
  sales!: string | null;

  @attribute.decimal({
    zh: '开票金额',
    sensitivity: 'sensitive',
    nullable: true,
    unit: 'yuan',
    note: 'enterprises only',
  })
  invoiced!: string | null;

  @attribute.decimal({ zh: '应纳税额', sensitivity: 'sensitive', nullable: true, unit: 'yuan' })
  taxDue!: string | null;

  @attribute.decimal({ zh: '入库税额', sensitivity: 'sensitive', nullable: true, unit: 'yuan' })
  taxPaid!: string | null;

  @attribute.code({
    zh: '月收入档位',
    sensitivity: 'sensitive',
    nullable: true,
    codes: incomeBand,
    note: 'persons only; income of the month from this withholder',
  })
  incomeBand!: string | null;

  @organization({
    zh: '扣缴义务人统一社会信用代码',
    sensitivity: 'internal',
    nullable: true,
    note: 'persons only',
  })
  withholderUscc!: string | null;

  @attribute.date({ zh: '申报日期', sensitivity: 'internal', nullable: true })
  filedDate!: string | null;
}
