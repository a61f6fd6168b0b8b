import type { Values } from '../record/record.js';
import { careHome, claim, copies, dayIn } from './care-home.js';
import type { Scenario, Stage } from './scenario.js';

const later = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** Somebody whose bed is claimed with a grade of care. */
function play(stage: Stage, claimedGrade: string) {
  const month = stage.month(-5);
  const home = careHome(stage);
  const citizenId = stage.person();
  claim(stage, { home, citizenId, month }, { claimedGrade, amount: '800.00' });
  const subjects = [`person:${citizenId}`, `organization:${home}`];
  return {
    first: dayIn(month, 1),
    assessed: (grade: string, values: Values = {}) =>
      stage.add('ability-assessment', {
        assessmentNo: stage.serial('NP'),
        citizenId,
        grade,
        assessedDate: '2022-06-01',
        validFrom: '2022-06-01',
        validTo: null,
        ...values,
      }),
    insured: (ltcGrade: string, concludedDate: string) =>
      stage.add('ltc-assessment', { assessmentNo: stage.serial('CH'), citizenId, ltcGrade, concludedDate }),
    found: (severity: 'YELLOW' | 'BLUE') =>
      stage.expect({ subjects, period: month, severity, amount: '800.00' }),
    trap: (name: string) => stage.trap(name, subjects),
  };
}

function findings(stage: Stage): void {
  const higher = play(stage, 'SEVERE');
  higher.assessed('MODERATE');
  higher.found('YELLOW');

  const lapsed = play(stage, 'MILD');
  lapsed.assessed('MILD', { validTo: later(lapsed.first, -1) });
  lapsed.found('BLUE');

  const insured = play(stage, 'COMPLETE');
  insured.insured('SEVERE_2', insured.first);
  insured.found('YELLOW');

  const backdated = play(stage, 'SEVERE');
  backdated.assessed('MODERATE');
  backdated.assessed('SEVERE', { validFrom: backdated.first, assessedDate: later(backdated.first, 91) });
  backdated.found('YELLOW');
}

function traps(stage: Stage): void {
  const lower = play(stage, 'MILD');
  lower.assessed('MODERATE');
  lower.trap('a lower grade than assessed');

  const two = play(stage, 'SEVERE');
  two.assessed('MODERATE');
  two.assessed('SEVERE');
  two.trap('the higher of two assessments counts');

  const insured = play(stage, 'SEVERE');
  insured.insured('SEVERE_2', insured.first);
  insured.trap('an assessment for the long-term-care insurance');

  const backdated = play(stage, 'SEVERE');
  backdated.assessed('MODERATE');
  backdated.assessed('SEVERE', { validFrom: backdated.first, assessedDate: later(backdated.first, 90) });
  backdated.trap('back-dated by ninety days');

  play(stage, 'INTACT').trap('no care and no assessment');
}

/** M5: care grades above the assessed ones. */
export const careGradeInflation: Scenario = {
  module: 'M5',
  plant: (stage) => copies(stage, findings, traps),
};
