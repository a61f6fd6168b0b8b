import { comparison } from '../../src/analytics/comparison.js';

/** M4: more subsidised residents than licensed beds. */
export const overLicensedBeds = comparison({
  id: 'over-licensed-beds',
  no: 'M4',
  zh: '超核定床位',
  en: 'More subsidised residents than licensed beds',
  serves: ['civil-affairs'],
  severity: { RED: 'more residents than licensed beds on a day' },
  basis: null,
  reads: {
    'bed-subsidy-claim': [
      'claimNo',
      'homeUscc',
      'citizenId',
      'claimMonth',
      'claimFrom',
      'claimTo',
      'amount',
      'status',
    ],
    'care-home-licence': ['uscc', 'licensedBeds', 'validFrom', 'validTo'],
  },
  parameters: {},
  notAlert: [
    { zh: '离院当日', en: 'the day of leaving' },
    { zh: '有日期的核定床位变更', en: 'dated changes of the licence' },
    { zh: '未申报补贴的入住人', en: 'residents without a claim' },
  ],
});
