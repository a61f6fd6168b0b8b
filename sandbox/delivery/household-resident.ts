import { compactDate, DAY, monthOf, monthStart } from '../district/calendar.js';
import { DIVISION } from '../district/identifier.js';
import { PRIVATE_USE } from '../district/name.js';
import { draw, mix, randomOf } from '../district/random.js';
import type { District } from '../district/district.js';
import { stamp } from '../district/calendar.js';
import { todayAt, type ViewDelivered } from './delivery.js';
import type { Planter } from './quirk.js';
import { choose } from './spelling.js';

const COLUMNS = ['sfzh', 'xm', 'cym', 'xb', 'csrq', 'hh', 'yhzgx', 'hlx', 'xzqh', 'jwhdm', 'hkdz', 'hjzt', 'ztrq', 'qrrq', 'rhfl', 'csgzrq', 'csgzwh']; // prettier-ignore
const RELOAD_SECONDS = 1200;

/** On the first of the month the department touches every row (RELOAD). */
function lastReload({ today, moment }: District): number {
  const month = monthOf(today);
  const reload = (at: number) => monthStart(at) * DAY + 600;
  return reload(month) + 3600 < moment ? reload(month) : reload(month - 1);
}

function registryName(name: string, key: string, planter: Planter): string {
  const dot = name.indexOf('·');
  if (dot > 0 && planter.plant('MIDDOT', key, 1))
    return name.replace('·', choose(key, ['\u2022', '\u30fb', '\uff0e', '\u002e']));
  const old = [...name].find((character) => PRIVATE_USE[character] !== undefined);
  if (old === undefined) return name;
  planter.note('PUANAME', key);
  return name.replace(old, PRIVATE_USE[old] ?? old);
}

function* rows(district: District, planter: Planter) {
  const { population, places, seed, today } = district;
  const reload = lastReload(district);
  const latest = todayAt(district, 5000);
  for (let person = 0; person < population.size; person++) {
    const id = population.citizenId(person);
    const household = population.householdOf(person);
    const community = places.communityOf('household', household);
    const changed = population.statusDay(person);
    const random = randomOf(seed, 'registration', person);
    const unset = random.chance(0.67) ? '00000000' : null;
    if (changed === 0 && unset !== null) planter.note('DATEZERO', id);
    const corrected = random.chance(0.001);
    const correctedOn = corrected ? today - random.int(400, 3000) : null;
    const birth = population.birthDay(person);
    const name = population.name(person);
    yield {
      values: [
        id,
        registryName(name, id, planter),
        random.chance(0.03) ? name.slice(0, 1) + choose(id, ['小红', '建军', '卫东', '招娣']) : null,
        population.isMale(person) ? '1' : '2',
        compactDate(corrected ? birth - random.int(20, 700) : birth),
        String(100_000_000 + household),
        String(population.relation(person)).padStart(2, '0'),
        draw(mix(seed, household)) < 0.02 ? '2' : '1',
        DIVISION,
        community.code,
        places.addressIn(community, 'household', household),
        String(population.status(person)),
        changed ? compactDate(changed) : unset,
        random.chance(0.25) ? compactDate(Math.min(today - 30, birth + random.int(1, 12_000))) : null,
        random.chance(0.15) ? '1' : '0',
        correctedOn === null ? null : compactDate(correctedOn),
        correctedOn === null ? null : `云公户〔${2026 - random.int(2, 8)}〕${random.int(1, 400)}号`,
      ],
      gxsj: stamp(Math.min(latest, Math.max(reload + (person % RELOAD_SECONDS), changed * DAY + 17 * 3600))),
      scbz: '0' as const,
    };
  }
}

/** Registered residents, from the exchange database of the police. */
export const householdResident: ViewDelivered = {
  category: 'household-resident',
  kind: 'view',
  table: { name: 'ga_hjrk', columns: COLUMNS.map((name) => ({ name, type: 'varchar' })) },
  publishedAt: (district) => todayAt(district, 6600),
  rows,
};
