import type { Values } from '../record/record.js';
import { copies, dayIn, deceased, stays } from './care-home.js';
import type { Scenario, Stage } from './scenario.js';

const MONTH = -4;
const WARD = 'H19010299992';
const ELSEWHERE = 'H19010299993';

function buys(stage: Stage, citizenId: string, settledAt: string, values: Values = {}): void {
  stage.add('outpatient-purchase', {
    settlementNo: stage.serial('JS'),
    citizenId,
    institutionCode: ELSEWHERE,
    visitKind: 'OUTPATIENT',
    settledAt: `${settledAt}+08:00`,
    totalFee: '120.00',
    fundPaid: '80.00',
    selfPaid: '40.00',
    refunded: false,
    ...values,
  });
}

function actor(stage: Stage, citizenId: string) {
  const month = stage.month(MONTH);
  const subjects = [`person:${citizenId}`];
  return {
    citizenId,
    buys: (date: number, clock: string, values?: Values) =>
      buys(stage, citizenId, `${dayIn(month, date)}T${clock}`, values),
    found: (severity: 'RED' | 'YELLOW', amount: string) =>
      stage.expect({ subjects, period: month, severity, amount }),
    trap: (name: string) => stage.trap(name, subjects),
  };
}

/** Somebody in hospital from the 5th, 09:00, to the 15th, 10:00. */
function patient(stage: Stage, values: Values = {}) {
  const month = stage.month(MONTH);
  const citizenId = stage.person();
  const visitNo = stays(stage, citizenId, dayIn(month, 5), dayIn(month, 15), {
    institutionCode: WARD,
    ...values,
  });
  return { visitNo, ...actor(stage, citizenId) };
}

/** Somebody who died on the 15th. */
const late = (stage: Stage) => actor(stage, deceased(stage, dayIn(stage.month(MONTH), 15)));

function findings(stage: Stage): void {
  const soon = patient(stage);
  soon.buys(5, '10:00:01');
  soon.found('YELLOW', '80.00');

  const two = patient(stage);
  two.buys(8, '10:00:00');
  two.buys(9, '10:00:00');
  two.found('YELLOW', '160.00');

  const dead = late(stage);
  dead.buys(17, '11:00:00', {
    visitKind: 'PHARMACY',
    institutionCode: 'P19010299994',
    collectorId: stage.person(),
  });
  dead.found('RED', '80.00');

  const admitted = late(stage);
  const [from, to] = [dayIn(stage.month(MONTH), 20), dayIn(stage.month(MONTH), 22)];
  stays(stage, admitted.citizenId, from, to, { fundPaid: '900.00' });
  admitted.found('RED', '900.00');
}

function traps(stage: Stage): void {
  const ends = patient(stage);
  ends.buys(5, '10:00:00');
  ends.buys(15, '09:00:00');
  ends.buys(5, '10:01:00', { clockOffsetSec: 90 });
  ends.trap('an hour from both ends, and a clock that is fast');

  const explained = patient(stage);
  explained.buys(8, '10:00:00', { visitKind: 'REFERRAL_EXAM' });
  explained.buys(8, '11:00:00', { referralVisitNo: explained.visitNo });
  explained.buys(8, '12:00:00', { collectorId: stage.person() });
  explained.buys(8, '13:00:00', { institutionCode: WARD });
  explained.buys(8, '14:00:00', { refunded: true });
  explained.trap('examinations, a collector, the same hospital, a refund');

  const cancelled = patient(stage, { cancelled: true });
  cancelled.buys(8, '10:00:00');
  cancelled.trap('the stay was cancelled');

  const settled = late(stage);
  settled.buys(16, '10:00:00');
  settled.trap('settled on the day after death');

  const admitted = late(stage);
  stays(stage, admitted.citizenId, dayIn(stage.month(MONTH), 16), dayIn(stage.month(MONTH), 17), {
    fundPaid: '900.00',
  });
  admitted.trap('admitted on the day after death');
}

/** M16: care elsewhere during a hospital stay, or after death. */
export const impossibleCare: Scenario = { module: 'M16', plant: (stage) => copies(stage, findings, traps) };
