import { comparison } from '../../src/analytics/comparison.js';

/** M23: an enterprise reports a check that is not in the register. */
export const unregisteredCheck = comparison({
  id: 'unregistered-check',
  no: 'M23',
  zh: '无码检查',
  en: 'An enterprise reports a check that is not in the register',
  serves: ['justice'],
  severity: { YELLOW: 'reported and not in the register' },
  basis: null,
  reads: {
    'service-ticket': [
      'ticketNo',
      'channel',
      'category',
      'uscc',
      'targetAgencyCode',
      'incidentDate',
      'visitNature',
      'officerCertNo',
    ],
    'administrative-check': ['checkNo', 'agencyCode', 'uscc', 'startAt', 'status', 'officers.certNo'],
  },
  parameters: {
    matchDays: {
      integer: 1,
      unit: 'day',
      zh: '匹配天数',
      en: 'days either way in which a registered check matches',
    },
  },
  notAlert: [
    { zh: '企业反映为服务或调研', en: 'service visits and surveys, as reported' },
    { zh: '登记为服务或调研', en: 'service visits and surveys, as registered' },
    { zh: '同一执法证号的检查', en: 'a check by the officer whom the report names' },
  ],
});
