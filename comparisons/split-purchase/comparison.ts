import { comparison } from '../../src/analytics/comparison.js';

/** M34: purchases split to stay below the tender threshold. */
export const splitPurchase = comparison({
  id: 'split-purchase',
  no: 'M34',
  zh: '拆分采购',
  en: 'Purchases split to stay below the tender threshold',
  serves: ['finance'],
  severity: { YELLOW: 'a chain of contracts just below the threshold' },
  basis: '政府采购法 §28',
  reads: {
    'contract-payment': [
      'contractNo',
      'lineNo',
      'purchaserUscc',
      'categoryCode',
      'method',
      'framework',
      'contractAmount',
      'signedDate',
    ],
  },
  parameters: {
    threshold: { decimal: '4000000.00', unit: 'yuan', zh: '公开招标限额', en: 'tender threshold' },
    bandLow: {
      decimal: '0.90',
      zh: '贴线比例',
      en: 'share of the threshold from which a contract is near it',
    },
    windowMonths: { integer: 12, unit: 'month', zh: '窗口月数', en: 'months within which a chain goes on' },
  },
  notAlert: [
    { zh: '框架协议订单', en: 'framework orders' },
    { zh: '公开招标', en: 'open tenders' },
    { zh: '其他品目', en: 'other categories' },
    { zh: '付款行', en: 'payment lines' },
  ],
});
