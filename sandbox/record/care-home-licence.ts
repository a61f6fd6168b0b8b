import { DAY, isoDate } from '../district/calendar.js';
import type { District } from '../district/district.js';
import type { Home } from '../district/organization.js';
import { randomOf } from '../district/random.js';
import { BED_HOLD_DAYS } from '../district/bed-hold.js';
import { constantsOf } from './constant.js';
import type { RecordSource, SourceRecord } from './record.js';

const townshipOf = constantsOf('care-home-licence', 'townshipCode');
/** One home in ten was enlarged before the history began. */
const ENLARGED = 10;

function* licences(district: District, home: Home, index: number): Generator<SourceRecord> {
  const { seed, from, population } = district;
  const random = randomOf(seed, 'licence', index);
  const validFrom = from - random.int(400, 2500);
  const values = {
    uscc: home.uscc,
    name: home.name,
    recordNo: `云民养备${String(1000 + index)}号`,
    ownership: home.uscc.startsWith('91')
      ? 'PRIVATE'
      : random.pick(['PUBLIC', 'PUBLIC_BUILT_PRIVATE_RUN', 'PRIVATE']),
    licensedBeds: home.beds,
    validFrom: isoDate(validFrom),
    validTo: null,
    bedHoldMaxDays: BED_HOLD_DAYS,
    wingInstitutionCode: home.wing?.code ?? null,
    legalRepId: population.citizenId(
      home.firm === null
        ? population.headOf(random.int(0, population.households - 1))
        : district.organizations.firm(home.firm).legalRep,
    ),
    address: home.address,
    townshipCode: townshipOf(home.community.township.code),
  };
  if (index % ENLARGED === 0) {
    const began = validFrom - random.int(500, 2000);
    const smaller = {
      ...values,
      licensedBeds: Math.ceil(home.beds * 0.7),
      validFrom: isoDate(began),
      validTo: isoDate(validFrom - 1),
    };
    yield { values: smaller, at: began * DAY + 10 * 3600, protected: true };
  }
  yield { values, at: validFrom * DAY + 10 * 3600, protected: true };
}

/** Licences of the care homes: beds, days of bed-hold, and the medical wing. */
export const careHomeLicence: RecordSource = {
  category: 'care-home-licence',
  *records(district) {
    for (const [index, home] of district.organizations.homes.entries())
      yield* licences(district, home, index);
  },
};
