import { compactDate, DAY, moment, partsOf } from '../district/calendar.js';
import type { District } from '../district/district.js';
import type { Owner, Right } from '../district/property.js';
import { constantsOf } from './constant.js';
import type { RecordSource, SourceRecord, Value } from './record.js';

const usageOf = constantsOf('property-unit', 'usage');
const kindOf = constantsOf('property-unit', 'registrationKind');
const acquisitionOf = constantsOf('property-unit', 'acquisition');
const coOwnershipOf = constantsOf('property-unit', 'coOwnership');
const RIGHTS_A_UNIT = 1.28;

function ownerOf({ population }: District, owner: Owner): Value {
  const shareRatio = owner.share;
  return owner.kind === '2'
    ? { ownerKind: 'ENTERPRISE', ownerId: owner.uscc, ownerName: owner.name, shareRatio }
    : {
        ownerKind: 'PERSON',
        ownerId: population.citizenId(owner.person),
        ownerName: population.name(owner.person),
        shareRatio,
      };
}

function versions(district: District, right: Right, number: number): SourceRecord[] {
  const day = Math.floor(right.registered / DAY);
  const entered = 60 + (number % 1800);
  const values = {
    registrationNo: `BDC${compactDate(day)}${String(number).padStart(6, '0')}`,
    unitNo: right.unitNo,
    certificateNo: `云汀〔${partsOf(day).year}〕不动产权第${String(number).padStart(7, '0')}号`,
    address: right.address,
    usage: usageOf(right.usage),
    areaSqm: right.area,
    registrationKind: kindOf(right.kind),
    acquisition: acquisitionOf(right.acquisition),
    registeredAt: moment(right.registered),
    rightStatus: 'CURRENT',
    endedAt: null,
    coOwnership: coOwnershipOf(right.coOwnership),
    owners: right.owners.map((owner) => ownerOf(district, owner)),
  };
  // The unit of the care home that leads into every department stays whole.
  const spared = number === 1 ? { protected: true as const } : {};
  const first = { values, at: right.registered + entered, ...spared };
  if (right.ended === null) return [first];
  const ended = { ...values, rightStatus: 'HISTORICAL', endedAt: moment(right.ended) };
  return [first, { values: ended, at: right.ended + entered }];
}

/** Registrations that were taken back. */
function* mistakes(district: District): Generator<SourceRecord> {
  const { residents, from, until, properties } = district;
  const [right] = properties.rightsOn(1);
  const every = Math.min(100, Math.max(1, Math.round(7_000_000 / residents)));
  for (let day = from, index = 0; right && day < until; day += every, index++) {
    const unitNo = `190102001001GB99999F${String(index).padStart(8, '0')}`;
    const [first] = versions(district, { ...right, unitNo, registered: day * DAY + 36_000 }, 900_000 + index);
    if (!first) continue;
    yield first;
    yield { ...first, at: first.at + DAY, deleted: true };
  }
}

/** Real estate: every right that was registered; its end is a new version. */
export const propertyUnit: RecordSource = {
  category: 'property-unit',
  *records(district, since = 0) {
    const units = Math.round((district.residents * 0.6) / RIGHTS_A_UNIT);
    for (let unit = 0; unit < units; unit++)
      for (const [at, right] of district.properties.rightsOn(unit).entries())
        if ((right.ended ?? right.registered) + DAY > since)
          yield* versions(district, right, unit * 2 + at + 1);
    yield* mistakes(district);
  },
};
