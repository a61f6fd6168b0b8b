import { monthOf } from './calendar.js';
import type { District } from './district.js';
import { uscc } from './identifier.js';
import { draw, mix, randomOf, textHash } from './random.js';
import { standingOf } from './standing.js';

/** Stages of school: age at which they begin, and how the student number begins. */
export const STAGES = [
  { stage: 'PRESCHOOL', from: 4, letter: 'G', title: '幼儿园' },
  { stage: 'PRIMARY', from: 6, letter: 'G', title: '小学' },
  { stage: 'JUNIOR', from: 12, letter: 'G', title: '初级中学' },
  { stage: 'SENIOR', from: 15, letter: 'G', title: '高级中学' },
] as const;

/** Ages of pupils whom the registers of student aid cover. */
const [FIRST_AGE, LAST_AGE] = [4, 17];
const COVERED = 0.485;
const SALT = textHash('pupil');

/** A school term: its number (two a year, the autumn term of year y is 2y) and its name `2025-2026-1`. */
export interface Term {
  readonly name: string;
  /** First and last month. */
  readonly from: number;
  readonly to: number;
}

/** Somebody at school, in one term. */
export interface Pupil {
  readonly school: { readonly name: string; readonly uscc: string };
  readonly stage: (typeof STAGES)[number]['stage'] | 'VOCATIONAL';
  readonly studentNo: string;
  readonly year: number;
  readonly aid: 'NONE' | 'GRANT' | 'FEE_WAIVER' | 'BOARDING' | 'MEAL';
  readonly amount: number | null;
  readonly poor: boolean;
}

/** The terms of the time that the district covers, oldest first. */
export function termsOf({ today, until }: Pick<District, 'today' | 'until'>): Term[] {
  const terms: Term[] = [];
  for (let year = Math.floor(monthOf(today) / 12) - 2; year <= Math.floor(monthOf(until) / 12); year++) {
    terms.push({ name: `${year - 1}-${year}-2`, from: year * 12 + 1, to: year * 12 + 6 });
    terms.push({ name: `${year}-${year + 1}-1`, from: year * 12 + 8, to: year * 12 + 12 });
  }
  return terms;
}

const AMOUNTS = { GRANT: 1000, FEE_WAIVER: 850, BOARDING: 625, MEAL: 500 } as const;

function aidOf(chance: number, poor: boolean, age: number): Pupil['aid'] {
  if (poor) return chance < 0.6 ? (age < 15 ? 'BOARDING' : 'GRANT') : 'FEE_WAIVER';
  if (chance < 0.06) return 'MEAL';
  return chance < 0.08 ? 'FEE_WAIVER' : 'NONE';
}

/** What somebody is at school in a term; null for everybody who is not at one of the district's. */
export function pupilIn(district: District, person: number, term: Term): Pupil | null {
  const { seed, population, places } = district;
  const september = Math.floor((term.from - 1) / 12) * 12 + 8;
  const age = Math.floor((september - monthOf(population.birthDay(person))) / 12);
  if (age < FIRST_AGE || age > LAST_AGE || draw(mix(mix(SALT, seed), person)) >= COVERED) return null;
  const left = population.statusDay(person);
  if (left !== 0 && monthOf(left) <= term.to) return null;
  const household = population.householdOf(person);
  const random = randomOf(seed, 'pupil', person);
  const poor = standingOf(seed, household) === 'poor';
  const at = STAGES.findLast(({ from }) => from <= age) ?? STAGES[0];
  const vocational = at.stage === 'SENIOR' && random.chance(0.4);
  const { township } = places.communityOf('household', household);
  const number = 1 + random.int(0, 2);
  const town = township.name.replace(/街道|镇/, '');
  const aid = aidOf(random.real(), poor, age);
  const title = vocational ? '中等职业学校' : at.title;
  return {
    school: {
      name: `云汀区${town}第${'一二三'.charAt(number - 1)}${title}`,
      uscc: uscc('12', `MC${township.code.slice(6)}${STAGES.indexOf(at) + (vocational ? 5 : 1)}${number}0`),
    },
    stage: vocational ? 'VOCATIONAL' : at.stage,
    studentNo: at.letter + population.citizenId(person),
    year: age - at.from + 1,
    aid,
    amount: aid === 'NONE' ? null : AMOUNTS[aid],
    poor,
  };
}
