import { DAY, isoDate } from '../district/calendar.js';
import type { District } from '../district/district.js';
import {
  parcelSeason,
  seasonsOf,
  toldFrom,
  type GrainClaim,
  type GrainSeason,
} from '../district/grain-season.js';
import { parcelCount, parcelOf, type Parcel } from '../district/parcel.js';
import type { RecordSource, SourceRecord, Value } from './record.js';

/** Yuan per mu. */
const RATE = 95;

function* versions(
  { population }: District,
  parcel: Parcel,
  { year, name }: GrainSeason,
  claim: GrainClaim,
  crop: Value,
): Generator<SourceRecord> {
  const values = {
    claimNo: claim.claimNo,
    year,
    season: name,
    parcelNo: parcel.parcelNo,
    communityCode: parcel.community.code,
    citizenId: population.citizenId(claim.person),
    name: population.name(claim.person),
    crop,
    claimedAreaMu: claim.area,
    ratePerMu: RATE,
    amount: Math.round(claim.area * RATE * 100) / 100,
    leaseNo: claim.leaseNo,
    claimedDate: isoDate(claim.day),
    status: 'SUBMITTED',
    disclosureNo: null,
  };
  const relied = claim.relied ? { protected: true as const } : {};
  yield { values, at: claim.day * DAY + 11 * 3600, ...relied };
  const disclosureNo = claim.outcome === 'WITHDRAWN' ? null : `GSZL${year}${name === 'SUMMER' ? 1 : 2}${parcel.community.code.slice(6)}`; // prettier-ignore
  yield { values: { ...values, status: claim.outcome, disclosureNo }, at: claim.verified * DAY + 15 * 3600, ...relied }; // prettier-ignore
}

/** Claims of the grain subsidy, each verified or withdrawn some weeks later. */
export const grainClaim: RecordSource = {
  category: 'grain-claim',
  *records(district) {
    const count = parcelCount(district);
    const seasons = seasonsOf(district).filter(({ claimFrom }) => claimFrom < district.until);
    const first = toldFrom(district);
    for (let index = 0; index < count; index++) {
      const parcel = parcelOf(district, index);
      if (parcel.farming !== 'CLAIMED' && parcel.farming !== 'SHARED') continue;
      for (const season of seasons) {
        if (season.claimTo < first) continue;
        const { crop, claims } = parcelSeason(district, parcel, season);
        for (const claim of claims)
          if (claim.day >= first) yield* versions(district, parcel, season, claim, crop);
      }
    }
  },
};
