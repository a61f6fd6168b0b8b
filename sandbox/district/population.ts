import { drawHousehold, RELATION } from './household.js';
import { citizenId } from './identifier.js';
import { personName, surnameOf, type NameKind } from './name.js';
import { HORIZON } from './calendar.js';
import { draw, mix, randomOf, textHash, type Random } from './random.js';

/** Registration status: values of the catalogue's list. */
export const REGISTERED = { normal: 0, deceased: 1, movedOut: 2, enlisted: 3, abroad: 4, other: 9 } as const;

/** All registered persons, numbered from 0; the members of a household stand together, its head first. */
export interface Population {
  readonly size: number;
  readonly households: number;
  /** Number of the household's first member; that of `households` is `size`. */
  headOf(household: number): number;
  householdOf(person: number): number;
  /** Nine digits. */
  householdNo(household: number): string;
  birthDay(person: number): number;
  isMale(person: number): boolean;
  relation(person: number): number;
  status(person: number): number;
  /** The status on a day: that before or after its one change. */
  statusOn(person: number, day: number): number;
  /** Day of the change of the status, 0 when it never changes. */
  statusDay(person: number): number;
  /** Registered, alive and here on a day. */
  isPresent(person: number, day: number): boolean;
  age(person: number, day: number): number;
  citizenId(person: number): string;
  name(person: number): string;
  nameKind(person: number): NameKind;
  /** Gives one person a name of a kind, so that a small district shows it too. */
  rename(person: number, kind: NameKind): void;
}

interface Ledger {
  readonly birth: Int32Array;
  readonly sequence: Uint16Array;
  readonly relation: Uint8Array;
  readonly status: Uint8Array;
  readonly changed: Int32Array;
  readonly household: Uint32Array;
}

// Of the 499 numbers that a birth day has for each sex the last ones are left to whoever is not of the background.
const SEQUENCES = 400;

/** Hands out sequence numbers of citizen ids: each birth day has its own, odd ones for men. */
function sequences(seed: number): (birthDay: number, male: boolean) => number {
  const taken = new Map<number, number>();
  return (birthDay, male) => {
    const slot = birthDay * 2 + (male ? 1 : 0);
    const count = taken.get(slot) ?? 0;
    if (count >= SEQUENCES) throw new Error('more births on one day than citizen ids have numbers');
    taken.set(slot, count + 1);
    const place = ((mix(seed, slot) >>> 0) + count) % SEQUENCES;
    return place * 2 + (male ? 1 : 2);
  };
}

function drawStatus(random: Random, age: number, head: boolean): number {
  const risk = age < 50 ? 0.004 : age < 65 ? 0.025 : age < 75 ? 0.09 : age < 85 ? 0.24 : 0.5;
  if (random.chance(head ? risk / 2 : risk * 1.3)) return REGISTERED.deceased;
  const chance = random.real();
  if (head && chance < 0.02) return REGISTERED.movedOut;
  if (head) return REGISTERED.normal;
  if (chance < 0.066) return REGISTERED.movedOut;
  if (age >= 18 && age <= 24 && chance < 0.09) return REGISTERED.enlisted;
  if (age >= 20 && chance < 0.073) return REGISTERED.abroad;
  return chance > 0.995 ? REGISTERED.other : REGISTERED.normal;
}

/** What becomes of somebody who is well and here on the base day: days after it, and the new status; null mostly. */
function drawFuture(random: Random, age: number): { status: number; days: number } | null {
  const risk = age < 50 ? 0.0008 : age < 65 ? 0.005 : age < 75 ? 0.018 : age < 85 ? 0.05 : 0.11;
  const chance = random.real();
  const days = random.int(0, HORIZON - 1);
  if (chance < risk) return { status: REGISTERED.deceased, days };
  return chance < risk + 0.008 ? { status: REGISTERED.movedOut, days } : null;
}

/** A child that a household gets after the base day. */
const BIRTHS_A_HOUSEHOLD = 0.022;

function emptyLedger(size: number): Ledger {
  return {
    birth: new Int32Array(size),
    sequence: new Uint16Array(size),
    relation: new Uint8Array(size),
    status: new Uint8Array(size),
    changed: new Int32Array(size),
    household: new Uint32Array(size),
  };
}

/** Fills the ledger household by household; returns the number of each household's first member. */
function fill(ledger: Ledger, seed: number, today: number): Uint32Array {
  const size = ledger.birth.length;
  const heads = new Uint32Array(size + 1);
  const sequence = sequences(seed);
  let person = 0;
  let household = 0;
  while (person < size) {
    const random = randomOf(seed, 'household', household);
    heads[household] = person;
    const enter = (birth: number, male: boolean, relation: number): void => {
      ledger.birth[person] = birth;
      ledger.sequence[person] = sequence(birth, male);
      ledger.relation[person] = relation;
      ledger.household[person++] = household;
    };
    for (const member of drawHousehold(random)) {
      if (person === size) break;
      const birth = Math.trunc(today - member.age * 365.25) - random.int(1, 364);
      const status = drawStatus(random, member.age, member.relation === RELATION.self);
      const years = status === REGISTERED.deceased ? 5 : 10;
      const future = status ? null : drawFuture(random, member.age);
      if (status) ledger.changed[person] = Math.max(birth + 1, today - random.int(1, years * 365));
      if (future) ledger.changed[person] = today + future.days;
      ledger.status[person] = future?.status ?? status;
      enter(birth, member.male, member.relation);
    }
    if (person < size && random.chance(BIRTHS_A_HOUSEHOLD)) {
      const male = random.chance(0.52);
      enter(today + random.int(0, HORIZON - 1), male, male ? RELATION.son : RELATION.daughter);
    }
    household++;
  }
  heads[household] = size;
  return heads.slice(0, household + 1);
}

/** People of the district: every registered person, also those who died or moved away. */
export function createPopulation(seed: number, residents: number, today: number): Population {
  const size = Math.round(residents * 1.1);
  const ledger = emptyLedger(size);
  const heads = fill(ledger, seed, today);
  const renamed = new Map<number, NameKind>();
  const kindSalt = mix(textHash('kind of name'), seed);

  const isMale = (person: number) => (ledger.sequence[person] ?? 0) % 2 === 1;
  const relation = (person: number) => ledger.relation[person] ?? RELATION.self;
  const birthDay = (person: number) => ledger.birth[person] ?? 0;
  const householdOf = (person: number) => ledger.household[person] ?? 0;
  const status = (person: number) => ledger.status[person] ?? REGISTERED.normal;
  const statusDay = (person: number) => ledger.changed[person] ?? 0;
  const age = (person: number, day: number) => Math.floor((day - birthDay(person)) / 365.25);

  function nameKind(person: number): NameKind {
    const given = renamed.get(person);
    if (given) return given;
    const chance = draw(mix(kindSalt, person));
    if (chance < 0.001) return 'rare';
    if (chance < 0.005) return 'dotted';
    // Only children: the editions of GB 18030 differ in these characters, and children stand in no GB file.
    return chance < 0.009 && age(person, today) < 15 ? 'pua' : 'plain';
  }

  /** Children have the family's name; those who married in have their own. */
  function familyName(person: number): string {
    const own = [RELATION.spouse, RELATION.childInLaw, RELATION.inLaw].some((at) => at === relation(person));
    return own ? surnameOf(seed, 'own surname', person) : surnameOf(seed, 'surname', householdOf(person));
  }

  return {
    size,
    households: heads.length - 1,
    headOf: (household) => heads[household] ?? size,
    householdOf,
    householdNo: (household) => String(1_000_000 + household).padStart(9, '0'),
    birthDay,
    isMale,
    relation,
    status,
    statusOn: (person, day) => (statusDay(person) > day ? REGISTERED.normal : status(person)),
    statusDay,
    isPresent: (person, day) =>
      birthDay(person) <= day && (status(person) === REGISTERED.normal || statusDay(person) > day),
    age,
    citizenId: (person) => citizenId(birthDay(person), ledger.sequence[person] ?? 0),
    name: (person) =>
      personName(randomOf(seed, 'given name', person), familyName(person), isMale(person), nameKind(person)),
    nameKind,
    rename: (person, kind) => void renamed.set(person, kind),
  };
}

/** Persons that satisfy a condition, in order. */
export function select(population: Population, wanted: (person: number) => boolean): Uint32Array {
  const found = new Uint32Array(population.size);
  let count = 0;
  for (let person = 0; person < population.size; person++) if (wanted(person)) found[count++] = person;
  return found.slice(0, count);
}
