import { DAY, monthStart } from './calendar.js';
import type { District } from './district.js';
import { randomOf } from './random.js';
import { standingOf } from './standing.js';
import { AFTERWARDS, scaled, type Village } from './village.js';

/** One worker on one day. Fen. */
export interface LabourLine {
  readonly person: number;
  readonly day: number;
  readonly half: boolean;
  readonly rate: number;
  readonly amount: number;
}

/** One labour sheet (用工单) of a village. */
export interface LabourSheet {
  readonly sheetNo: string;
  readonly workKind: string;
  readonly cash: boolean;
  readonly paid: number;
  readonly lines: readonly LabourLine[];
  /** Fen. */
  readonly total: number;
}

/** People of a village who can be called to work. */
export interface Worker {
  readonly person: number;
  /** Their days in hospital, both ends included. */
  readonly away: readonly (readonly [from: number, to: number])[];
}

const WORKS = ['环境整治', '道路养护', '绿化管护', '沟渠清淤', '巡河保洁', '果园采摘'] as const;
const LINES_A_SHEET = 8;
/** Never so many days a month that the work would be an employment. */
const DAYS_A_MONTH = 9;
const MOST_WORKERS = 40;

/** Calls up the workers of a village: no cadres and none of their families, nobody who is too old. */
export function workersOf(district: District, { households }: Village): Worker[] {
  const { population, stays, seed, today, from } = district;
  const workers: Worker[] = [];
  for (const household of households) {
    if (standingOf(seed, household) === 'official') continue;
    for (let person = population.headOf(household); person < population.headOf(household + 1); person++) {
      const age = population.age(person, today);
      if (age < 32 || age > 72 || !population.isPresent(person, from)) continue;
      const away = stays
        .of(person)
        .map(({ admitted, discharged }): [number, number] => [
          Math.floor(admitted / DAY),
          discharged === null ? Number.MAX_SAFE_INTEGER : Math.floor(discharged / DAY),
        ]);
      workers.push({ person, away });
      if (workers.length === MOST_WORKERS) return workers;
    }
  }
  return workers;
}

function linesOf(district: District, village: Village, workers: readonly Worker[], month: number) {
  const random = randomOf(district.seed, 'village labour', village.index * 4096 + (month % 4096));
  const wanted = scaled(district, 60_000) / 12;
  const share = Math.round((wanted * (village.index + 1)) / district.villages.list.length) - Math.round((wanted * village.index) / district.villages.list.length); // prettier-ignore
  const first = monthStart(month);
  const lines: LabourLine[] = [];
  for (let turn = 0; turn < workers.length && lines.length < share; turn++) {
    const { person, away } = workers[(turn + month * 7) % workers.length] ?? { person: 0, away: [] };
    const half = random.chance(0.15);
    const rate = random.int(10, 18) * 1000;
    const start = random.int(0, 27);
    const days = random.int(5, DAYS_A_MONTH);
    for (let at = 0; at < days && lines.length < share; at++) {
      const day = first + ((start + at * 3) % 28);
      if (!district.population.isPresent(person, day + AFTERWARDS)) continue;
      if (away.some(([from, to]) => from <= day && day <= to)) continue;
      lines.push({ person, day, half, rate, amount: half ? rate / 2 : rate });
    }
  }
  return { lines, random };
}

/** The labour sheets of a village in a month. */
export function sheetsOf(
  district: District,
  village: Village,
  workers: readonly Worker[],
  month: number,
): LabourSheet[] {
  const { lines, random } = linesOf(district, village, workers, month);
  const sheets: LabourSheet[] = [];
  for (let at = 0; at < lines.length; at += LINES_A_SHEET) {
    const own = lines.slice(at, at + LINES_A_SHEET);
    sheets.push({
      sheetNo: `YG${village.community.code.slice(6)}${Math.floor(month / 12)}${String((month % 12) + 1).padStart(2, '0')}${String(at / LINES_A_SHEET + 1).padStart(3, '0')}`,
      workKind: random.pick(WORKS),
      cash: random.chance(0.08),
      paid: monthStart(month) + 27,
      lines: own,
      total: own.reduce((sum, { amount }) => sum + amount, 0),
    });
  }
  return sheets;
}
