import { compactDate, DAY, isoDate, moment } from '../district/calendar.js';
import type { District } from '../district/district.js';
import { mix, randomOf } from '../district/random.js';
import type { Stay } from '../district/stay.js';
import { constantsOf } from './constant.js';
import type { RecordSource, SourceRecord, Values } from './record.js';

const kindOf = constantsOf('inpatient-stay', 'institutionKind');
const townshipOf = constantsOf('inpatient-stay', 'institutionTownship');
const DISCHARGES = ['NORMAL', 'NORMAL', 'NORMAL', 'NORMAL', 'NORMAL', 'NORMAL', 'TRANSFER', 'AGAINST_ADVICE'] as const; // prettier-ignore
const yuan = (fen: number): string => (fen / 100).toFixed(2);

function admission({ population }: District, person: number, stay: Stay): Values {
  const { institution, admitted } = stay;
  const day = compactDate(Math.floor(admitted / DAY));
  return {
    visitNo: `ZY${day}${String(person).padStart(7, '0')}`,
    citizenId: population.citizenId(person),
    name: population.name(person),
    institutionCode: institution.code,
    institutionName: institution.name,
    institutionUscc: institution.uscc,
    institutionKind: kindOf(institution.kind),
    institutionTownship: institution.township && townshipOf(institution.township),
    admittedAt: moment(admitted),
    diagnosisCode: stay.diagnosis,
    oneStop: false,
    cancelled: stay.cancelled,
  };
}

function discharge({ death, fees }: Stay, discharged: number): Values {
  return {
    dischargedAt: moment(discharged),
    dischargeKind: death ? 'DEATH' : (DISCHARGES[fees.total % 8] ?? 'NORMAL'),
    settledDate: isoDate(Math.floor(discharged / DAY)),
    totalFee: yuan(fees.total),
    fundPaid: yuan(fees.fund),
    selfPaid: yuan(fees.self),
    aidPaid: yuan(fees.aid),
    oneStop: fees.aid > 0,
  };
}

function versions(district: District, person: number, stay: Stay): SourceRecord[] {
  const late = 600 + ((mix(person, stay.admitted) >>> 0) % 2400);
  const admitted = admission(district, person, stay);
  const first = { values: admitted, at: stay.admitted + late };
  if (stay.discharged === null) return [first];
  const left = { values: { ...admitted, ...discharge(stay, stay.discharged) }, at: stay.discharged + late };
  return [first, left];
}

/** Stays that were entered by mistake and taken back in the evening: only their numbers are left, for 90 days. */
function* mistakes(district: District): Generator<SourceRecord> {
  const { seed, residents, from, until, population, stays } = district;
  const yearly = Math.max(12, residents / 4000);
  for (let index = 0; index < (yearly * (until - from)) / 365; index++) {
    const random = randomOf(seed, 'mistaken stay', index);
    const person = random.int(0, population.size - 1);
    const [stay] = stays.of(person);
    if (!stay) continue;
    const day = random.int(from, until - 3);
    const admitted = admission(district, person, { ...stay, admitted: day * DAY + 40_000 });
    const values = { ...admitted, visitNo: `ZY${compactDate(day)}9${String(index).padStart(6, '0')}` };
    yield { values, at: day * DAY + 42_000 };
    yield { values, at: day * DAY + 70_000, deleted: true };
  }
}

/** Hospital stays: one version at admission, another at discharge. */
export const inpatientStay: RecordSource = {
  category: 'inpatient-stay',
  *records(district, since = 0) {
    for (let person = 0; person < district.population.size; person++)
      for (const stay of district.stays.of(person))
        if ((stay.discharged ?? district.moment) > since - DAY) yield* versions(district, person, stay);
    yield* mistakes(district);
  },
};
