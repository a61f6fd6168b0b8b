import { DAY, isoDate } from '../district/calendar.js';
import type { District } from '../district/district.js';
import { parcelCount, parcelOf, type Holder, type Parcel } from '../district/parcel.js';
import type { RecordSource, SourceRecord, Values } from './record.js';

const holderOf = ({ population }: District, holder: Holder): Values =>
  holder.kind === 'PERSON'
    ? { holderKind: 'PERSON', holderId: population.citizenId(holder.person), holderName: population.name(holder.person) } // prettier-ignore
    : { holderKind: 'ENTERPRISE', holderId: holder.uscc, holderName: holder.name };

function landOf(parcel: Parcel): Values {
  return {
    parcelNo: parcel.parcelNo,
    communityCode: parcel.community.code,
    contractAreaMu: parcel.areaMu,
    measuredAreaSqm: parcel.measuredSqm,
    areaUnit: 'SQM',
    landUse: parcel.use,
    soilGrade: parcel.soilGrade,
    contractorCode: null,
    leaseNo: null,
    certificateNo: null,
  };
}

function* rightsOn(district: District, parcel: Parcel): Generator<SourceRecord> {
  const { lease, reserve, since, index, community } = parcel;
  const land = landOf(parcel);
  yield {
    values: {
      ...land,
      ...holderOf(district, parcel.holder),
      rightKind: reserve ? 'RESERVE' : 'CONTRACT',
      contractorCode: reserve
        ? null
        : community.code.slice(0, 12) + String(index % 1_000_000).padStart(6, '0'),
      validFrom: isoDate(since),
      validTo: reserve ? null : isoDate(since + 10_957),
      certificateNo: reserve
        ? null
        : `云农地承包权〔${isoDate(since).slice(0, 4)}〕第${String(index + 1).padStart(7, '0')}号`,
    },
    at: (since + 5) * DAY + 10 * 3600,
    // Where two people claim, each of them relies on a right.
    ...(parcel.farming === 'SHARED' && { protected: true }),
  };
  if (!lease) return;
  const values = {
    ...land,
    ...holderOf(district, lease.holder),
    rightKind: lease.kind,
    leaseNo: lease.leaseNo,
    validFrom: isoDate(lease.from),
    validTo: isoDate(lease.to),
  };
  // It tells why two people claim, and why the holder does not.
  yield { values, at: (lease.from + 3) * DAY + 10 * 3600, protected: true };
}

/** Rights on farm land: contracts, leases and swaps, reserve land of the villages. */
export const parcelRight: RecordSource = {
  category: 'parcel-right',
  *records(district) {
    const count = parcelCount(district);
    for (let index = 0; index < count; index++) yield* rightsOn(district, parcelOf(district, index));
  },
};
