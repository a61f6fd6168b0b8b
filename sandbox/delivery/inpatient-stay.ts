import { compactDate, compactStamp, DAY, stamp } from '../district/calendar.js';
import type { District } from '../district/district.js';
import { mix, randomOf } from '../district/random.js';
import type { Stay } from '../district/stay.js';
import type { ColumnType, ExchangeRow } from '../systems/exchange-database.js';
import { todayAt, type ViewDelivered } from './delivery.js';
import type { Planter } from './quirk.js';
import { idWithFaults } from './spelling.js';

const FEN = new Set(['zfy', 'tczf', 'grzf', 'yljz']);
const COLUMNS = ['jzlsh', 'sfzh', 'xm', 'yljgdm', 'yljgmc', 'yljgxydm', 'jglb', 'jgjzdm', 'rysj', 'cysj', 'cyfs', 'zyzd', 'jsrq', 'zfy', 'tczf', 'grzf', 'yljz', 'yzsjs', 'cxbz']; // prettier-ignore
const columnType = (name: string): ColumnType => (FEN.has(name) ? 'fen' : 'varchar');

function discharge(stay: Stay): (string | number | null)[] {
  const { discharged, fees } = stay;
  if (discharged === null) return ['00000000000000', null, stay.diagnosis, null, null, null, null, null];
  return [
    compactStamp(discharged),
    stay.death ? '5' : (['1', '1', '1', '1', '1', '1', '2', '3'][fees.total % 8] ?? '1'),
    stay.diagnosis,
    compactDate(Math.floor(discharged / DAY)),
    fees.total,
    fees.fund,
    fees.self,
    fees.aid,
  ];
}

function rowOf(
  district: District,
  planter: Planter,
  person: number,
  stay: Stay,
  visitNo: string,
): ExchangeRow {
  const { population } = district;
  const { institution, discharged } = stay;
  if (discharged === null) planter.note('DATEZERO', visitNo);
  const changed = (discharged ?? stay.admitted) + 600 + ((mix(person, stay.admitted) >>> 0) % 2400);
  return {
    values: [
      visitNo,
      idWithFaults(planter, population.citizenId(person), visitNo, { check: 0.001, x: 0.02 }),
      population.name(person),
      institution.code,
      institution.name,
      institution.uscc,
      institution.kind,
      institution.township,
      compactStamp(stay.admitted),
      ...discharge(stay),
      stay.fees.aid > 0 && discharged !== null ? '1' : '0',
      stay.cancelled ? '1' : '0',
    ],
    gxsj: stamp(changed),
    scbz: '0',
  };
}

/** Stays that were entered by mistake: only their numbers are left, for 90 days. */
function* deletions({ seed, residents, today }: District): Generator<ExchangeRow> {
  const random = randomOf(seed, 'deleted stays');
  const blanks = COLUMNS.slice(1).map((name) => (FEN.has(name) ? null : ''));
  for (let index = 0; index < Math.max(2, residents / 20_000); index++) {
    const day = today - random.int(3, 80);
    yield {
      values: [`ZY${compactDate(day)}${99_000 + index}`, ...blanks],
      gxsj: stamp((day + 1) * DAY + random.int(0, 40_000)),
      scbz: '1',
    };
  }
}

/** Hospital stays, from the exchange database of the medical insurance. */
export const inpatientStay: ViewDelivered = {
  category: 'inpatient-stay',
  kind: 'view',
  table: { name: 'yb_zyjs', columns: COLUMNS.map((name) => ({ name, type: columnType(name) })) },
  publishedAt: (district) => todayAt(district, 2700),
  *rows(district, planter) {
    const admitted = new Map<number, number>();
    for (let person = 0; person < district.population.size; person++)
      for (const stay of district.stays.of(person)) {
        const day = Math.floor(stay.admitted / DAY);
        const number = (admitted.get(day) ?? 0) + 1;
        admitted.set(day, number);
        const visitNo = `ZY${compactDate(day)}${String(number).padStart(5, '0')}`;
        yield rowOf(district, planter, person, stay, visitNo);
      }
    yield* deletions(district);
  },
};
