import type { Values } from '../record/record.js';
import type { Scenario, Stage } from './scenario.js';

/** A family on assistance of 800.00, with its applicant; approved 200 days before the base day. */
function assisted(stage: Stage, more: Values = {}): { familyNo: string; applicant: string; day: string } {
  const familyNo = stage.serial('JT');
  const applicant = String(more['applicantId'] ?? stage.person());
  const day = stage.day(-200);
  stage.add('social-assistance', {
    familyNo,
    assistanceKind: 'DIBAO',
    applicantId: applicant,
    citizenId: applicant,
    familySize: 1,
    standardAmount: '1450.00',
    monthlyAmount: '800.00',
    validFrom: stage.day(-190),
    approvedDate: day,
    communityCode: '190102101990',
    ...more,
  });
  return { familyNo, applicant, day };
}

function kin(
  stage: Stage,
  declarantId: string,
  relatedId: string | null,
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

function married(stage: Stage, husbandId: string, wifeId: string, divorced: string): void {
  const registrationNo = stage.serial('HY');
  const couple = { husbandIdKind: 'CITIZEN', husbandId, wifeIdKind: 'CITIZEN', wifeId, valid: true };
  stage.add('marriage-registration', { registrationNo, registrationKind: 'MARRIAGE', registeredDate: '2010-05-01', ...couple }); // prettier-ignore
  stage.add('marriage-registration', {
    registrationNo: stage.serial('LH'),
    registrationKind: 'DIVORCE',
    registeredDate: divorced,
    dissolvedNo: registrationNo,
    ...couple,
  });
}

/** Somebody in the committee of a village, who declared a relative. */
function cadre(stage: Stage, daughter: string, communityCode: string, validTo: string | null = null): string {
  const citizenId = stage.person();
  stage.add('public-post', {
    postNo: stage.serial('RZ'),
    citizenId,
    staffKind: 'VILLAGE_CADRE',
    communityCode,
    validFrom: '2019-03-01',
    validTo,
    fiscalPay: false,
  });
  kin(stage, citizenId, daughter, 'DAUGHTER');
  return citizenId;
}

function findings(stage: Stage): void {
  const expect = (familyNo: string, official: string, severity: 'RED' | 'YELLOW'): void =>
    stage.expect({
      subjects: [`family:${familyNo}`, `person:${official}`],
      period: stage.day(-200),
      severity,
      amount: '800.00',
    });

  const approver = stage.person();
  const first = assisted(stage, { approverId: approver });
  kin(stage, approver, first.applicant, 'SIBLING');
  expect(first.familyNo, approver, 'RED');

  const handler = stage.person();
  const second = assisted(stage, { handlerId: handler });
  kin(stage, handler, second.applicant, 'PARENT');
  expect(second.familyNo, handler, 'YELLOW');

  const self = stage.person();
  expect(assisted(stage, { applicantId: self, citizenId: self, approverId: self }).familyNo, self, 'RED');

  const husband = stage.person({ sex: 'MALE' });
  const third = assisted(stage, { approverId: husband });
  married(stage, husband, third.applicant, stage.day(-199));
  expect(third.familyNo, husband, 'RED');

  const fourth = assisted(stage, { communityCode: '190102101991' });
  expect(fourth.familyNo, cadre(stage, fourth.applicant, '190102101991'), 'YELLOW');
}

function traps(stage: Stage): void {
  const plant = (name: string, relate: (approver: string, applicant: string, day: string) => void): void => {
    const approver = stage.person({ sex: 'MALE' });
    const { familyNo, applicant, day } = assisted(stage, {
      approverId: approver,
      communityCode: '190102101992',
    });
    relate(approver, applicant, day);
    stage.trap(name, [`family:${familyNo}`, `person:${approver}`]);
  };
  plant('grandchild', (approver, applicant) => kin(stage, approver, applicant, 'GRANDCHILD'));
  plant('parent-in-law', (approver, applicant) => kin(stage, approver, applicant, 'PARENT_IN_LAW'));
  plant('sibling without an identifier', (approver) => kin(stage, approver, null, 'SIBLING'));
  plant('relation that had ended', (approver, applicant) =>
    kin(stage, approver, applicant, 'SPOUSE', { validTo: stage.day(-201) }),
  );
  plant('divorced on that day', (approver, applicant, day) => married(stage, approver, applicant, day));
  plant('cadre of another village', (_, applicant) => void cadre(stage, applicant, '190102101993'));
  plant(
    'cadre who had left office',
    (_, applicant) => void cadre(stage, applicant, '190102101992', stage.day(-201)),
  );
}

/** M9: assistance approved or handled by kin, and kin of local cadres on assistance. */
export const assistanceApprovedByKin: Scenario = {
  module: 'M9',
  plant(stage) {
    for (let copy = 0; copy < stage.copies; copy++) {
      findings(stage);
      traps(stage);
    }
  },
};
