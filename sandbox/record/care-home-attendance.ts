import { hospitalDays } from '../district/bed-day.js';
import { DAY, isoDate, moment } from '../district/calendar.js';
import type { District } from '../district/district.js';
import type { Home } from '../district/organization.js';
import { draw, mix, textHash } from '../district/random.js';
import type { Residence } from '../district/residence.js';
import type { RecordSource, SourceRecord } from './record.js';

const NIGHT_BATCH = 300;
const CORRECTION_BATCH = 370;
const METHODS = ['FACE', 'NURSE', 'CARD'] as const;
const CORRECTED = 0.01;

function statusOn(hash: number, inHospital: boolean): string {
  if (inHospital) return 'IN_HOSPITAL';
  return draw(mix(hash, 1)) < 0.012 ? 'ON_LEAVE' : 'PRESENT';
}

function* residenceDays(
  district: District,
  residence: Residence,
  home: Home,
  since: number,
): Generator<SourceRecord> {
  const { population, until } = district;
  const id = population.citizenId(residence.person);
  const fixed = {
    homeUscc: home.uscc,
    homeName: home.name,
    citizenId: id,
    name: population.name(residence.person),
    bedNo: residence.bed,
  };
  const inHospital = hospitalDays(district, residence.person);
  const salt = mix(textHash(id), district.seed);
  const last = Math.min(residence.to ?? until, Math.floor(district.moment / DAY));
  // A day can be corrected for a week.
  for (let day = Math.max(residence.from, Math.floor(since / DAY) - 9); day <= last; day++) {
    const hash = mix(salt, day);
    const status = statusOn(hash, inHospital.has(day));
    const values = {
      ...fixed,
      date: isoDate(day),
      status,
      checkMethod: METHODS[(hash >>> 12) % 3] ?? METHODS[0],
      recordedAt: moment(day * DAY + 6 * 3600 + ((hash >>> 8) % 12_000)),
    };
    const at = (day + 1) * DAY + NIGHT_BATCH;
    if (draw(mix(hash, 2)) >= CORRECTED) {
      yield { values, at };
      continue;
    }
    yield { values: { ...values, status: status === 'PRESENT' ? 'ON_LEAVE' : 'PRESENT' }, at };
    const corrected = (day + 2 + ((hash >>> 4) % 7)) * DAY + CORRECTION_BATCH;
    yield { values, at: corrected, shows: ['LATECORR'] };
  }
}

/** Somebody who left was still recorded on the next day; the department took it back. */
function takenBack({ population }: District, residence: Residence, home: Home): SourceRecord[] {
  const left = residence.to;
  if (left === null) return [];
  const citizenId = population.citizenId(residence.person);
  const values = {
    homeUscc: home.uscc,
    homeName: home.name,
    citizenId,
    name: population.name(residence.person),
    bedNo: residence.bed,
    date: isoDate(left + 1),
    status: 'PRESENT',
    checkMethod: 'NURSE',
    recordedAt: moment((left + 1) * DAY + 7 * 3600),
  };
  return [
    { values, at: (left + 2) * DAY + NIGHT_BATCH },
    { values, at: (left + 3) * DAY + CORRECTION_BATCH, deleted: true },
  ];
}

/** Daily attendance in the care homes, handed over at night. */
export const careHomeAttendance: RecordSource = {
  category: 'care-home-attendance',
  *records(district, since = 0) {
    for (const residence of district.residences) {
      const home = district.organizations.homes[residence.home];
      if (!home || (residence.to ?? Infinity) < since / DAY - 12) continue;
      yield* residenceDays(district, residence, home, since);
      yield* takenBack(district, residence, home);
    }
  },
};
