import type { Values } from '../record/record.js';
import { attends, careHome, claim, copies, dayIn, daysOf, stays } from './care-home.js';
import type { Scenario, Stage } from './scenario.js';

const WING = 'H19010299991';
/** Full hospital days of a stay from the 5th to the 15th. */
const HELD = [6, 14] as const;

/** Somebody whose bed is claimed for a whole month, four months ago. */
function play(stage: Stage, { licence, claimed }: { licence?: Values; claimed?: Values } = {}) {
  const month = stage.month(-4);
  const home = careHome(stage, licence);
  const citizenId = stage.person();
  claim(stage, { home, citizenId, month }, claimed);
  const subjects = [`person:${citizenId}`, `organization:${home}`];
  return {
    home,
    citizenId,
    month,
    stay: (from: number, to: number | null, values?: Values) =>
      stays(stage, citizenId, dayIn(month, from), to === null ? null : dayIn(month, to), values),
    found: (severity: 'RED' | 'YELLOW', amount: string) =>
      stage.expect({ subjects, period: month, severity, amount }),
    trap: (name: string) => stage.trap(name, subjects),
  };
}

function findings(stage: Stage): void {
  const long = play(stage);
  long.stay(5, 15);
  long.found('RED', '90.00');

  const short = play(stage);
  short.stay(5, 9);
  short.found('YELLOW', '30.00');

  const undeclared = play(stage, { licence: { bedHoldMaxDays: 7 } });
  undeclared.stay(5, 15);
  attends(stage, undeclared.home, undeclared.citizenId, 'IN_HOSPITAL', undeclared.month, HELD);
  undeclared.found('RED', '90.00');

  const open = play(stage);
  open.stay(daysOf(open.month) - 4, null);
  open.found('YELLOW', '40.00');
}

function traps(stage: Stage): void {
  const tolerated = play(stage);
  tolerated.stay(5, 8);
  tolerated.trap('two full days');

  const held = play(stage, { licence: { bedHoldMaxDays: 7 }, claimed: { bedHoldDays: 7 } });
  held.stay(5, 15);
  attends(stage, held.home, held.citizenId, 'IN_HOSPITAL', held.month, HELD);
  held.trap('seven days of bed-hold, declared and attended');

  const wing = play(stage, { licence: { wingInstitutionCode: WING } });
  wing.stay(5, 15, { institutionCode: WING, institutionKind: 'CARE_HOME_WING' });
  wing.trap("the home's own wing");

  const cancelled = play(stage);
  cancelled.stay(5, 15, { cancelled: true });
  cancelled.trap('the stay was cancelled');

  const returned = play(stage, { claimed: { status: 'RETURNED' } });
  returned.stay(5, 15);
  returned.trap('the claim was returned');
}

/** M1: bed subsidy during a hospital stay. */
export const bedSubsidyDuringInpatientStay: Scenario = {
  module: 'M1',
  plant: (stage) => copies(stage, findings, traps),
};
