import { CanteenMeal } from '../../schema/subdistrict/canteen-meal.js';
import { stream } from '../../src/sources/stream.js';

/** Subdistrict offices: community canteen meal and home service. */
export const canteenMeal = stream({
  category: CanteenMeal,
  source: { kind: 'api', path: '/api/v1/canteen-meals', paging: 'page', pageSize: 200 },
  mode: 'delta',
  cron: '0 5 * * *',
  freshness: { warn: '30h', fail: '54h' },
  fields: {
    orderNo: 'orderNo',
    canteenCode: 'canteenCode',
    canteenName: 'canteenName',
    operatorUscc: 'operatorUscc',
    townshipCode: 'township',
    citizenId: 'dinerIdNo',
    name: 'dinerName',
    servedAt: { name: 'servedAt', format: 'yyyy-MM-dd HH:mm:ss' },
    serviceKind: 'serviceKind',
    mealKind: 'mealKind',
    setCode: 'setCode',
    quantity: 'qty',
    unitPrice: 'unitPrice',
    amount: 'amount',
    subsidy: 'subsidy',
    guest: 'guest',
    collectorId: 'collectorIdNo',
    payStatus: 'payStatus',
  },
});
