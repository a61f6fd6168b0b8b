import type { Values } from '../record/record.js';
import type { Scenario, Stage } from './scenario.js';
import { VILLAGE_COMMUNITY } from './village-account.js';

/** 0 is Sunday. */
const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay();

/** The first day of a weekday (0 is Sunday) on or after so many days from the base day. */
function nextDay(stage: Stage, days: number, weekday: number): string {
  for (let at = days; ; at++) if (weekdayOf(stage.day(at)) === weekday) return stage.day(at);
}

/** The first `count` days from Monday to Friday of a month. */
function workingDays(month: string, count: number): string[] {
  const days = Array.from({ length: 28 }, (_, at) => `${month}-${String(at + 1).padStart(2, '0')}`);
  return days.filter((day) => weekdayOf(day) % 6 !== 0).slice(0, count);
}

/** One worker of a village of its own. */
function play(stage: Stage, person: Values = {}) {
  const villageUscc = stage.organization('collective');
  const citizenId = stage.person({ values: person });
  const sheetNo = stage.serial('YG');
  const approverId = stage.person();
  let lineNo = 0;
  return {
    citizenId,
    approverId,
    work: (workDate: string, values: Values = {}) =>
      stage.add('village-labour', {
        sheetNo,
        lineNo: ++lineNo,
        villageUscc,
        communityCode: VILLAGE_COMMUNITY,
        citizenId,
        workDate,
        workKind: '环境整治',
        workDays: '1.0',
        dayRate: '120.00',
        amount: '120.00',
        payFromKind: 'COLLECTIVE_ACCOUNT',
        payAccountOwnerId: citizenId,
        approverId,
        ...values,
      }),
    found: (severity: 'RED' | 'YELLOW', day: string, amount: string) =>
      stage.expect({
        subjects: [`person:${citizenId}`, `organization:${villageUscc}`],
        period: day.slice(0, 7),
        severity,
        amount,
      }),
    foundSheet: (amount: string) =>
      stage.expect({
        subjects: [`organization:${villageUscc}`, `sheet:${sheetNo}`],
        period: '-',
        severity: 'YELLOW',
        amount,
      }),
    trap: (name: string) => stage.trap(name, [`person:${citizenId}`, `organization:${villageUscc}`]),
  };
}

function diesOn(stage: Stage, days: number) {
  const worker = play(stage, { registrationStatus: 'DECEASED', statusDate: stage.day(days) });
  stage.add('death-certificate', {
    certificateNo: stage.serial('SW'),
    idKind: 'CITIZEN',
    citizenId: worker.citizenId,
    deathAt: `${stage.day(days)}T05:00:00+08:00`,
  });
  return worker;
}

function posted(stage: Stage, staffKind: string, fiscalPay: boolean) {
  const worker = play(stage);
  stage.add('public-post', {
    postNo: stage.serial('RZ'),
    citizenId: worker.citizenId,
    staffKind,
    communityCode: null,
    validFrom: '2018-01-01',
    validTo: null,
    fiscalPay,
    monthlyPay: null,
  });
  return worker;
}

function employed(stage: Stage, month: string) {
  const worker = play(stage);
  stage.add('social-insurance-month', {
    recordNo: stage.serial('SB'),
    citizenId: worker.citizenId,
    month,
    recordKind: 'CONTRIBUTION',
    scheme: 'EMPLOYEE_PENSION',
    employerUscc: stage.organization(),
    contributionBase: '5000.00',
    status: 'PAID',
  });
  return worker;
}

function inHospital(stage: Stage) {
  const worker = play(stage);
  stage.add('inpatient-stay', {
    visitNo: stage.serial('ZY'),
    citizenId: worker.citizenId,
    admittedAt: `${stage.day(-80)}T09:00:00+08:00`,
    dischargedAt: `${stage.day(-76)}T10:00:00+08:00`,
    cancelled: false,
  });
  return worker;
}

function findings(stage: Stage): void {
  const dead = diesOn(stage, -90);
  dead.work(stage.day(-85));
  dead.found('RED', stage.day(-85), '120.00');

  const servant = posted(stage, 'CIVIL_SERVANT', true);
  const monday = nextDay(stage, -90, 1);
  servant.work(monday);
  servant.found('YELLOW', monday, '120.00');

  const month = stage.month(-3);
  const busy = employed(stage, month);
  for (const day of workingDays(month, 10)) busy.work(day);
  busy.found('YELLOW', `${month}-01`, '1200.00');

  const patient = inHospital(stage);
  patient.work(stage.day(-78));
  patient.found('YELLOW', stage.day(-78), '120.00');

  const personal = play(stage);
  personal.work(stage.day(-70), { payFromKind: 'PERSONAL_ACCOUNT' });
  personal.work(stage.day(-69), { payFromKind: 'PERSONAL_ACCOUNT' });
  personal.foundSheet('240.00');

  const approver = play(stage);
  approver.work(stage.day(-70), { payAccountOwnerId: approver.approverId });
  approver.foundSheet('120.00');
}

function traps(stage: Stage): void {
  const last = diesOn(stage, -90);
  last.work(stage.day(-90));
  last.trap('worked on the day of death');

  const weekend = posted(stage, 'CIVIL_SERVANT', true);
  weekend.work(nextDay(stage, -90, 6));
  weekend.work(nextDay(stage, -90, 1), { workDays: '0.5', amount: '60.00' });
  weekend.trap('a civil servant on a Saturday, and half a Monday');

  const contract = posted(stage, 'CONTRACT_STAFF', true);
  contract.work(nextDay(stage, -90, 1));
  contract.trap('contract staff');

  const month = stage.month(-3);
  const nine = employed(stage, month);
  for (const day of workingDays(month, 9)) nine.work(day);
  nine.trap('nine days beside an employment');

  const admitted = inHospital(stage);
  admitted.work(stage.day(-80));
  admitted.work(stage.day(-76));
  admitted.trap('the days of admission and discharge');

  const relative = play(stage);
  relative.work(stage.day(-70), { payAccountOwnerId: stage.person() });
  relative.trap("paid into a relative's account");
}

/** M31: paid village labour of the dead, of people on other payrolls or in hospital; wages through private accounts. */
export const falseLabour: Scenario = {
  module: 'M31',
  plant(stage) {
    for (let copy = 0; copy < stage.copies; copy++) {
      findings(stage);
      traps(stage);
    }
  },
};
