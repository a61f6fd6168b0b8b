import type { Values } from '../record/record.js';
import { copies } from './care-home.js';
import { pays } from './payment.js';
import type { Scenario, Stage } from './scenario.js';

const MONTH = -5;

function play(stage: Stage, item = 'DIBAO') {
  const citizenId = stage.person();
  const subjects = [`person:${citizenId}`, `item:${item}`];
  return {
    paid: (values: Values = {}, from = MONTH, to = from, other = item) =>
      pays(stage, other, citizenId, { from: stage.month(from), to: stage.month(to) }, values),
    found: (amount: string) =>
      stage.expect({ subjects, period: stage.month(MONTH), severity: 'RED', amount }),
    trap: (name: string) => stage.trap(name, subjects),
  };
}

function findings(stage: Stage): void {
  const twice = play(stage);
  twice.paid();
  twice.paid();
  twice.found('100.00');

  const thrice = play(stage, 'SMOKELESS_COAL');
  for (let at = 0; at < 3; at++) thrice.paid();
  thrice.found('200.00');

  const overlap = play(stage, 'RENT_SUBSIDY');
  overlap.paid({ amount: '280.00' }, MONTH - 2, MONTH);
  overlap.paid({ amount: '300.00' }, MONTH, MONTH + 2);
  overlap.found('300.00');

  const arrears = play(stage, 'DESTITUTE');
  arrears.paid();
  arrears.paid({ arrears: true });
  arrears.found('100.00');
}

function traps(stage: Stage): void {
  const resent = play(stage);
  const first = { batchNo: stage.serial('PC'), lineNo: 7 };
  resent.paid({ ...first, status: 'RETURNED', returnCode: 'DORMANT' });
  resent.paid({ resendBatchNo: first.batchNo, resendLineNo: first.lineNo });
  resent.trap('returned by the bank and sent again');

  const raised = play(stage);
  raised.paid();
  raised.paid({ arrears: true, amount: '20.00' });
  raised.trap('a rate that was raised later');

  const aid = play(stage, 'MEDICAL_AID');
  aid.paid();
  aid.paid();
  aid.trap('aid that may be paid twice in a month');

  const items = play(stage);
  items.paid();
  items.paid({}, MONTH, MONTH, 'RENT_SUBSIDY');
  items.trap('two different items');
}

/** M12: the same person, item and period paid twice. */
export const duplicatePayment: Scenario = { module: 'M12', plant: (stage) => copies(stage, findings, traps) };
