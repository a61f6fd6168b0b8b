import type { Values } from '../record/record.js';
import { check, clock, officer, team } from './enforcement.js';
import type { Scenario, Stage } from './scenario.js';

/** An enterprise tells of an inspection by the fire brigade. */
function report(stage: Stage, uscc: string, day: number, more: Values = {}): string[] {
  stage.add('service-ticket', {
    ticketNo: stage.serial('GD'),
    channel: 'ENTERPRISE_FEEDBACK',
    category: 'INSPECTION',
    anonymous: true,
    uscc,
    targetAgencyCode: 'FIRE_RESCUE',
    incidentDate: stage.day(day),
    visitNature: 'INSPECTION',
    receivedAt: clock(stage.day(day), '16:00:00'),
    ...more,
  });
  return ['agency:FIRE_RESCUE', `organization:${uscc}`];
}

/** M23: an enterprise reports a check that is not in the register. */
export const unregisteredCheck: Scenario = {
  module: 'M23',
  plant(stage) {
    const firm = (): string => stage.organization();
    const expect = (day: number, subjects: string[]): void =>
      stage.expect({ subjects, period: stage.day(day), severity: 'YELLOW', amount: '0.00' });
    for (let copy = 0; copy < stage.copies; copy++) {
      const late = firm();
      check(stage, late, clock(stage.day(-28)));
      expect(-30, report(stage, late, -30));
      const other = firm();
      check(stage, other, clock(stage.day(-30)), { agencyCode: 'MARKET_REGULATION' });
      expect(-30, report(stage, other, -30));
      expect(-3, report(stage, firm(), -3, { visitNature: null }));
      const twice = firm();
      report(stage, twice, -50);
      expect(-50, report(stage, twice, -50));

      for (const day of [-31, -29]) {
        const known = firm();
        check(stage, known, clock(stage.day(day)));
        stage.trap('registered a day off', report(stage, known, -30));
      }
      const named = firm();
      const inspector = officer(stage);
      check(stage, named, clock(stage.day(-30)), {
        agencyCode: 'MARKET_REGULATION',
        officers: team([inspector, officer(stage)]),
      });
      stage.trap('officer of another agency', report(stage, named, -30, { officerCertNo: inspector.certNo }));
      stage.trap('service visit', report(stage, firm(), -30, { visitNature: 'SERVICE' }));
      const served = firm();
      check(stage, served, clock(stage.day(-30)), { visitNature: 'SERVICE' });
      stage.trap('registered as a service visit', report(stage, served, -30));
    }
  },
};
