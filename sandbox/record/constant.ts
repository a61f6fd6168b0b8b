import { catalogue } from '../catalogue/catalogue.js';

const RELATIONS: Readonly<Record<number, string>> = {
  1: 'SELF',
  10: 'SPOUSE',
  20: 'SON',
  30: 'DAUGHTER',
  40: 'GRANDCHILD',
  50: 'PARENT',
  60: 'GRANDPARENT',
  70: 'SIBLING',
  80: 'PARENT_IN_LAW',
  81: 'CHILD_IN_LAW',
};

const STATUSES: Readonly<Record<number, string>> = {
  0: 'NORMAL',
  1: 'DECEASED',
  2: 'MOVED_OUT',
  3: 'ENLISTED',
  4: 'SETTLED_ABROAD',
};

/** Relation to the head of the household: the constant of a value of `RELATION`. */
export const relationConstant = (relation: number): string => RELATIONS[relation] ?? 'OTHER';

/** Status of the registration: the constant of a value of `REGISTERED`. */
export const statusConstant = (status: number): string => STATUSES[status] ?? 'OTHER';

/** Need of care, from 0 to 4. */
export const CARE_GRADES = ['INTACT', 'MILD', 'MODERATE', 'SEVERE', 'COMPLETE'] as const;

/** Constants of a field by the codes of the catalogue, for a part of the world that speaks in codes. */
export function constantsOf(category: string, as: string): (code: string) => string {
  const field = catalogue.find(({ id }) => id === category)?.fields.find((candidate) => candidate.as === as);
  return (code) => {
    const constant = field?.codes?.[code]?.[0];
    if (constant === undefined) throw new Error(`${category}.${as} has no code ${code}`);
    return constant;
  };
}
