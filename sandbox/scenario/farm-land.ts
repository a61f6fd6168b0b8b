import type { Values } from '../record/record.js';
import type { Stage } from './scenario.js';

/** A parcel of a village of its own; its first twelve digits are those of `FARM_COMMUNITY`. */
export const parcelOf = (stage: Stage): string => stage.serial('19010210129');

/** The village of planted parcels and claims; nobody of the background is there. */
export const FARM_COMMUNITY = '190102101299';

/** Somebody's right on a parcel of ten mu, in force for long unless told otherwise. */
export function addRight(stage: Stage, parcelNo: string, holderId: string, values: Values = {}): void {
  stage.add('parcel-right', {
    parcelNo,
    communityCode: FARM_COMMUNITY,
    rightKind: 'CONTRACT',
    holderKind: 'PERSON',
    holderId,
    holderName: '承包户',
    contractAreaMu: '10.00',
    measuredAreaSqm: '6666.70',
    areaUnit: 'SQM',
    landUse: 'GRAIN',
    validFrom: '2008-01-01',
    validTo: '2057-12-31',
    ...values,
  });
}

/** A claim that counts. */
export function addClaim(stage: Stage, parcelNo: string, citizenId: string, values: Values): void {
  stage.add('grain-claim', {
    claimNo: stage.serial('ZL'),
    season: 'AUTUMN',
    parcelNo,
    communityCode: FARM_COMMUNITY,
    citizenId,
    crop: 'MAIZE',
    claimedAreaMu: '9.00',
    ratePerMu: '100.00',
    amount: '900.00',
    status: 'APPROVED',
    ...values,
  });
}
