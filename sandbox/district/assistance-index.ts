import type { District } from './district.js';
import type { Assistance } from './welfare.js';

/** When somebody is on assistance: days, both inclusive; `to` is null without an end. */
export type Assisted = Pick<Assistance, 'kind' | 'from' | 'to' | 'amount' | 'number'>;

/** Who is on assistance, by person. A few entries in a hundred residents. */
export function assistanceIndex({ welfare }: District): ReadonlyMap<number, readonly Assisted[]> {
  const index = new Map<number, Assisted[]>();
  for (const family of welfare.assistance())
    for (const person of family.members) {
      const known = index.get(person);
      if (known) known.push(family);
      else index.set(person, [family]);
    }
  return index;
}

/** Whether a state of assistance is in force on a day. */
export const inForce = ({ from, to }: Assisted, day: number): boolean =>
  from <= day && (to === null || day <= to);
