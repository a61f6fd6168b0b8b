import { addClaim, addRight, parcelOf } from './farm-land.js';
import type { Scenario, Stage } from './scenario.js';

/** What was claimed of one parcel in one season. */
function play(stage: Stage) {
  const claimedDate = stage.day(-100);
  const year = Number(claimedDate.slice(0, 4));
  const parcel = parcelOf(stage);
  const [holder, other] = [stage.person(), stage.person()];
  const claim = (who: string, claimedAreaMu: string, amount: string, values = {}) =>
    addClaim(stage, parcel, who, { year, claimedDate, claimedAreaMu, amount, ...values });
  const lease = (leaseNo: string, validTo: string) =>
    addRight(stage, parcel, other, { rightKind: 'LEASE', leaseNo, validFrom: '2020-01-01', validTo });
  const subjects = [`parcel:${parcel}`];
  return {
    parcel,
    holder,
    other,
    claim,
    lease,
    found: (amount: string) =>
      stage.expect({ subjects, period: `${year}-AUTUMN`, severity: 'YELLOW', amount }),
    trap: (name: string) => stage.trap(name, subjects),
  };
}

function findings(stage: Stage): void {
  const over = play(stage);
  addRight(stage, over.parcel, over.holder);
  over.claim(over.holder, '10.51', '1051.00');
  over.found('51.00');

  const twice = play(stage);
  addRight(stage, twice.parcel, twice.holder);
  twice.claim(twice.holder, '5.00', '500.00');
  twice.claim(twice.other, '5.00', '500.00');
  twice.found('500.00');

  const ended = play(stage);
  addRight(stage, ended.parcel, ended.holder);
  const leaseNo = stage.serial('LZ');
  ended.lease(leaseNo, stage.day(-101));
  ended.claim(ended.holder, '5.00', '500.00');
  ended.claim(ended.other, '5.00', '500.00', { leaseNo });
  ended.found('500.00');

  const both = play(stage);
  addRight(stage, both.parcel, both.holder);
  const inForce = stage.serial('LZ');
  both.lease(inForce, stage.day(800));
  both.claim(both.holder, '10.00', '1000.00');
  both.claim(both.other, '10.00', '1000.00', { leaseNo: inForce });
  both.found('1000.00');
}

function traps(stage: Stage): void {
  const limit = play(stage);
  addRight(stage, limit.parcel, limit.holder);
  limit.claim(limit.holder, '10.50', '1050.00');
  limit.trap('exactly the tolerated area');

  const measured = play(stage);
  addRight(stage, measured.parcel, measured.holder, { measuredAreaSqm: '8000.04' });
  measured.claim(measured.holder, '12.00', '1200.00');
  measured.trap('the measured area is larger than that of the contract');

  const leased = play(stage);
  addRight(stage, leased.parcel, leased.holder);
  const leaseNo = stage.serial('LZ');
  leased.lease(leaseNo, stage.day(800));
  leased.claim(leased.holder, '5.00', '500.00');
  leased.claim(stage.person(), '5.00', '500.00', { leaseNo });
  leased.trap('the second claimant names a lease in force');

  const rejected = play(stage);
  addRight(stage, rejected.parcel, rejected.holder);
  rejected.claim(rejected.holder, '10.00', '1000.00');
  rejected.claim(rejected.other, '10.00', '1000.00', { status: 'REJECTED' });
  rejected.trap('one of the two claims was rejected');

  const seasons = play(stage);
  addRight(stage, seasons.parcel, seasons.holder);
  seasons.claim(seasons.holder, '10.00', '1000.00');
  seasons.claim(seasons.holder, '10.00', '1000.00', { season: 'SUMMER', crop: 'WHEAT' });
  seasons.trap('the whole parcel in each of two seasons');
}

/** M13: more grain area claimed than the parcel has, and one parcel claimed by several people. */
export const grainAreaOverclaim: Scenario = {
  module: 'M13',
  plant(stage) {
    for (let copy = 0; copy < stage.copies; copy++) {
      findings(stage);
      traps(stage);
    }
  },
};
