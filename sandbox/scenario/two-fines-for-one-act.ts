import type { Values } from '../record/record.js';
import { penalty } from './enforcement.js';
import type { Scenario, Stage } from './scenario.js';

/** Two cases of one party, with fines of 1000.00 and 600.00; what the second one has of its own. */
function twice(stage: Stage, both: Values, second: Values): void {
  penalty(stage, { fine: '1000.00', ...both });
  penalty(stage, { fine: '600.00', agencyCode: 'EMERGENCY', ...both, ...second });
}

function findings(stage: Stage): void {
  const plant = (kind: 'person' | 'organization', shared: Values, second: Values): void => {
    const partyId = kind === 'person' ? stage.person() : stage.organization();
    const partyKind = kind === 'person' ? 'PERSON' : 'ENTERPRISE';
    twice(stage, { partyKind, partyId, ...shared }, second);
    stage.expect({
      subjects: ['act:XF990001', `${kind}:${partyId}`],
      period: stage.day(-210),
      severity: 'YELLOW',
      amount: '600.00',
    });
  };
  plant('organization', {}, {});
  plant('person', { sceneNo: stage.serial('XC') }, { factFrom: stage.day(-209) });
  // On the day of the decision it is still the same act.
  plant(
    'organization',
    { sceneNo: stage.serial('XC'), decidedDate: stage.day(-195) },
    {
      factFrom: stage.day(-195),
      filedDate: stage.day(-190),
      decidedDate: stage.day(-170),
    },
  );
}

function traps(stage: Stage): void {
  const plant = (name: string, shared: Values, second: Values): void => {
    const partyId = stage.organization();
    twice(stage, { partyId, ...shared }, second);
    stage.trap(name, ['act:XF990001', `organization:${partyId}`]);
  };
  const after = { factFrom: stage.day(-194), filedDate: stage.day(-190), decidedDate: stage.day(-170) };
  plant('another day, no common scene', {}, { factFrom: stage.day(-209) });
  plant('went on after the decision', { sceneNo: stage.serial('XC'), decidedDate: stage.day(-195) }, after);
  plant('another act', {}, { actCode: 'XF990002' });
  plant('another party', {}, { partyId: stage.organization() });
  plant('decision revoked', {}, { status: 'REVOKED' });
  plant('warning without a fine', {}, { penaltyKinds: ['WARNING'], fine: null });
}

/** M25: one act of one party fined twice. */
export const twoFinesForOneAct: Scenario = {
  module: 'M25',
  plant(stage) {
    for (let copy = 0; copy < stage.copies; copy++) {
      findings(stage);
      traps(stage);
    }
  },
};
