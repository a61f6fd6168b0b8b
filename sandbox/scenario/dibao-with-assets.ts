import type { Values } from '../record/record.js';
import type { Scenario, Stage } from './scenario.js';

/** A family on dibao of 500.00 a month, judged on the first days of three months; its number and its people. */
function family(stage: Stage, size = 1): { subject: string; members: string[] } {
  const familyNo = stage.serial('JT');
  const members = Array.from({ length: size }, () => stage.person());
  for (const citizenId of members)
    stage.add('social-assistance', {
      familyNo,
      assistanceKind: 'DIBAO',
      applicantId: members[0] ?? citizenId,
      citizenId,
      familySize: size,
      standardAmount: '1450.00',
      monthlyAmount: '500.00',
      validFrom: `${stage.month(-5)}-10`,
      validTo: `${stage.month(-2)}-28`,
      approvedDate: `${stage.month(-5)}-01`,
    });
  return { subject: `family:${familyNo}`, members };
}

/** A home since 2020, all of it the person's own unless told otherwise. */
function home(stage: Stage, ownerId: string, more: Values = {}, shareRatio: string | null = null): void {
  stage.add('property-unit', {
    registrationNo: stage.serial('BDC'),
    unitNo: `190102990001GB99999${stage.serial('F')}`,
    usage: 'RESIDENTIAL',
    areaSqm: '60.00',
    registrationKind: 'FIRST',
    acquisition: 'PURCHASE',
    registeredAt: '2020-05-06T10:00:00+08:00',
    rightStatus: 'CURRENT',
    coOwnership: shareRatio === null ? 'SOLE' : 'BY_SHARE',
    owners: [{ ownerKind: 'PERSON', ownerId, ownerName: '业主', shareRatio }],
    ...more,
  });
}

function vehicle(stage: Stage, ownerId: string, more: Values): void {
  stage.add('vehicle-ownership', {
    vehicleNo: `190102${stage.serial().slice(-8)}`,
    ownerKind: 'PERSON',
    ownerId,
    vehicleClass: 'K33',
    useNature: 'PRIVATE',
    disabilityAdapted: false,
    firstRegisteredDate: '2021-03-01',
    acquiredDate: '2021-03-01',
    statusLetters: 'A',
    ...more,
  });
}

/** A firm that somebody has a part of since 2022. */
function firm(stage: Stage, partyId: string, entityKind: string, sales: string, month: number): void {
  const uscc = stage.organization();
  stage.add('enterprise-registration', { uscc, entityKind, establishedDate: '2021-01-04', status: 'ACTIVE' });
  stage.add('enterprise-holder', {
    holdingId: stage.serial('CY'),
    uscc,
    role: 'SHAREHOLDER',
    partyKind: 'PERSON',
    partyId,
    shareRatio: '0.300000',
    validFrom: '2022-01-01',
  });
  stage.add('tax-summary', {
    declarationNo: stage.serial('SB'),
    taxpayerKind: 'ENTERPRISE',
    taxpayerId: uscc,
    period: stage.month(month),
    filingStatus: 'FILED',
    sales,
  });
}

function findings(stage: Stage): void {
  const expect = (subject: string, severity: 'YELLOW' | 'BLUE', amount: string): void =>
    stage.expect({ subjects: [subject], period: '-', severity, amount });
  const one = (): { subject: string; person: string } => {
    const { subject, members } = family(stage);
    return { subject, person: members[0] ?? '' };
  };

  const rich = one();
  home(stage, rich.person);
  home(stage, rich.person);
  expect(rich.subject, 'YELLOW', '1500.00');

  const together = family(stage, 2);
  home(stage, together.members[0] ?? '');
  home(stage, '', {
    coOwnership: 'BY_SHARE',
    owners: [...together.members, stage.person(), stage.person()].map((ownerId) => ({
      ownerKind: 'PERSON',
      ownerId,
      ownerName: '业主',
      shareRatio: '0.250000',
    })),
  });
  expect(together.subject, 'YELLOW', '1500.00');

  const driver = one();
  vehicle(stage, driver.person, { acquiredDate: `${stage.month(-3)}-15`, firstRegisteredDate: `${stage.month(-3)}-15` }); // prettier-ignore
  expect(driver.subject, 'YELLOW', '500.00');

  // Sales count for the days of two months: then they are more than twelve months old.
  const owner = one();
  firm(stage, owner.person, 'COMPANY', '100.00', -15);
  expect(owner.subject, 'BLUE', '1000.00');
}

function traps(stage: Stage): void {
  const plant = (name: string, own: (person: string) => void): void => {
    const { subject, members } = family(stage);
    own(members[0] ?? '');
    stage.trap(name, [subject]);
  };
  plant('second home is an inherited share of an eighth', (person) => {
    home(stage, person);
    home(stage, person, { acquisition: 'INHERITANCE' }, '0.125000');
  });
  plant('second home is from resettlement', (person) => {
    home(stage, person);
    home(stage, person, { acquisition: 'DEMOLITION_EXCHANGE' });
  });
  plant('second home was sold before the benefit', (person) => {
    home(stage, person);
    home(stage, person, { endedAt: `${stage.month(-5)}-20T09:30:00+08:00`, rightStatus: 'HISTORICAL' });
  });
  plant('car for the disabled', (person) => vehicle(stage, person, { disabilityAdapted: true }));
  plant('tractor', (person) => vehicle(stage, person, { plateKind: 'AGRICULTURAL', vehicleClass: 'T11' }));
  plant('motorcycle', (person) => vehicle(stage, person, { plateKind: 'MOTORCYCLE', vehicleClass: 'M21' }));
  plant('deregistered car', (person) => vehicle(stage, person, { statusLetters: 'E' }));
  plant('dormant firm', (person) => firm(stage, person, 'COMPANY', '0.00', -6));
  plant('part in a cooperative', (person) => firm(stage, person, 'COOPERATIVE', '100.00', -6));
}

/** M7: low-income families with homes, cars or active firms. */
export const dibaoWithAssets: Scenario = {
  module: 'M7',
  plant(stage) {
    for (let copy = 0; copy < stage.copies; copy++) {
      findings(stage);
      traps(stage);
    }
  },
};
