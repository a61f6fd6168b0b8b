import { comparison } from '../../src/analytics/comparison.js';

/** M33: bidders of one lot that share accounts, devices, people or control. */
export const collusiveBidding = comparison({
  id: 'collusive-bidding',
  no: 'M33',
  zh: '围标串标',
  en: 'Bidders of one lot that share accounts, devices, people or control',
  serves: ['public-resources-trading'],
  severity: { RED: 'score of redScore or more', YELLOW: 'score of alertScore or more' },
  basis: '招标投标法实施条例 §40(6), §34',
  reads: {
    bid: [
      'projectNo',
      'lotNo',
      'agentUscc',
      'budget',
      'openAt',
      'bidderUscc',
      'bidPrice',
      'bidStatus',
      'uploadIps',
      'uploadMacs',
      'fileAuthor',
      'fileMachineCode',
      'depositAccountHash',
      'projectManagerId',
    ],
    'enterprise-holder': [
      'holdingId',
      'uscc',
      'role',
      'partyKind',
      'partyId',
      'shareRatio',
      'validFrom',
      'validTo',
    ],
  },
  parameters: {
    alertScore: { integer: 3, zh: '预警分', en: 'score from which an alert is raised' },
    redScore: { integer: 6, zh: '红色分', en: 'score from which it is RED' },
    sharedBidders: {
      integer: 5,
      zh: '代理机构设备投标人数',
      en: 'bidders that make a device one of the agency',
    },
    sharedProjects: {
      integer: 3,
      zh: '代理机构设备项目数',
      en: 'projects that make a device one of the agency',
    },
    coBidProjects: { integer: 5, zh: '共同投标项目数', en: 'projects in which two bid together' },
    coBidMonths: { integer: 24, unit: 'month', zh: '共同投标月数', en: 'months in which they do' },
    controlShare: { decimal: '0.5', zh: '控制持股', en: 'share above which a holder controls' },
    cvLimit: { decimal: '0.01', zh: '报价离散度', en: 'standard deviation of the prices by their mean' },
  },
  notAlert: [
    { zh: '仅相同公网地址', en: 'a common IP alone, also with repeated co-bidding' },
    { zh: '代理机构的设备', en: 'PCs of the agency' },
    { zh: '撤回的投标', en: 'withdrawn bids' },
    { zh: '不同标段', en: 'different lots' },
  ],
});
