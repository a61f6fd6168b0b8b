import type { Values } from '../record/record.js';
import type { Scenario, Stage } from './scenario.js';

/** A contract of a family of two on a subsidy of 400.00; its last judged month is the one before last. */
function rental(stage: Stage, more: Values = {}, size = 1): { subject: string; members: string[] } {
  const contractNo = stage.serial('GZF');
  const members = Array.from({ length: size }, () => stage.person());
  for (const citizenId of members)
    stage.add('public-rental', {
      familyNo: `BZ${contractNo}`,
      contractNo,
      supportKind: 'SUBSIDY',
      applicantId: members[0] ?? citizenId,
      citizenId,
      familySize: 2,
      validFrom: `${stage.month(-5)}-01`,
      validTo: `${stage.month(-2)}-28`,
      monthlyAmount: '400.00',
      status: 'ENDED',
      ...more,
    });
  return { subject: `rental:${contractNo}`, members };
}

function home(
  stage: Stage,
  ownerId: string,
  areaSqm: string,
  more: Values = {},
  share: string | null = null,
): void {
  stage.add('property-unit', {
    registrationNo: stage.serial('BDC'),
    unitNo: `190102990002GB99999${stage.serial('F')}`,
    usage: 'RESIDENTIAL',
    areaSqm,
    registrationKind: 'FIRST',
    acquisition: 'PURCHASE',
    registeredAt: '2020-05-06T10:00:00+08:00',
    rightStatus: 'CURRENT',
    coOwnership: share === null ? 'SOLE' : 'BY_SHARE',
    owners: [{ ownerKind: 'PERSON', ownerId, ownerName: '业主', shareRatio: share }],
    ...more,
  });
}

function findings(stage: Stage): void {
  const plant = (amount: string, contract: Values, own: (members: string[]) => void, size = 1): void => {
    const { subject, members } = rental(stage, contract, size);
    own(members);
    stage.expect({ subjects: [subject], period: '-', severity: 'YELLOW', amount });
  };
  plant('1600.00', {}, ([person = '']) => home(stage, person, '30.01'));
  plant('0.00', { supportKind: 'RENTAL' }, ([person = '']) => home(stage, person, '80.00'));
  // Bought during the tenancy: the six months of grace end four months before the base day's month.
  plant('800.00', { validFrom: `${stage.month(-12)}-01` }, ([person = '']) =>
    home(stage, person, '80.00', { registeredAt: `${stage.month(-10)}-10T10:00:00+08:00` }),
  );
  plant(
    '1600.00',
    {},
    ([first = '', second = '']) => {
      home(stage, first, '20.00', { acquisition: 'DEMOLITION_EXCHANGE' });
      home(stage, second, '10.01');
    },
    2,
  );
}

function traps(stage: Stage): void {
  const plant = (name: string, contract: Values, own: (person: string) => void): void => {
    const { subject, members } = rental(stage, contract);
    own(members[0] ?? '');
    stage.trap(name, [subject]);
  };
  plant('exactly at the line', {}, (person) => home(stage, person, '30.00'));
  plant('inherited eighth', {}, (person) =>
    home(stage, person, '120.00', { acquisition: 'INHERITANCE' }, '0.125000'),
  );
  plant('bought less than six months ago', {}, (person) =>
    home(stage, person, '80.00', { registeredAt: `${stage.month(-4)}-10T10:00:00+08:00` }),
  );
  plant('time to vacate', { vacateBy: `${stage.month(-2)}-28`, status: 'VACATING' }, (person) =>
    home(stage, person, '80.00'),
  );
  plant('sold on the first day', {}, (person) =>
    home(stage, person, '80.00', {
      endedAt: `${stage.month(-5)}-01T09:00:00+08:00`,
      rightStatus: 'HISTORICAL',
    }),
  );
}

/** M15: public-rental families that own more living space than the line. */
export const publicRentalWithHomes: Scenario = {
  module: 'M15',
  plant(stage) {
    for (let copy = 0; copy < stage.copies; copy++) {
      findings(stage);
      traps(stage);
    }
  },
};
