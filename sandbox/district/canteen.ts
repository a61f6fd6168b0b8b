import type { District } from './district.js';
import { uscc } from './identifier.js';
import type { Community } from './place.js';
import { mix, randomOf } from './random.js';

/** A canteen for older people. */
export interface Canteen {
  readonly code: string;
  readonly name: string;
  readonly operator: string;
  readonly community: Community;
}

/** One set of a canteen's board, at an agreed price. Yuan; days, both inclusive. */
export interface Price {
  readonly setCode: string;
  readonly setName: string;
  readonly meal: 'BREAKFAST' | 'LUNCH' | 'DINNER' | null;
  readonly price: number;
  readonly subsidy: number;
  readonly from: number;
  readonly to: number | null;
  readonly version: string;
}

/** Canteens of the district, and their boards. */
export interface Canteens {
  readonly list: readonly [Canteen, ...Canteen[]];
  /** The present prices and those before them, by canteen and set, oldest first. */
  prices(canteen: number): readonly Price[];
  /** What a set costs on a day. */
  priceOn(canteen: number, set: number, day: number): Price | null;
}

/** Sets of every board: name, meal, base price, subsidy. */
export const SETS = [
  ['A001', '营养早餐', 'BREAKFAST', 6, 1],
  ['B001', '一荤两素', 'LUNCH', 15, 3],
  ['B002', '两荤两素', 'LUNCH', 18, 3],
  ['C001', '清淡晚餐', 'DINNER', 12, 2],
  ['C002', '软食套餐', 'DINNER', 13, 2],
  ['Z001', '居家助浴', null, 60, 20],
] as const;

function canteenOf({ seed, places }: District, index: number): Canteen {
  const community = places.communityOf('canteen', index);
  const number = String(index + 1).padStart(5, '0');
  return {
    code: `ST190102${number}`,
    name: `${community.name}老年食堂${index + 1}号店`,
    operator: uscc(
      randomOf(seed, 'canteen', index).chance(0.5) ? '52' : '91',
      `MK${String(1000 + index).padStart(6, '0')}`,
    ),
    community,
  };
}

/** Opens the canteens: one for every 13,000 residents. */
export function createCanteens(district: District): Canteens {
  const { seed, residents, from, today } = district;
  const count = Math.max(1, Math.round(residents / 13_300));
  const others = Array.from({ length: count - 1 }, (_, at) => canteenOf(district, at + 1));

  function prices(canteen: number): readonly Price[] {
    const random = randomOf(seed, 'board', canteen);
    const opened = from - random.int(30, 600);
    const raised = today - random.int(60, 500);
    return SETS.flatMap(([setCode, setName, meal, price, subsidy], at) => {
      const base = price + ((mix(canteen, at) >>> 0) % 5) / 2;
      const before = {
        setCode,
        setName,
        meal,
        subsidy,
        price: base,
        from: opened,
        to: raised - 1,
        version: 'V1',
      };
      return [before, { ...before, price: base + 0.5, from: raised, to: null, version: 'V2' }];
    });
  }

  const boards = Array.from({ length: count }, (_, at) => prices(at));
  return {
    list: [canteenOf(district, 0), ...others],
    prices: (canteen) => boards[canteen] ?? [],
    priceOn(canteen, set, day) {
      const board = boards[canteen] ?? [];
      const [before, now] = [board[set * 2], board[set * 2 + 1]];
      return (now && day >= now.from ? now : before) ?? null;
    },
  };
}
