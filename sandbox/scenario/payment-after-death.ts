import type { Values } from '../record/record.js';
import { careHome, claim, copies, dayIn, daysOf, deceased } from './care-home.js';
import { pays } from './payment.js';
import type { Scenario, Stage } from './scenario.js';

/** Month of the deaths. */
const DIED = -6;

function play(stage: Stage, date: number) {
  const day = dayIn(stage.month(DIED), date);
  const citizenId = deceased(stage, day);
  const subjects = [`person:${citizenId}`];
  return {
    citizenId,
    day,
    paid: (from: number, values?: Values, item = 'DIBAO', to = from) =>
      pays(stage, item, citizenId, { from: stage.month(from), to: stage.month(to) }, values),
    found: (amount: string, severity: 'RED' | 'BLUE' = 'RED') =>
      stage.expect({ subjects, period: '-', severity, amount }),
    trap: (name: string) => stage.trap(name, subjects),
  };
}

/** A second source, so many days after the first. */
function cancelledLater(stage: Stage, citizenId: string, first: string, days: number): void {
  const deathDate = new Date(Date.parse(`${first}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
  stage.add('death-cancellation', {
    cancelNo: stage.serial('ZX'),
    citizenId,
    deathDate,
    cancelledDate: deathDate,
  });
}

function findings(stage: Stage): void {
  const next = play(stage, 10);
  next.paid(DIED + 1);
  next.found('100.00');

  const half = play(stage, 10);
  half.paid(DIED - 2, { amount: '600.00' }, 'RENT_SUBSIDY', DIED + 3);
  half.found('300.00');

  const last = play(stage, -1);
  last.paid(DIED + 1, {}, 'DESTITUTE');
  last.found('100.00');

  const near = play(stage, 10);
  cancelledLater(stage, near.citizenId, near.day, 30);
  near.paid(DIED + 1);
  near.found('100.00');

  const doubtful = play(stage, 10);
  cancelledLater(stage, doubtful.citizenId, doubtful.day, 31);
  doubtful.paid(DIED + 1);
  doubtful.found('100.00', 'BLUE');

  const month = stage.month(DIED);
  const bed = play(stage, 10);
  claim(stage, { home: careHome(stage), citizenId: bed.citizenId, month });
  bed.found(`${(daysOf(month) - 10) * 10}.00`);
}

function traps(stage: Stage): void {
  const month = play(stage, 10);
  month.paid(DIED);
  month.trap('the month of death');

  const first = play(stage, 1);
  first.paid(DIED, { arrears: true });
  first.trap('arrears for the month on whose first day somebody died');

  for (const status of ['RETURNED', 'RECOVERED']) {
    const back = play(stage, 10);
    back.paid(DIED + 1, { status });
    back.trap(`the payment is ${status}`);
  }

  const once = play(stage, 10);
  once.paid(DIED + 1, {}, 'MEDICAL_AID');
  once.trap('aid that is paid once');

  const bed = play(stage, 10);
  claim(stage, { home: careHome(stage), citizenId: bed.citizenId, month: stage.month(DIED), to: 10 });
  bed.trap('the claim ends on the day of death');
}

/** M2: payments and claims for time after death. */
export const paymentAfterDeath: Scenario = { module: 'M2', plant: (stage) => copies(stage, findings, traps) };
