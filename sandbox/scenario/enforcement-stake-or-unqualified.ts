import type { Values } from '../record/record.js';
import { check, clock, officer, team, type Officer } from './enforcement.js';
import type { Scenario, Stage } from './scenario.js';

const DAY = -70;

function firm(stage: Stage, listed = false): string {
  const uscc = stage.organization();
  stage.add('enterprise-registration', {
    uscc,
    entityKind: 'COMPANY',
    establishedDate: '2015-06-01',
    status: 'ACTIVE',
    listed,
  });
  return uscc;
}

function holder(stage: Stage, uscc: string, partyId: string, more: Values = {}): void {
  stage.add('enterprise-holder', {
    holdingId: stage.serial('CY'),
    uscc,
    role: 'SHAREHOLDER',
    partyKind: 'PERSON',
    partyId,
    shareRatio: '0.100000',
    validFrom: '2022-01-01',
    ...more,
  });
}

function declare(
  stage: Stage,
  declarantId: string,
  relatedId: string,
  relation: string,
  more: Values = {},
): void {
  stage.add('kin-declaration', {
    declarationNo: stage.serial('JQ'),
    lineNo: 1,
    declarantId,
    relatedId,
    relation,
    interestKind: 'NONE',
    declaredDate: stage.day(-300),
    ...more,
  });
}

/** Two officers at a firm, whose second one is named by the certificate only. */
function visit(
  stage: Stage,
  uscc: string,
  more: Values = {},
): { first: Officer; second: Officer; checkNo: string } {
  const [first, second] = [officer(stage), officer(stage)];
  const officers = team([first, second], [second]);
  return { first, second, checkNo: check(stage, uscc, clock(stage.day(DAY)), { officers, ...more }) };
}

function stakes(stage: Stage): void {
  const plant = (
    listed: boolean,
    who: 'first' | 'second',
    stake: (uscc: string, person: string) => void,
  ): void => {
    const uscc = firm(stage, listed);
    const { person } = visit(stage, uscc)[who];
    stake(uscc, person);
    stage.expect({
      subjects: [`organization:${uscc}`, `person:${person}`],
      period: stage.day(DAY),
      severity: 'RED',
      amount: '0.00',
    });
  };
  plant(false, 'first', (uscc, person) => holder(stage, uscc, person));
  plant(false, 'second', (uscc, person) => {
    const spouse = stage.person();
    declare(stage, person, spouse, 'SPOUSE');
    holder(stage, uscc, spouse, { role: 'DIRECTOR', shareRatio: null });
  });
  plant(false, 'first', (uscc, person) =>
    declare(stage, person, stage.person(), 'SON', { interestKind: 'EMPLOYMENT', interestUscc: uscc }),
  );
  plant(false, 'first', (uscc, person) => {
    const husband = stage.person({ sex: 'MALE' });
    stage.add('marriage-registration', {
      registrationNo: stage.serial('HY'),
      registrationKind: 'MARRIAGE',
      registeredDate: '2011-09-09',
      husbandIdKind: 'CITIZEN',
      husbandId: husband,
      wifeIdKind: 'CITIZEN',
      wifeId: person,
      valid: true,
    });
    holder(stage, uscc, husband, { role: 'LEGAL_REP', shareRatio: null });
  });
  plant(true, 'first', (uscc, person) => holder(stage, uscc, person, { shareRatio: '0.050000' }));
}

/** A check by two officers whose second certificate is as told. */
function qualified(stage: Stage, certificate: Values, more: Values = {}): { checkNo: string; uscc: string } {
  const uscc = firm(stage);
  const officers = team([officer(stage), officer(stage, certificate)]);
  return { uscc, checkNo: check(stage, uscc, clock(stage.day(DAY)), { officers, ...more }) };
}

function unqualified(stage: Stage): void {
  const plant = (certificate: Values): void => {
    const { checkNo, uscc } = qualified(stage, certificate);
    stage.expect({
      subjects: [`check:${checkNo}`, `organization:${uscc}`],
      period: stage.day(DAY),
      severity: 'RED',
      amount: '0.00',
    });
  };
  plant({ status: 'SUSPENDED', statusDate: stage.day(DAY) });
  plant({ validFrom: stage.day(DAY + 1) });
}

function traps(stage: Stage): void {
  const plant = (name: string, listed: boolean, stake: (uscc: string, person: string) => void): void => {
    const uscc = firm(stage, listed);
    const { person } = visit(stage, uscc).first;
    stake(uscc, person);
    stage.trap(name, [`organization:${uscc}`, `person:${person}`]);
  };
  plant('share sold the day before', false, (uscc, person) =>
    holder(stage, uscc, person, { validTo: stage.day(DAY - 1) }),
  );
  plant('finance contact', false, (uscc, person) =>
    holder(stage, uscc, person, { role: 'FINANCE_CONTACT', shareRatio: null }),
  );
  plant('kinship that had ended', false, (uscc, person) => {
    const former = stage.person();
    declare(stage, person, former, 'SPOUSE', { validTo: stage.day(DAY - 1) });
    holder(stage, uscc, former);
  });
  plant('trivial share in a listed firm', true, (uscc, person) =>
    holder(stage, uscc, person, { shareRatio: '0.049999' }),
  );
  const trap = (name: string, { checkNo, uscc }: { checkNo: string; uscc: string }): void =>
    stage.trap(name, [`check:${checkNo}`, `organization:${uscc}`]);
  trap('suspended a day later', qualified(stage, { status: 'SUSPENDED', statusDate: stage.day(DAY + 1) }));
  trap('certificate from that day on', qualified(stage, { validFrom: stage.day(DAY) }));
  trap('remote check', qualified(stage, { validFrom: stage.day(DAY + 1) }, { form: 'REMOTE' }));
  const uscc = firm(stage);
  const jointTaskNo = stage.serial('LH');
  for (const agencyCode of ['FIRE_RESCUE', 'EMERGENCY']) {
    const checkNo = check(stage, uscc, clock(stage.day(DAY)), { jointTaskNo, agencyCode, officers: team([officer(stage)]) }); // prettier-ignore
    trap('one officer of each agency in a joint task', { checkNo, uscc });
  }
}

/** M26: officers with a stake in the firm that they check, and checks with too few qualified officers. */
export const enforcementStakeOrUnqualified: Scenario = {
  module: 'M26',
  plant(stage) {
    for (let copy = 0; copy < stage.copies; copy++) {
      stakes(stage);
      unqualified(stage);
      traps(stage);
    }
  },
};
