import type { Values } from '../record/record.js';
import { addClaim, addRight, parcelOf } from './farm-land.js';
import type { Scenario, Stage } from './scenario.js';

const DEADLINE = { SUMMER: '07-31', AUTUMN: '11-30' } as const;
type Season = keyof typeof DEADLINE;

/** Year of the last season whose deadline has passed. */
function yearOf({ asOf }: Stage, season: Season): number {
  const year = Number(asOf.slice(0, 4));
  return `${year}-${DEADLINE[season]}` < asOf ? year : year - 1;
}

/** One holder with one parcel. */
function play(stage: Stage, values: Values = {}) {
  const [parcel, holder] = [parcelOf(stage), stage.person()];
  addRight(stage, parcel, holder, values);
  const subjects = [`parcel:${parcel}`, `person:${holder}`];
  const autumn = yearOf(stage, 'AUTUMN');
  return {
    autumn,
    claim: (year: number, more: Values = {}) =>
      addClaim(stage, parcel, holder, { year, claimedDate: `${year}-08-20`, ...more }),
    see: (observedDate: string, useState: string, contactResult = 'NOT_CONTACTED') =>
      stage.add('land-use-observation', {
        observationNo: stage.serial('GC'),
        parcelNo: parcel,
        observedDate,
        useState,
        observedAreaSqm: '6600.00',
        contactResult,
      }),
    lease: (validTo: string) =>
      addRight(stage, parcel, stage.person(), {
        rightKind: 'LEASE',
        leaseNo: stage.serial('LZ'),
        validFrom: '2018-01-01',
        validTo,
      }),
    found: (season: Season, amount: string) =>
      stage.expect({ subjects, period: `${yearOf(stage, season)}-${season}`, severity: 'SERVICE', amount }),
    trap: (name: string) => stage.trap(name, subjects),
  };
}

function findings(stage: Stage): void {
  const before = play(stage);
  before.claim(before.autumn - 1);
  before.found('AUTUMN', '900.00');

  const seen = play(stage);
  seen.see(`${seen.autumn}-08-20`, 'MAIZE');
  seen.found('AUTUMN', '0.00');

  const wheat = play(stage);
  wheat.see(`${yearOf(stage, 'SUMMER')}-05-10`, 'WHEAT', 'NOTIFIED');
  wheat.found('SUMMER', '0.00');

  const ended = play(stage);
  ended.claim(ended.autumn - 1);
  ended.lease(`${ended.autumn}-11-29`);
  ended.found('AUTUMN', '900.00');
}

function traps(stage: Stage): void {
  const late = play(stage);
  late.see(`${late.autumn}-11-01`, 'MAIZE');
  late.trap('grain seen after the window');

  const idle = play(stage);
  idle.claim(idle.autumn - 1);
  idle.see(`${idle.autumn}-08-20`, 'IDLE');
  idle.trap('claimed the year before, not sown this year');

  const rejected = play(stage);
  rejected.claim(rejected.autumn - 1);
  rejected.claim(rejected.autumn, { status: 'REJECTED' });
  rejected.trap('claimed and rejected');

  const leased = play(stage);
  leased.claim(leased.autumn - 1);
  leased.lease(stage.day(900));
  leased.trap('leased out on the last day for claims');

  const crop = play(stage, { landUse: 'CASH_CROP' });
  crop.see(`${crop.autumn}-08-20`, 'MAIZE');
  crop.trap('no grain land');

  const declined = play(stage);
  declined.see(`${declined.autumn}-08-20`, 'RICE', 'DECLINED');
  declined.trap('the holder declined');
}

/** M19: parcels that grow grain and for which nobody claimed. */
export const grainSubsidyNotClaimed: Scenario = {
  module: 'M19',
  plant(stage) {
    for (let copy = 0; copy < stage.copies; copy++) {
      findings(stage);
      traps(stage);
    }
  },
};
