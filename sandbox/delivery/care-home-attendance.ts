import { DAY, isoDate, stamp, utcStamp } from '../district/calendar.js';
import type { District } from '../district/district.js';
import type { Home } from '../district/organization.js';
import { draw, mix, textHash } from '../district/random.js';
import type { Residence } from '../district/residence.js';
import type { ServiceDelivered } from './delivery.js';
import type { Planter } from './quirk.js';
import { hospitalDays } from './bed-day.js';

const NIGHT_BATCH = 300;
const CORRECTION_BATCH = 370;

/** The last day that the nightly batch has published. */
function lastDay({ today, moment }: District): number {
  return moment >= today * DAY + 600 ? today - 1 : today - 2;
}

function statusOn(hash: number, inHospital: boolean): string {
  if (inHospital) return 'HOSP';
  return draw(mix(hash, 1)) < 0.012 ? 'LEAVE' : 'IN';
}

function* residenceRows(
  district: District,
  planter: Planter,
  residence: Residence,
  home: Home,
  last: number,
) {
  const { population } = district;
  const id = population.citizenId(residence.person);
  const name = population.name(residence.person);
  const rare = population.nameKind(residence.person) === 'rare';
  const inHospital = hospitalDays(district, residence.person);
  const salt = mix(textHash(id), district.seed);
  for (let day = residence.from; day <= Math.min(residence.to ?? last, last); day++) {
    const date = isoDate(day);
    const key = `${home.uscc}|${id}|${date}`;
    const hash = mix(salt, day);
    const recorded = day * DAY + 6 * 3600 + ((hash >>> 8) % 12_000);
    const late = 1 + ((hash >>> 4) % 7);
    const corrected = day + 1 + late <= last && planter.plant('LATECORR', key, 0.01);
    const updated = corrected ? (day + 1 + late) * DAY + CORRECTION_BATCH : (day + 1) * DAY + NIGHT_BATCH;
    if (rare) planter.note('RARENAME', key);
    const status = statusOn(hash, inHospital.has(day));
    const body = {
      homeUscc: home.uscc,
      homeName: home.name,
      idNo: id,
      residentName: name,
      bedNo: residence.bed,
      attDate: date,
      attStatus: status,
      checkMethod: String(1 + ((hash >>> 12) % 3)),
      recordedAt: planter.plant('UTC', key, 0.1) ? utcStamp(recorded) : stamp(recorded),
    };
    const row = { key, stamp: stamp(updated), deleted: false, body };
    if (planter.plant('DUPKEY', key, 0.005)) {
      yield { ...row, body: { ...body, attStatus: status === 'IN' ? 'LEAVE' : 'IN' } };
      yield { ...row, key: `${key}#2` };
    } else yield row;
  }
}

/** Somebody who left was still recorded on the next day; the department took it back. */
function tombstone(district: District, residence: Residence, home: Home, last: number) {
  const left = residence.to;
  if (left === null || left + 3 > last || left < last - 170) return undefined;
  const date = isoDate(left + 1);
  const idNo = district.population.citizenId(residence.person);
  return {
    key: `${home.uscc}|${idNo}|${date}`,
    stamp: stamp((left + 3) * DAY + CORRECTION_BATCH),
    deleted: true,
    body: { homeUscc: home.uscc, idNo, attDate: date },
  };
}

/** Daily attendance in the care homes, from the API of civil affairs. */
export const careHomeAttendance: ServiceDelivered = {
  category: 'care-home-attendance',
  kind: 'service',
  *rows(district, planter) {
    const last = lastDay(district);
    for (const residence of district.residences) {
      const home = district.organizations.homes[residence.home];
      if (!home) continue;
      yield* residenceRows(district, planter, residence, home, last);
      const taken = tombstone(district, residence, home, last);
      if (taken) yield taken;
    }
  },
};
