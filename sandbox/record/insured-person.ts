import { DAY, isoDate, partsOf } from '../district/calendar.js';
import type { District } from '../district/district.js';
import { createIncomes, type Incomes } from '../district/income.js';
import { DIVISION } from '../district/identifier.js';
import { randomOf } from '../district/random.js';
import { standingOf } from '../district/standing.js';
import type { RecordSource, SourceRecord, Values } from './record.js';

const INSURED = 0.925;
const ELSEWHERE = ['190103', '190101', '190105'] as const;
const EVENING = 18 * 3600;

const newYear = (day: number): number => Math.floor(Date.UTC(partsOf(day).year, 0, 1) / 86_400_000);

function* versions(district: District, incomes: Incomes, person: number): Generator<SourceRecord> {
  const { seed, population, organizations, from, today } = district;
  const random = randomOf(seed, 'health insurance', person);
  if (!random.chance(INSURED)) return;
  const income = incomes.of(person);
  const employee = income?.kind === 'EMPLOYED' || income?.kind === 'PENSION' || income?.kind === 'FLEXIBLE';
  const poor = standingOf(seed, population.householdOf(person)) === 'poor';
  const born = population.birthDay(person);
  const since = Math.max(born + 20, newYear(today - random.int(200, 5000)));
  const values: Values = {
    citizenId: population.citizenId(person),
    name: population.name(person),
    scheme: employee ? 'EMPLOYEE' : 'RESIDENT',
    subsidisedKind: poor && !employee ? random.pick(['DIBAO', 'DIBAO_MARGIN', 'DESTITUTE', 'NONE']) : 'NONE',
    status: 'ACTIVE',
    validFrom: isoDate(since),
    validTo: null,
    employerUscc: income?.kind === 'EMPLOYED' ? organizations.firm(income.firm).uscc : null,
    poolCode: random.chance(0.03) ? random.pick(ELSEWHERE) : DIVISION,
  };
  // Whoever took up work was a resident's insured before.
  if (employee && random.chance(0.05) && since - 900 > born) {
    const before = {
      ...values,
      scheme: 'RESIDENT',
      status: 'ENDED',
      employerUscc: null,
      validFrom: isoDate(since - 800),
      validTo: isoDate(since - 1),
    };
    yield { values: before, at: Math.max(since, from - 900) * DAY + EVENING };
  }
  const began = Math.max(since, from - 900) * DAY + EVENING;
  yield { values, at: began };
  const left = population.statusDay(person);
  if (left !== 0)
    yield {
      values: { ...values, status: 'ENDED', validTo: isoDate(Math.max(left, since)) },
      at: Math.max((left + 4) * DAY + EVENING, began),
    };
  else if (random.chance(0.01))
    yield {
      values: { ...values, status: 'SUSPENDED' },
      at: Math.max(random.int(from, today + 300), since) * DAY + EVENING + 60,
    };
}

/** Who is insured for illness, and where. */
export const insuredPerson: RecordSource = {
  category: 'insured-person',
  *records(district) {
    const incomes = createIncomes(district);
    for (let person = 0; person < district.population.size; person++) {
      const left = district.population.statusDay(person);
      if (left === 0 || left >= district.from) yield* versions(district, incomes, person);
    }
  },
};
