import type { Values } from '../record/record.js';
import type { Stage } from './scenario.js';

/** Code of a canteen that nobody else has. */
export const canteenCode = (stage: Stage): string => `ST1901029${stage.serial().slice(-4)}`;

/** A meal of somebody with three yuan of subsidy, at a canteen without a price board. */
export function serves(stage: Stage, citizenId: string | null, servedAt: string, values: Values = {}): void {
  stage.add('canteen-meal', {
    orderNo: stage.serial('DD'),
    canteenCode: canteenCode(stage),
    citizenId,
    servedAt,
    serviceKind: 'DINE_IN',
    mealKind: 'LUNCH',
    setCode: 'B001',
    quantity: 1,
    unitPrice: '12.00',
    amount: '12.00',
    subsidy: '3.00',
    guest: false,
    payStatus: 'PAID',
    ...values,
  });
}
