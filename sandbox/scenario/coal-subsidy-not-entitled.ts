import type { Values } from '../record/record.js';
import { FARM_COMMUNITY } from './farm-land.js';
import type { Scenario, Stage } from './scenario.js';

/** Days of the claim before the base day. */
const CLAIMED = -120;

/** The heating season of a day: from July to June. */
function seasonOf(day: string): string {
  const year = Number(day.slice(0, 4)) - (day.slice(5, 7) < '07' ? 1 : 0);
  return `${year}-${year + 1}`;
}

/** One household with one claim. */
function play(stage: Stage, heating: Values, claim: Values = {}, claimant: Values = {}) {
  const householdNo = stage.serial('9');
  const lives = { householdNo, communityCode: FARM_COMMUNITY };
  const citizenId = stage.person({ values: { ...lives, ...claimant } });
  const season = seasonOf(stage.day(CLAIMED));
  const heat = (values: Values): void =>
    stage.add('heating-household', {
      householdNo,
      headId: citizenId,
      communityCode: FARM_COMMUNITY,
      heatingMode: 'COAL',
      validFrom: '2015-11-01',
      vacant: false,
      ...values,
    });
  heat(heating);
  stage.add('coal-claim', {
    claimNo: stage.serial('WYM'),
    heatingSeason: season,
    householdNo,
    citizenId,
    communityCode: FARM_COMMUNITY,
    tonnes: '1.00',
    ratePerTonne: '600.00',
    amount: '600.00',
    claimedDate: stage.day(CLAIMED),
    status: 'APPROVED',
    ...claim,
  });
  const subjects = [`household:${householdNo}`];
  return {
    citizenId,
    heat,
    member: (values: Values = {}) => stage.person({ values: { ...lives, ...values } }),
    found: () => stage.expect({ subjects, period: season, severity: 'YELLOW', amount: '600.00' }),
    trap: (name: string) => stage.trap(name, subjects),
  };
}

function dies(stage: Stage, citizenId: string, day: number): void {
  stage.add('death-certificate', {
    certificateNo: stage.serial('SW'),
    idKind: 'CITIZEN',
    citizenId,
    deathAt: `${stage.day(day)}T05:00:00+08:00`,
  });
}

const gone = (stage: Stage, registrationStatus: string, day: number): Values => ({
  registrationStatus,
  statusDate: stage.day(day),
});

function findings(stage: Stage): void {
  play(stage, { heatingMode: 'COAL_TO_GAS', validFrom: stage.day(CLAIMED) }).found();
  play(stage, { vacant: true, vacantFrom: stage.day(CLAIMED - 9) }).found();

  const dead = play(stage, {}, {}, gone(stage, 'DECEASED', CLAIMED - 1));
  dead.member();
  dies(stage, dead.citizenId, CLAIMED - 1);
  dead.found();

  const empty = play(stage, {}, {}, gone(stage, 'MOVED_OUT', CLAIMED));
  empty.member(gone(stage, 'DECEASED', CLAIMED - 300));
  empty.found();
}

function traps(stage: Stage): void {
  const changed = play(stage, { validTo: stage.day(CLAIMED + 59) });
  changed.heat({ heatingMode: 'COAL_TO_GAS', validFrom: stage.day(CLAIMED + 60) });
  changed.trap('the heating changed after the claim');

  play(stage, { vacant: true, vacantFrom: stage.day(-500), vacantTo: stage.day(CLAIMED - 1) }).trap(
    'vacant until the day before',
  );

  const died = play(stage, {}, {}, gone(stage, 'DECEASED', CLAIMED));
  died.member();
  dies(stage, died.citizenId, CLAIMED);
  died.trap('died on the day of the claim');

  play(stage, {}, {}, gone(stage, 'MOVED_OUT', CLAIMED + 1)).trap('moved out on the day after');
  play(stage, { heatingMode: 'CENTRAL' }, { status: 'WITHDRAWN' }).trap('the claim was withdrawn');
}

/** M14: coal subsidy for clean heating, empty homes and the dead. */
export const coalSubsidyNotEntitled: Scenario = {
  module: 'M14',
  plant(stage) {
    for (let copy = 0; copy < stage.copies; copy++) {
      findings(stage);
      traps(stage);
    }
  },
};
