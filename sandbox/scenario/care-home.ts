import type { Values } from '../record/record.js';
import type { Stage } from './scenario.js';

/** Days of a month. */
export const daysOf = (month: string): number => new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).getUTCDate(); // prettier-ignore

/** A day of a month, counted from its end when negative (-1 is the last one). */
export function dayIn(month: string, date: number): string {
  const day = date < 0 ? daysOf(month) + 1 + date : date;
  return `${month}-${String(day).padStart(2, '0')}`;
}

/** A care home with enough beds, in which nobody's bed is held. */
export function careHome(stage: Stage, licence: Values = {}): string {
  const uscc = stage.organization('home');
  licensed(stage, uscc, licence);
  return uscc;
}

/** A licence of a home. */
export function licensed(stage: Stage, uscc: string, licence: Values = {}): void {
  stage.add('care-home-licence', {
    uscc,
    licensedBeds: 40,
    validFrom: '2015-01-01',
    validTo: null,
    bedHoldMaxDays: 0,
    ...licence,
  });
}

/** A claim from one day of a month to another (both inclusive), at ten yuan a day, for somebody who needs no care. */
export function claim(
  stage: Stage,
  of: {
    readonly home: string;
    readonly citizenId: string;
    readonly month: string;
    readonly from?: number;
    readonly to?: number;
  },
  values: Values = {},
): void {
  const { home, citizenId, month } = of;
  const [from, to] = [of.from ?? 1, of.to ?? daysOf(month)];
  stage.add('bed-subsidy-claim', {
    claimNo: stage.serial('CW'),
    homeUscc: home,
    citizenId,
    claimMonth: month,
    claimFrom: dayIn(month, from),
    claimTo: dayIn(month, to),
    claimedDays: to - from + 1,
    bedHoldDays: 0,
    claimedGrade: 'INTACT',
    amount: `${(to - from + 1) * 10}.00`,
    status: 'APPROVED',
    ...values,
  });
}

/** Attendance of one kind from one day of a month to another. */
export function attends(
  stage: Stage,
  home: string,
  citizenId: string,
  status: string,
  month: string,
  dates: readonly [number, number],
): void {
  for (let date = dates[0]; date <= dates[1]; date++)
    stage.add('care-home-attendance', { homeUscc: home, citizenId, date: dayIn(month, date), status });
}

/** A hospital stay, in the morning of both days; `to` is null while it goes on. */
export function stays(
  stage: Stage,
  citizenId: string,
  from: string,
  to: string | null,
  values: Values = {},
): string {
  const visitNo = stage.serial('ZY');
  stage.add('inpatient-stay', {
    visitNo,
    citizenId,
    institutionCode: 'H19010299990',
    admittedAt: `${from}T09:00:00+08:00`,
    dischargedAt: to && `${to}T10:00:00+08:00`,
    cancelled: false,
    oneStop: false,
    ...values,
  });
  return visitNo;
}

/** Somebody who died on a day, as the register and a medical certificate tell. */
export function deceased(stage: Stage, day: string, born = '1961-06-15'): string {
  const citizenId = stage.person({
    born: spread(stage, born),
    values: { registrationStatus: 'DECEASED', statusDate: day },
  });
  stage.add('death-certificate', {
    certificateNo: stage.serial('SW'),
    idKind: 'CITIZEN',
    citizenId,
    deathAt: `${day}T05:30:00+08:00`,
  });
  return citizenId;
}

/** A birth day some days before a given one: no day has enough numbers for everybody. */
export function spread(stage: Stage, day: string): string {
  const before = Number(stage.serial().slice(-3)) % 360;
  return new Date(Date.parse(`${day}T00:00:00Z`) - before * 86_400_000).toISOString().slice(0, 10);
}

/** Plants findings and traps as often as the district is large. */
export function copies(stage: Stage, ...acts: readonly ((stage: Stage) => void)[]): void {
  for (let copy = 0; copy < stage.copies; copy++) for (const act of acts) act(stage);
}
