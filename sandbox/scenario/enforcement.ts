import type { Value, Values } from '../record/record.js';
import type { Stage } from './scenario.js';

/** An officer: certificate number and person. */
export interface Officer {
  readonly certNo: string;
  readonly person: string;
}

/** A certificate number that the background does not have. */
const certNo = (stage: Stage): string => `190102${stage.serial().slice(-6)}`;

/** An officer with a certificate; in force for years around the base day unless told otherwise. */
export function officer(stage: Stage, certificate: Values = {}): Officer {
  const person = stage.person();
  const made = { certNo: certNo(stage), person };
  stage.add('enforcement-certificate', {
    certNo: made.certNo,
    citizenId: person,
    validFrom: stage.day(-1500),
    validTo: stage.day(1000),
    status: 'VALID',
    ...certificate,
  });
  return made;
}

/** Officers as a check or a case names them; `anonymous` ones by their certificate only. */
export const team = (officers: readonly Officer[], anonymous: readonly Officer[] = []): Value =>
  officers.map((one) => ({
    certNo: one.certNo,
    officerId: anonymous.includes(one) ? null : one.person,
    officerName: '执法员',
  }));

/** A regular inspection on a day at an hour, by two officers of its own unless told otherwise; returns its number. */
export function check(stage: Stage, uscc: string, at: string, more: Values = {}): string {
  const checkNo = stage.serial('JC');
  stage.add('administrative-check', {
    checkNo,
    agencyCode: 'FIRE_RESCUE',
    uscc,
    basis: 'ANNUAL_PLAN',
    visitNature: 'INSPECTION',
    form: 'ON_SITE',
    officers: more['officers'] ?? team([officer(stage), officer(stage)]),
    startAt: at,
    registeredAt: at,
    result: 'CORRECTED_ON_SPOT',
    status: 'VALID',
    ...more,
  });
  return checkNo;
}

/** A local time on a day. */
export const clock = (day: string, time = '10:00:00'): string => `${day}T${time}+08:00`;

/** A decided case with a fine of 500.00 under the ordinary procedure; returns its number. */
export function penalty(stage: Stage, more: Values = {}): string {
  const caseNo = stage.serial('云执立〔2025〕');
  stage.add('penalty-case', {
    caseNo,
    agencyCode: 'FIRE_RESCUE',
    partyKind: 'ENTERPRISE',
    partyId: more['partyId'] ?? stage.organization(),
    actCode: 'XF990001',
    factFrom: stage.day(-210),
    procedure: 'ORDINARY',
    filedDate: stage.day(-200),
    decidedDate: stage.day(-150),
    excludedDays: 0,
    penaltyKinds: ['FINE'],
    fine: '500.00',
    status: 'DECIDED',
    ...more,
  });
  return caseNo;
}
