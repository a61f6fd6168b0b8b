import { DAY, isoDate } from '../district/calendar.js';
import type { District } from '../district/district.js';
import { relationToApplicant, type Rental } from '../district/welfare.js';
import { relationConstant } from './constant.js';
import type { RecordSource, SourceRecord } from './record.js';

/** How long a family may stay after the end of its contract. */
const GRACE = 90;

function* versions(district: District, rental: Rental): Generator<SourceRecord> {
  const { population, places } = district;
  const [applicant] = rental.members;
  const community = places.communityOf('rental', Math.floor(rental.number / 100));
  const shared = {
    familyNo: `BZ${String(rental.number).padStart(7, '0')}`,
    contractNo: `GZF${String(rental.number).padStart(7, '0')}`,
    supportKind: rental.kind === '1' ? 'RENTAL' : 'SUBSIDY',
    applicantId: population.citizenId(applicant),
    familySize: rental.members.length,
    address: rental.kind === '1' ? places.addressIn(community, 'rental', rental.number) : null,
    rentedAreaSqm: rental.area,
    validFrom: isoDate(rental.from),
    validTo: isoDate(rental.to),
    monthlyAmount: rental.amount,
    vacateBy: null,
    status: 'ACTIVE',
  };
  // The families of the first contracts live in the show-piece of the district: their rows stay whole.
  const spared = rental.number <= 3 ? { protected: true as const } : {};
  for (const person of rental.members) {
    const values = {
      ...shared,
      citizenId: population.citizenId(person),
      name: population.name(person),
      relationToApplicant: relationConstant(relationToApplicant(population, applicant, person)),
    };
    yield { values, at: rental.from * DAY + 36_000, ...spared };
    const leaving = { ...values, status: 'VACATING', vacateBy: isoDate(rental.to + GRACE) };
    yield { values: leaving, at: (rental.to + 1) * DAY + 36_000, ...spared };
    const left = { ...leaving, status: 'ENDED' };
    yield { values: left, at: (rental.to + 1 + GRACE) * DAY + 36_000, ...spared };
  }
}

/** Families in public housing or with a rent subsidy. */
export const publicRental: RecordSource = {
  category: 'public-rental',
  *records(district) {
    for (const rental of district.welfare.rentals()) yield* versions(district, rental);
  },
};
