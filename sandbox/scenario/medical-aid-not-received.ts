import type { Values } from '../record/record.js';
import { copies, stays } from './care-home.js';
import { assisted, pays } from './payment.js';
import type { Scenario, Stage } from './scenario.js';

/** Day of the settlement. */
const SETTLED = -150;

interface Case {
  readonly bill?: Values;
  readonly assistance?: Values;
  readonly insured?: Values | null;
}

function play(stage: Stage, { bill, assistance, insured }: Case = {}) {
  const citizenId = stage.person();
  assisted(stage, citizenId, assistance);
  stays(stage, citizenId, stage.day(SETTLED - 9), stage.day(SETTLED), {
    settledDate: stage.day(SETTLED),
    totalFee: '9000.00',
    fundPaid: '5899.80',
    selfPaid: '3100.20',
    aidPaid: '0.00',
    ...bill,
  });
  if (insured !== null)
    stage.add('insured-person', {
      citizenId,
      scheme: 'RESIDENT',
      status: 'ACTIVE',
      validFrom: '2015-01-01',
      poolCode: '190102',
      ...insured,
    });
  const subjects = [`person:${citizenId}`];
  return {
    aid: (days: number, values: Values = {}) =>
      pays(
        stage,
        'MEDICAL_AID',
        citizenId,
        { from: stage.day(SETTLED).slice(0, 7) },
        {
          fundArrivedDate: stage.day(SETTLED + days - 6),
          submittedDate: stage.day(SETTLED + days - 2),
          paidDate: stage.day(SETTLED + days),
          ...values,
        },
      ),
    found: (amount = '100.20') =>
      stage.expect({ subjects, period: stage.day(SETTLED), severity: 'SERVICE', amount }),
    trap: (name: string) => stage.trap(name, subjects),
  };
}

function findings(stage: Stage): void {
  play(stage).found();
  play(stage, { assistance: { assistanceKind: 'DIBAO_MARGIN' }, bill: { selfPaid: '8000.00' } }).found(
    '5000.00',
  );
  play(stage, { insured: null, bill: { aidPaid: null } }).found();

  const late = play(stage);
  late.aid(91);
  late.found();

  const returned = play(stage);
  returned.aid(40, { status: 'RETURNED', paidDate: null });
  returned.found();
}

function traps(stage: Stage): void {
  play(stage, { bill: { selfPaid: '3000.00' } }).trap('exactly the line');
  play(stage, { bill: { oneStop: true } }).trap('settled at once');
  play(stage, { bill: { aidPaid: '50.00' } }).trap('aid on the bill');
  play(stage, { bill: { cancelled: true } }).trap('the stay was cancelled');
  play(stage, { assistance: { validTo: stage.day(SETTLED - 1) } }).trap('assistance ended the day before');
  play(stage, { assistance: { assistanceKind: 'TEMPORARY' } }).trap('temporary assistance only');
  play(stage, { insured: { poolCode: '190103' } }).trap('insured elsewhere');

  const paid = play(stage);
  paid.aid(90);
  paid.trap('paid on the last day of the wait');
}

/** M17: patients on assistance with a high bill and no medical aid. */
export const medicalAidNotReceived: Scenario = {
  module: 'M17',
  plant: (stage) => copies(stage, findings, traps),
};
