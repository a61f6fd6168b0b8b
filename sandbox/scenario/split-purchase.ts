import type { Values } from '../record/record.js';
import type { Scenario, Stage } from './scenario.js';

const CATEGORY = 'A020101';

/** Contracts of a new purchaser, signed on these days; the first day. */
function contracts(
  stage: Stage,
  signed: readonly (readonly [day: string, amount: string, more?: Values])[],
): { purchaser: string; first: string } {
  const purchaser = stage.organization('agency');
  for (const [signedDate, contractAmount, more] of signed)
    stage.add('contract-payment', {
      contractNo: stage.serial('云采合'),
      lineNo: 0,
      purchaserUscc: purchaser,
      categoryCode: CATEGORY,
      method: 'INQUIRY',
      framework: false,
      contractAmount,
      signedDate,
      paidAmount: '0.00',
      status: 'ANNOUNCED',
      ...more,
    });
  return { purchaser, first: signed[0]?.[0] ?? '' };
}

const subjects = (purchaser: string): string[] => [`organization:${purchaser}`, `purchase:${CATEGORY}`];

function findings(stage: Stage): void {
  const plant = (amount: string, ...signed: Parameters<typeof contracts>[1]): void => {
    const { purchaser, first } = contracts(stage, signed);
    stage.expect({ subjects: subjects(purchaser), period: first, severity: 'YELLOW', amount });
  };
  plant('7599999.99', [stage.day(-300), '3600000.00'], [stage.day(-116), '3999999.99']);
  plant('7400000.00', [`${stage.month(-18)}-10`, '3700000.00'], [`${stage.month(-6)}-09`, '3700000.00']);
  plant(
    '11100000.00',
    [stage.day(-400), '3700000.00', { supplierUscc: stage.organization() }],
    [stage.day(-250), '3700000.00', { method: 'SINGLE_SOURCE' }],
    [stage.day(-30), '3700000.00', { method: 'INVITED_TENDER' }],
  );
}

function traps(stage: Stage): void {
  const day = stage.day(-300);
  const later = stage.day(-116);
  const plant = (name: string, ...signed: Parameters<typeof contracts>[1]): void =>
    stage.trap(name, subjects(contracts(stage, signed).purchaser));
  plant('below the band', [day, '3599999.99'], [later, '3999999.99']);
  plant('not below the threshold', [day, '3700000.00'], [later, '4000000.00']);
  plant('a year apart', [`${stage.month(-18)}-10`, '3700000.00'], [`${stage.month(-6)}-10`, '3700000.00']);
  plant('open tender', [day, '3700000.00'], [later, '3700000.00', { method: 'OPEN_TENDER' }]);
  plant(
    'framework order',
    [day, '3700000.00'],
    [later, '3700000.00', { method: 'FRAMEWORK', framework: true }],
  );
  plant('another category', [day, '3700000.00'], [later, '3700000.00', { categoryCode: 'A02010104' }]);
  plant('payments of one contract', [day, '3700000.00'], [day, '3700000.00', { lineNo: 1, paidAmount: '3700000.00', fundArrivedDate: later, requestedDate: later, paidDate: later, status: 'PAID' }]); // prettier-ignore
}

/** M34: purchases split to stay below the tender threshold. */
export const splitPurchase: Scenario = {
  module: 'M34',
  plant(stage) {
    for (let copy = 0; copy < stage.copies; copy++) {
      findings(stage);
      traps(stage);
    }
  },
};
