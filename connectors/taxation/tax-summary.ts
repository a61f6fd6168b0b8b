import { TaxSummary } from '../../schema/taxation/tax-summary.js';
import { stream } from '../../src/sources/stream.js';

/** Taxation Bureau: tax filing, invoicing and income summary. */
export const taxSummary = stream({
  category: TaxSummary,
  source: { kind: 'file', folder: 'taxation', name: 'SW_SBZY', dialect: 'csv-gb' },
  nulls: ['-'],
  mode: 'delta',
  cron: '0 7 21 * *',
  freshness: { warn: '55d', fail: '65d' },
  fields: {
    declarationNo: '申报编号',
    taxpayerKind: { name: '纳税人类别', label: true },
    taxpayerId: '纳税人识别号',
    taxpayerName: '纳税人名称',
    period: { name: '所属期', format: 'yyyyMM' },
    filingStatus: { name: '申报状态', label: true },
    sales: '销售额',
    invoiced: '开票金额',
    taxDue: '应纳税额',
    taxPaid: '入库税额',
    incomeBand: '收入档位',
    withholderUscc: '扣缴单位信用代码',
    filedDate: { name: '申报日期', format: 'yyyy-MM-dd' },
  },
});
