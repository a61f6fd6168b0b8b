import { comparison } from '../../src/analytics/comparison.js';

/** M3: bed subsidy for one person in two homes at once. */
export const duplicateCareHomes = comparison({
  id: 'duplicate-care-homes',
  no: 'M3',
  zh: '多院重复',
  en: 'Bed subsidy for one person in two homes at once',
  serves: ['civil-affairs'],
  severity: { RED: 'common days above transferOverlapDays' },
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
  },
  parameters: {
    transferOverlapDays: {
      integer: 1,
      unit: 'day',
      zh: '每月容许的重叠天数',
      en: 'common days tolerated per month',
    },
  },
  notAlert: [
    { zh: '转院当日', en: 'the day of a transfer' },
    { zh: '同一机构的两份申报', en: 'two claims of one home' },
    { zh: '已退回或撤回的申报', en: 'returned or withdrawn claims' },
  ],
});
