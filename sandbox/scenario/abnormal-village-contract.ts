import type { Values } from '../record/record.js';
import type { Scenario, Stage } from './scenario.js';

/** Villages of planted contracts; nobody of the background is there. */
const COMMUNITY = '190102102299';
const FEW_PEERS = '190102103299';

/** Contracts of the background were signed in the seven years before the base day: this year has none of them. */
const yearOf = ({ asOf }: Stage): number => Math.max(2016, Number(asOf.slice(0, 4)) - 8);

/** A contract with everything that it needs; `values` say what is wrong with it. */
function play(stage: Stage, values: Values = {}) {
  const [contractNo, villageUscc, disclosureNo] = [
    stage.serial('HT'),
    stage.organization('collective'),
    stage.serial('GS'),
  ];
  const year = yearOf(stage);
  const contract: Values = {
    contractNo,
    villageUscc,
    communityCode: COMMUNITY,
    assetNo: null,
    contractKind: 'LAND',
    partyKind: 'PERSON',
    partyId: values['partyId'] ?? stage.person(),
    partyName: '承包方',
    totalAmount: '30000.00',
    signedDate: `${year}-05-10`,
    validFrom: `${year}-06-01`,
    validTo: `${year + 3}-05-31`,
    meetingNo: stage.serial('JY'),
    disclosureNo,
    inLitigation: false,
    status: 'ENDED',
    ...values,
  };
  stage.add('village-contract', contract);
  stage.add('village-disclosure', {
    disclosureNo,
    lineNo: 1,
    villageUscc,
    communityCode: contract['communityCode'] ?? null,
    disclosureKind: 'CONTRACT',
    month: `${year}-05`,
    contractNo,
    amount: '30000.00',
  });
  const subjects = [`contract:${contractNo}`, `organization:${villageUscc}`];
  return {
    found: (severity: 'RED' | 'YELLOW' | 'BLUE') =>
      stage.expect({ subjects, period: '-', severity, amount: '30000.00' }),
    trap: (name: string) => stage.trap(name, subjects),
  };
}

/** A cadre of a community of his own, until a day or still in office. */
function cadreOf(stage: Stage, validTo: string | null) {
  const [cadre, communityCode] = [stage.person(), `190102101${stage.serial().slice(-3)}`];
  stage.add('public-post', {
    postNo: stage.serial('RZ'),
    citizenId: cadre,
    staffKind: 'VILLAGE_CADRE',
    communityCode,
    validFrom: '2014-01-01',
    validTo,
    fiscalPay: false,
    monthlyPay: null,
  });
  return { cadre, communityCode };
}

/** A contract of the community with the son of its cadre. */
function withSon(stage: Stage, validTo: string | null, values: Values = {}) {
  const { cadre, communityCode } = cadreOf(stage, validTo);
  const son = stage.person({ sex: 'MALE' });
  stage.add('kin-declaration', {
    declarationNo: stage.serial('SB'),
    lineNo: 1,
    declarantId: cadre,
    relatedId: son,
    relation: 'SON',
    validFrom: null,
    validTo: null,
  });
  return play(stage, { partyId: son, communityCode, ...values });
}

function withFirm(stage: Stage) {
  const { cadre, communityCode } = cadreOf(stage, null);
  const uscc = stage.organization();
  stage.add('enterprise-holder', {
    holdingId: stage.serial('CY'),
    uscc,
    role: 'LEGAL_REP',
    partyKind: 'PERSON',
    partyId: cadre,
    validFrom: '2010-01-01',
    validTo: null,
  });
  return play(stage, { partyKind: 'ENTERPRISE', partyId: uscc, communityCode });
}

function findings(stage: Stage): void {
  const year = yearOf(stage);
  for (let peer = 0; peer < 5; peer++) play(stage, { unitPriceYear: '1000.00' });
  play(stage, { unitPriceYear: '699.99' }).found('YELLOW');
  play(stage, { validTo: `${year + 30}-06-01`, status: 'IN_FORCE' }).found('YELLOW');
  play(stage, { contractKind: 'RESERVE_LAND', validTo: `${year + 6}-05-31` }).found('YELLOW');
  play(stage, { meetingNo: null }).found('YELLOW');
  play(stage, { disclosureNo: stage.serial('GS') }).found('YELLOW');
  withSon(stage, null).found('BLUE');
  withSon(stage, null, { meetingNo: null }).found('RED');
  withFirm(stage).found('BLUE');
}

function traps(stage: Stage): void {
  const year = yearOf(stage);
  play(stage, { unitPriceYear: '700.00' }).trap('exactly the tolerated price');
  const assetNo = stage.serial('ZC');
  stage.add('village-asset', {
    assetNo,
    villageUscc: stage.organization('collective'),
    communityCode: COMMUNITY,
    assetKind: 'LAND',
    useStatus: 'SELF_RUN',
    useStatusDate: '2010-01-01',
    soilGrade: 7,
  });
  play(stage, { unitPriceYear: '699.99', assetNo }).trap('poor soil');
  play(stage, { validTo: `${year + 30}-05-31`, status: 'IN_FORCE' }).trap('thirty years');
  play(stage, { signedDate: '2015-12-31', meetingNo: null }).trap('signed before meetings were asked for');
  play(stage, { signedDate: stage.day(-50), validFrom: stage.day(-40), validTo: stage.day(900), disclosureNo: null, status: 'IN_FORCE' }).trap('there is still time to file it'); // prettier-ignore
  withSon(stage, `${year}-05-09`).trap('the cadre left office on the day before');
}

/** M29: village contracts far below price, over-long, unfiled, or with kin of cadres. */
export const abnormalVillageContract: Scenario = {
  module: 'M29',
  plant(stage) {
    for (let copy = 0; copy < stage.copies; copy++) {
      findings(stage);
      traps(stage);
    }
    const few = { communityCode: FEW_PEERS, contractKind: 'WATER' };
    for (let peer = 0; peer < 4; peer++) play(stage, { ...few, unitPriceYear: '1000.00' });
    play(stage, { ...few, unitPriceYear: '699.99' }).trap('four peers only');
  },
};
