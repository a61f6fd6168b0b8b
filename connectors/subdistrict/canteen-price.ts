import { CanteenPrice } from '../../schema/subdistrict/canteen-price.js';
import { stream } from '../../src/sources/stream.js';

/** Subdistrict offices: agreed price of a canteen set. */
export const canteenPrice = stream({
  category: CanteenPrice,
  source: { kind: 'api', path: '/api/v1/canteen-prices', paging: 'page', pageSize: 200 },
  mode: 'delta',
  cron: '10 5 * * 1',
  freshness: { warn: '9d', fail: '16d' },
  fields: {
    canteenCode: 'canteenCode',
    operatorUscc: 'operatorUscc',
    setCode: 'setCode',
    setName: 'setName',
    mealKind: 'mealKind',
    agreedPrice: 'agreedPrice',
    subsidyPerMeal: 'subsidyPerMeal',
    validFrom: { name: 'validFrom', format: 'yyyy-MM-dd' },
    validTo: { name: 'validTo', format: 'yyyy-MM-dd', quirks: ['DATEEND'] },
    boardVersion: 'boardVersion',
    approvedDate: { name: 'approvedDate', format: 'yyyy-MM-dd' },
  },
});
