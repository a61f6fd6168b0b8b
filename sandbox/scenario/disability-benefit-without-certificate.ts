import type { Values } from '../record/record.js';
import { copies, dayIn } from './care-home.js';
import { certified, declined, pays } from './payment.js';
import type { Scenario, Stage } from './scenario.js';

const later = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** Somebody who is paid a disability benefit; the roster says why nothing else is missing. */
function play(stage: Stage, item: 'DISABILITY_CARE' | 'DISABILITY_LIVING' = 'DISABILITY_CARE') {
  const citizenId = stage.person();
  declined(stage, 'DISABILITY_CARE', citizenId);
  const subjects = [`person:${citizenId}`, `item:${item}`];
  return {
    certificate: (grade: 1 | 2 | 3 | 4, values: Values = {}) => certified(stage, citizenId, grade, values),
    insured: (benefitFrom: string) =>
      stage.add('ltc-assessment', {
        assessmentNo: stage.serial('CH'),
        citizenId,
        ltcGrade: 'SEVERE_1',
        concludedDate: benefitFrom,
        benefitFrom,
        benefitKind: 'HOME',
      }),
    paid: (from: number, to = from) =>
      pays(stage, item, citizenId, { from: stage.month(from), to: stage.month(to) }, { amount: '200.00' }),
    found: (amount = '200.00') => stage.expect({ subjects, period: '-', severity: 'YELLOW', amount }),
    trap: (name: string) => stage.trap(name, subjects),
  };
}

function findings(stage: Stage): void {
  const lapsed = play(stage);
  lapsed.certificate(2, { validTo: dayIn(stage.month(-6), -1) });
  lapsed.paid(-5);
  lapsed.found();

  const cancelled = play(stage);
  cancelled.certificate(1, { status: 'CANCELLED', statusDate: dayIn(stage.month(-8), 15) });
  cancelled.paid(-9, -6);
  cancelled.found('100.00');

  const grade = play(stage);
  grade.certificate(3);
  grade.paid(-5);
  grade.found();

  const insured = play(stage);
  insured.certificate(1);
  insured.insured(dayIn(stage.month(-6), 2));
  insured.paid(-6);
  insured.paid(-5);
  insured.found();

  const never = play(stage, 'DISABILITY_LIVING');
  never.paid(-5);
  never.found();

  const gap = play(stage);
  gap.certificate(2, { validTo: dayIn(stage.month(-6), -1) });
  gap.certificate(1, { validFrom: later(dayIn(stage.month(-5), 1), 61) });
  gap.paid(-5);
  gap.found();
}

function traps(stage: Stage): void {
  const day = play(stage);
  day.certificate(2, { validTo: dayIn(stage.month(-5), 1) });
  day.paid(-5);
  day.trap('certified on one day of the month');

  const renewed = play(stage);
  renewed.certificate(2, { validTo: dayIn(stage.month(-6), -1) });
  renewed.certificate(1, { validFrom: later(dayIn(stage.month(-5), 1), 60) });
  renewed.paid(-5);
  renewed.trap('renewed within sixty days');

  const living = play(stage, 'DISABILITY_LIVING');
  living.certificate(3);
  living.paid(-5);
  living.trap('the living benefit with any grade');

  const before = play(stage);
  before.certificate(2, { validFrom: dayIn(stage.month(-4), 10) });
  before.paid(-6);
  before.trap('before the only certificate');
}

/** M10: disability benefits without a certificate, with a grade that does not entitle, or beside long-term care. */
export const disabilityBenefitWithoutCertificate: Scenario = {
  module: 'M10',
  plant: (stage) => copies(stage, findings, traps),
};
