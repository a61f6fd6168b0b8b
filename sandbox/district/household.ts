import { weighted, type Random } from './random.js';

/** Relation to the head of the household: values of the catalogue's list `relation`. */
export const RELATION = {
  self: 1,
  spouse: 10,
  son: 20,
  daughter: 30,
  grandchild: 40,
  parent: 50,
  inLaw: 80,
  childInLaw: 81,
} as const;

/** One member of a household on the district's present day. */
export interface Member {
  readonly age: number;
  readonly male: boolean;
  readonly relation: number;
}

// Age of the head of the household and its weight; the other members follow, and with them the age pyramid.
const headAge = weighted<readonly [number, number]>([
  [[20, 29], 8],
  [[30, 39], 22],
  [[40, 49], 21],
  [[50, 59], 22],
  [[60, 69], 14],
  [[70, 79], 9],
  [[80, 95], 4],
]);

function children(random: Random, age: number): Member[] {
  const count = age < 24 || age > 58 || random.chance(0.15) ? 0 : random.chance(0.4) ? 2 : 1;
  return Array.from({ length: count }, (_, at) => ({ age: age - random.int(22, 34) - at * 3, at }))
    .filter((child) => child.age >= 0 && child.age < 30)
    .map((child) => ({ age: child.age, male: random.chance(0.525) }))
    .map((child) => ({ ...child, relation: child.male ? RELATION.son : RELATION.daughter }));
}

function youngFamily(random: Random, age: number): Member[] {
  const grown = age - random.int(23, 30);
  const male = random.chance(0.8);
  const members: Member[] = [{ age: grown, male, relation: male ? RELATION.son : RELATION.daughter }];
  if (random.chance(0.7)) members.push({ age: grown - 1, male: !male, relation: RELATION.childInLaw });
  if (random.chance(0.7))
    members.push({ age: Math.max(0, grown - 28), male: random.chance(0.52), relation: RELATION.grandchild });
  return members;
}

/** Draws the members of one household, the head first. */
export function drawHousehold(random: Random): Member[] {
  const [from, to] = headAge(random);
  const age = random.int(from, to);
  const male = random.chance(0.72);
  const members: Member[] = [{ age, male, relation: RELATION.self }];
  if (random.chance(age < 26 ? 0.2 : age > 75 ? 0.5 : 0.85))
    members.push({ age: Math.max(20, age + random.int(-5, 4)), male: !male, relation: RELATION.spouse });
  members.push(...children(random, age));
  if (age >= 55 && random.chance(0.28)) members.push(...youngFamily(random, age));
  if (age >= 28 && age < 62 && random.chance(0.2))
    members.push({
      age: Math.min(100, age + random.int(22, 32)),
      male: random.chance(0.4),
      relation: random.chance(0.8) ? RELATION.parent : RELATION.inLaw,
    });
  return members;
}
