import type { Values } from '../record/record.js';
import type { Scenario, Stage } from './scenario.js';
import { addOldContract, VILLAGE_COMMUNITY } from './village-account.js';

/** One asset of a village of its own. */
function play(stage: Stage, values: Values) {
  const [assetNo, villageUscc] = [stage.serial('ZC'), stage.organization('collective')];
  stage.add('village-asset', {
    assetNo,
    villageUscc,
    communityCode: VILLAGE_COMMUNITY,
    assetKind: 'WATER',
    useStatus: 'IDLE',
    useStatusDate: stage.day(-300),
    bookAreaMu: '10.00',
    ...values,
  });
  const subjects = [`asset:${assetNo}`, `organization:${villageUscc}`];
  return {
    see: (days: number, useState: string) =>
      stage.add('land-use-observation', {
        observationNo: stage.serial('GC'),
        assetNo,
        observedDate: stage.day(days),
        useState,
        observedAreaSqm: '6600.00',
      }),
    contract: (days: number) =>
      addOldContract(stage, villageUscc, {
        assetNo,
        contractKind: 'WATER',
        validTo: stage.day(days),
        status: 'ENDED',
      }),
    found: () => stage.expect({ subjects, period: '-', severity: 'BLUE', amount: '0.00' }),
    trap: (name: string) => stage.trap(name, subjects),
  };
}

function findings(stage: Stage): void {
  play(stage, {}).found();

  const before = play(stage, {});
  before.see(-190, 'AQUACULTURE');
  before.contract(-190);
  before.found();

  const leased = play(stage, { useStatus: 'LEASED' });
  leased.see(-60, 'IDLE');
  leased.found();

  play(stage, { assetKind: 'LAND', useStatus: 'SELF_RUN', surveyedAreaSqm: '6000.00' }).found();
}

function traps(stage: Stage): void {
  const used = play(stage, {});
  used.see(-20, 'AQUACULTURE');
  used.trap('seen in use');

  play(stage, { useStatusDate: stage.day(-120) }).trap('idle for four months only');
  play(stage, { useStatus: 'ECOLOGICAL_FALLOW' }).trap('ecological fallow');

  const fallow = play(stage, { assetKind: 'LAND' });
  fallow.see(-20, 'ECOLOGICAL_FALLOW');
  fallow.trap('fallow observed');

  const ended = play(stage, {});
  ended.contract(-100);
  ended.trap('its contract ended within the window');

  play(stage, { useStatus: 'LEASED' }).trap('leased by its books, without any observation');
  play(stage, { useStatus: 'SELF_RUN', surveyedAreaSqm: '6349.24' }).trap('five percent of the survey');
}

/** M30: collective assets that stand idle or are booked with a wrong area. */
export const idleOrMismeasuredAsset: Scenario = {
  module: 'M30',
  plant(stage) {
    for (let copy = 0; copy < stage.copies; copy++) {
      findings(stage);
      traps(stage);
    }
  },
};
