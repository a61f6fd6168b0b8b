import { DAY, isoDate } from '../district/calendar.js';
import type { District } from '../district/district.js';
import { parcelSeason, restsIn, seasonsOf, toldFrom, type GrainSeason } from '../district/grain-season.js';
import { parcelCount, parcelOf, type Parcel } from '../district/parcel.js';
import { randomOf, type Random } from '../district/random.js';
import { assetCount, reserveOf, sqmOf, villageAsset, type VillageAsset } from '../district/village-asset.js';
import type { RecordSource, SourceRecord, Values } from './record.js';
import { assetNo } from './village-contract.js';

const METHODS = ['SATELLITE', 'SATELLITE', 'DRONE', 'FIELD'] as const;

interface Seen {
  readonly state: string;
  readonly declined?: true;
  /** Somebody who misses it would ask why nobody claimed. */
  readonly relied?: true;
}

/** What is seen on a parcel: grain only where it is claimed, or where the holder waives the claim. */
function seenOn(district: District, parcel: Parcel, season: GrainSeason, random: Random): Seen | null {
  const seldom = !random.chance(0.46);
  if (restsIn(district, parcel, season)) return { state: random.pick(['IDLE', 'OTHER_CROP']), relied: true };
  if (parcel.farming === 'WAIVED') return { state: season.name === 'SUMMER' ? 'WHEAT' : 'MAIZE', declined: true, relied: true }; // prettier-ignore
  if (seldom) return null;
  const { crop } = parcelSeason(district, parcel, season);
  if (crop !== null) return { state: crop };
  if (parcel.farming === 'UNSOWN') return { state: random.pick(['IDLE', 'OTHER_CROP', 'OTHER_CROP']) };
  if (parcel.reserve) return { state: 'OTHER_CROP' };
  if (parcel.use === 'FISHPOND') return { state: 'AQUACULTURE' };
  if (parcel.use === 'FALLOW') return { state: 'ECOLOGICAL_FALLOW' };
  return { state: parcel.use === 'OTHER' ? random.pick(['BUILT', 'IDLE']) : 'OTHER_CROP' };
}

function* ofParcel(district: District, parcel: Parcel, season: GrainSeason): Generator<SourceRecord> {
  const { population, seed } = district;
  const random = randomOf(seed, 'observation of parcel', parcel.index * 256 + (season.year % 100) * 2 + (season.name === 'AUTUMN' ? 1 : 0)); // prettier-ignore
  const seen = seenOn(district, parcel, season, random);
  // Within the first two thirds of the window: it is known long before the last day for claims.
  const day = random.int(season.windowFrom + 5, season.windowTo - 40);
  if (!seen || day < toldFrom(district)) return;
  const { holder } = parcel;
  const contacted = seen.declined === true && holder.kind === 'PERSON';
  const values: Values = {
    observationNo: `GC${season.year}${season.name === 'SUMMER' ? 1 : 2}${String(parcel.index + 1).padStart(8, '0')}`,
    parcelNo: parcel.parcelNo,
    assetNo: null,
    observedDate: isoDate(day),
    method: random.pick(METHODS),
    useState: seen.state,
    observedAreaSqm: Math.round(parcel.measuredSqm * (0.9 + random.real() * 0.12) * 100) / 100,
    contactResult: contacted ? 'DECLINED' : 'NOT_CONTACTED',
    contactedId: contacted ? population.citizenId(holder.person) : null,
    contactedDate: contacted ? isoDate(day + 9) : null,
  };
  yield { values, at: (day + 10) * DAY + 9 * 3600, ...(seen.relied && { protected: true }) };
}

/** What is seen on an asset; never that it is idle, unless nobody asks: it is run by the village itself. */
function stateOf({ kind, uses, index }: VillageAsset, random: Random): string {
  const [first, ...later] = uses;
  if (first.use === 'ECOLOGICAL_FALLOW') return 'ECOLOGICAL_FALLOW';
  if (kind === 'BUILDING') return 'BUILT';
  if (later.length === 0 && reserveOf(index) === null && random.chance(0.1)) return 'IDLE';
  return kind === 'WATER' ? 'AQUACULTURE' : random.pick(['OTHER_CROP', 'MAIZE', 'WHEAT']);
}

function* ofAsset(district: District, index: number): Generator<SourceRecord> {
  const asset = villageAsset(district, index);
  if (asset.areaMu === null || index % 5 > 1) return;
  const random = randomOf(district.seed, 'observation of asset', index);
  for (let day = district.from + random.int(0, 364), turn = 1; day < district.until; day += 365, turn++)
    yield {
      values: {
        observationNo: `GCZ${String(index + 1).padStart(8, '0')}${turn}`,
        parcelNo: null,
        assetNo: assetNo(index),
        observedDate: isoDate(day),
        method: random.pick(METHODS),
        useState: stateOf(asset, random),
        observedAreaSqm: Math.round(sqmOf(asset.areaMu) * (0.9 + random.real() * 0.12) * 100) / 100,
        contactResult: 'NOT_CONTACTED',
        contactedId: null,
        contactedDate: null,
      },
      at: (day + 4) * DAY + 9 * 3600,
    };
}

/** Observations of farm land and of the villages' assets. */
export const landUseObservation: RecordSource = {
  category: 'land-use-observation',
  *records(district) {
    const seasons = seasonsOf(district);
    const [parcels, assets] = [parcelCount(district), assetCount(district)];
    for (let index = 0; index < parcels; index++) {
      const parcel = parcelOf(district, index);
      for (const season of seasons) yield* ofParcel(district, parcel, season);
    }
    for (let index = 0; index < assets; index++) yield* ofAsset(district, index);
  },
};
