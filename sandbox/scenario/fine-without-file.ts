import { penalty } from './enforcement.js';
import type { Scenario, Stage } from './scenario.js';
import { bill, takings } from './takings.js';

/** A fine that was paid 100 days before the base day. */
const paid = (stage: Stage, caseNo: string | null, amount: string) =>
  takings(stage, stage.organization('agency'), stage.day(-100), { itemCode: 'FINES', amount, caseNo });

function findings(stage: Stage): void {
  const expect = (caseNo: string, severity: 'RED' | 'YELLOW', amount: string): void =>
    stage.expect({ subjects: ['agency:FIRE_RESCUE', `case:${caseNo}`], period: '-', severity, amount });
  const unit = stage.organization('agency');
  const { billCode, billNo } = takings(stage, unit, stage.day(-40), { itemCode: 'FINES', amount: '500.00' });
  stage.expect({
    subjects: [`bill:${billCode}-${billNo}`, `organization:${unit}`],
    period: '-',
    severity: 'RED',
    amount: '500.00',
  });
  const more = penalty(stage);
  paid(stage, more, '600.00');
  expect(more, 'RED', '100.00');
  const less = penalty(stage, { status: 'CLOSED', closedDate: stage.day(-60) });
  paid(stage, less, '300.00');
  expect(less, 'RED', '200.00');
  const late = penalty(stage, { decidedDate: stage.day(-109) });
  paid(stage, late, '500.00');
  expect(late, 'YELLOW', '0.00');
  const open = {
    filedDate: stage.day(-100),
    decidedDate: null,
    penaltyKinds: [],
    fine: null,
    status: 'FILED',
  };
  expect(penalty(stage, open), 'YELLOW', '0.00');
}

function traps(stage: Stage): void {
  const plant = (name: string, caseNo: string): void =>
    stage.trap(name, ['agency:FIRE_RESCUE', `case:${caseNo}`]);
  const unit = stage.organization('agency');
  const day = stage.day(-40);
  const back = bill(stage, unit, {
    itemCode: 'FINES',
    amount: '500.00',
    billedDate: day,
    collectedDate: day,
  });
  bill(stage, unit, {
    itemCode: 'FINES',
    amount: '-500.00',
    billedDate: stage.day(-38),
    collectedDate: stage.day(-38),
    billStatus: 'REFUND',
    originalBillNo: back.billNo,
  });
  stage.trap('refunded in full', [`bill:${back.billCode}-${back.billNo}`, `organization:${unit}`]);

  const decisionNo = stage.serial('云执罚〔2025〕');
  const simple = penalty(stage, { procedure: 'SIMPLE', filedDate: null, decisionNo, status: 'CLOSED' });
  paid(stage, decisionNo, '500.00');
  plant('fined on the spot', simple);
  plant('a day that does not count', penalty(stage, { decidedDate: stage.day(-109), excludedDays: 1 }));
  plant(
    'extended by thirty days',
    penalty(stage, {
      decidedDate: stage.day(-80),
      extensions: [{ approvedDate: stage.day(-120), days: 30, approverId: null }],
    }),
  );
  const instalments = penalty(stage);
  paid(stage, instalments, '300.00');
  plant('instalments may run', instalments);
  plant(
    'ninety days are not over',
    penalty(stage, {
      filedDate: stage.day(-90),
      decidedDate: null,
      penaltyKinds: [],
      fine: null,
      status: 'FILED',
    }),
  );
}

/** M24: fines without a case, fines that differ from the decision, cases decided too late. */
export const fineWithoutFile: Scenario = {
  module: 'M24',
  plant(stage) {
    for (let copy = 0; copy < stage.copies; copy++) {
      findings(stage);
      traps(stage);
    }
  },
};
