import { monthOf } from './calendar.js';
import { logNormal, mix, randomOf, shuffled } from './random.js';
import type { Organizations } from './organization.js';

/** A firm that declares every month: its number and its usual monthly sales in yuan. */
export interface Filer {
  readonly firm: number;
  readonly uscc: string;
  readonly name: string;
  readonly sales: number;
}

/** Somebody's employment; months count as in the calendar, both inclusive. `band` is a value of the catalogue. */
export interface Employment {
  readonly person: number;
  readonly filer: number;
  readonly from: number;
  readonly to: number;
  readonly band: number;
}

/** Who declares taxes, and who has an income that is taxed at its source. */
export interface Work {
  readonly filers: readonly Filer[];
  readonly employees: number;
  /** The employments of the n-th employee, one after the other. */
  employments(employee: number): Employment[];
}

interface Deps {
  readonly seed: number;
  readonly residents: number;
  readonly from: number;
  readonly until: number;
  readonly adults: Uint32Array;
  readonly organizations: Organizations;
}

function findFilers({ seed, residents, from, organizations }: Deps): Filer[] {
  const wanted = Math.max(12, Math.round(residents * 0.04));
  const filers: Filer[] = [];
  for (let index = 0; index < organizations.firms && filers.length < wanted; index++) {
    const firm = organizations.firm(index);
    if (firm.status !== '1' || firm.established >= from) continue;
    const sales = Math.round(
      logNormal(randomOf(seed, 'sales', index), firm.kind === '2' ? 18_000 : 240_000, 1.2),
    );
    filers.push({ firm: index, uscc: firm.uscc, name: firm.name, sales });
  }
  return filers;
}

/** Puts adults to work in the firms that declare taxes; the first firms are the larger employers. */
export function createWork(deps: Deps): Work {
  const filers = findFilers(deps);
  const order = shuffled(randomOf(deps.seed, 'workers'), deps.adults.length);
  const [first, last] = [monthOf(deps.from), monthOf(deps.until)];
  return {
    filers,
    employees: Math.min(order.length, Math.max(20, Math.round(deps.residents * 0.085))),
    employments(employee) {
      const person = deps.adults[order[employee] ?? 0] ?? 0;
      const random = randomOf(deps.seed, 'work', employee);
      // The first employees work for the first firm, which is a care home.
      const filer = employee < 4 ? 0 : Math.floor(random.real() ** 2 * filers.length);
      const band = Math.min(8, Math.max(1, Math.round(4.2 + (random.real() - 0.5) * 6)));
      if (employee < 4 || random.chance(0.85)) return [{ person, filer, from: first, to: last, band }];
      const change = random.int(first + 1, last - 1);
      const other = Math.abs(mix(deps.seed, employee)) % filers.length;
      return [
        { person, filer, from: first, to: change - 1, band },
        { person, filer: other, from: change, to: last, band: Math.min(8, band + 1) },
      ];
    },
  };
}
