import { check, clock } from './enforcement.js';
import type { Scenario, Stage } from './scenario.js';

function findings(stage: Stage): void {
  const plant = (visits: readonly (readonly [day: number, time?: string])[]): void => {
    const uscc = stage.organization();
    for (const [day, time] of visits) check(stage, uscc, clock(stage.day(day), time));
    const [last] = visits.at(-1) ?? [0];
    stage.expect({
      subjects: [`organization:${uscc}`],
      period: stage.day(last).slice(0, 7),
      severity: 'YELLOW',
      amount: '0.00',
    });
  };
  plant([[-60], [-59, '09:59:59']]);
  plant([[-40], [-37], [-33, '09:00:00']]);
  plant([[-100], [-92], [-84], [-70, '09:00:00']]);
  plant([[-330], [-240], [-150], [-60], [-20]]);
}

function traps(stage: Stage): void {
  const plant = (name: string, visit: (uscc: string) => void): void => {
    const uscc = stage.organization();
    visit(uscc);
    stage.trap(name, [`organization:${uscc}`]);
  };
  const first = clock(stage.day(-60));
  const later = clock(stage.day(-60), '15:00:00');
  const second = (name: string, more: Parameters<typeof check>[3]): void =>
    plant(name, (uscc) => {
      check(stage, uscc, first);
      check(stage, uscc, later, more);
    });
  plant('exactly a day apart', (uscc) => {
    check(stage, uscc, first);
    check(stage, uscc, clock(stage.day(-59)));
  });
  plant('three in exactly a week', (uscc) => {
    for (const day of [-40, -37, -33]) check(stage, uscc, clock(stage.day(day)));
  });
  plant('one joint task of two agencies', (uscc) => {
    const jointTaskNo = stage.serial('LH');
    check(stage, uscc, first, { jointTaskNo });
    check(stage, uscc, later, { jointTaskNo, agencyCode: 'EMERGENCY' });
  });
  plant('the fifth in a year is by another agency', (uscc) => {
    for (const day of [-330, -240, -150, -60]) check(stage, uscc, clock(stage.day(day)));
    check(stage, uscc, clock(stage.day(-20)), { agencyCode: 'EMERGENCY' });
  });
  second('after a complaint', { basis: 'COMPLAINT' });
  second('service visit', { visitNature: 'SERVICE' });
  second('remote check', { form: 'REMOTE' });
  second('void record', { status: 'VOID' });
}

/** M21: enterprises inspected too often. */
export const overInspection: Scenario = {
  module: 'M21',
  plant(stage) {
    for (let copy = 0; copy < stage.copies; copy++) {
      findings(stage);
      traps(stage);
    }
  },
};
