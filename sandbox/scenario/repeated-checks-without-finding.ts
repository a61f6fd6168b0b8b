import type { Values } from '../record/record.js';
import { check, clock, officer, team } from './enforcement.js';
import type { Scenario, Stage } from './scenario.js';

/** Checks of one officer, each with another colleague, on these days before the base day. */
function visits(stage: Stage, days: readonly (readonly [day: number, more?: Values])[]): string[] {
  const uscc = stage.organization();
  const always = officer(stage);
  for (const [day, more] of days)
    check(stage, uscc, clock(stage.day(day)), {
      officers: team([always, officer(stage)]),
      result: 'NO_FINDING',
      ...more,
    });
  return [`officer:${always.certNo}`, `organization:${uscc}`];
}

/** M22: the same officer checks the same firm again and again without a finding. */
export const repeatedChecksWithoutFinding: Scenario = {
  module: 'M22',
  plant(stage) {
    const expect = (first: number, subjects: string[]): void =>
      stage.expect({ subjects, period: stage.day(first), severity: 'BLUE', amount: '0.00' });
    for (let copy = 0; copy < stage.copies; copy++) {
      expect(-400, visits(stage, [[-400], [-220], [-36]]));
      expect(-300, visits(stage, [[-300], [-265], [-230], [-195]]));
      // What was not found takes no part, and breaks nothing.
      expect(-350, visits(stage, [[-350], [-250], [-150, { result: 'NOT_FOUND' }], [-60]]));
      stage.trap('a year and some days', visits(stage, [[-430], [-200], [-62]]));
      stage.trap('a finding in between', visits(stage, [[-300], [-200], [-150, { result: 'ORDERED_TO_CORRECT' }], [-60]])); // prettier-ignore
      stage.trap(
        'a check of a correction',
        visits(stage, [[-300], [-200], [-60, { basis: 'REINSPECTION' }]]),
      );
      stage.trap('another officer', visits(stage, [[-300], [-200], [-60, { officers: team([officer(stage), officer(stage)]) }]])); // prettier-ignore
    }
  },
};
