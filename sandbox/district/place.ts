import { randomOf, weighted } from './random.js';

/** A township (街镇) or subdistrict. */
export interface Township {
  readonly code: string;
  readonly name: string;
  readonly rural: boolean;
}

/** A residents' (社区) or villagers' (村) committee and its area. */
export interface Community {
  /** Township code and three digits. */
  readonly code: string;
  readonly name: string;
  readonly township: Township;
}

/** Where people and firms of the district are. */
export interface Places {
  readonly townships: readonly [Township, ...Township[]];
  readonly communities: readonly [Community, ...Community[]];
  /** The community of the n-th thing of a kind, more of them where more people live. */
  communityOf(topic: string, index: number): Community;
  /** A postal address in a community, the same for the same thing. */
  addressIn(community: Community, topic: string, index: number): string;
}

// Name, code after 190102, share of the residents.
const TOWNSHIPS: readonly (readonly [string, string, number])[] = [
  ['春和街道', '001', 14],
  ['柳湾街道', '002', 13],
  ['石桥街道', '003', 12],
  ['望河街道', '004', 11],
  ['榆荫街道', '005', 11],
  ['云台街道', '006', 10],
  ['青禾镇', '101', 9],
  ['白杨镇', '102', 8],
  ['南塘镇', '103', 7],
  ['芦花镇', '104', 5],
];
const FIRST = '东西南北上下前后新老大小';
const SECOND = '柳桥河塘杨榆荷泉林岸田坝';
const LAST_URBAN = ['里', '园', '苑', '坊'] as const;
const LAST_RURAL = ['庄', '村', '屯', '营'] as const;

function communityName(township: number, at: number, rural: boolean): string {
  const last = rural ? LAST_RURAL : LAST_URBAN;
  const first = FIRST.charAt((at + township) % FIRST.length);
  const second = SECOND.charAt((Math.floor(at / FIRST.length) + township * 5 + at) % SECOND.length);
  return first + second + (last[(at + township) % last.length] ?? last[0]);
}

/** Lays out the district for a number of residents. */
export function createPlaces(seed: number, residents: number): Places {
  const each = Math.min(60, Math.max(3, Math.round(residents / 30_000)));
  const townships = TOWNSHIPS.map(([name, digits]) => ({
    code: `190102${digits}`,
    name,
    rural: digits.startsWith('1'),
  }));
  const all = townships.map((township, index) =>
    Array.from({ length: each }, (_, at) => ({
      code: township.code + String((township.rural ? 201 : 1) + at).padStart(3, '0'),
      name: communityName(index, at, township.rural),
      township,
    })),
  );
  const [firstTownship, ...otherTownships] = townships;
  const [firstCommunity, ...otherCommunities] = all.flat();
  if (!firstTownship || !firstCommunity) throw new Error('a district needs a township');
  const township = weighted(TOWNSHIPS.map(([, , share], at): [number, number] => [at, share]));

  return {
    townships: [firstTownship, ...otherTownships],
    communities: [firstCommunity, ...otherCommunities],
    communityOf(topic, index) {
      const random = randomOf(seed, `community of ${topic}`, index);
      return all[township(random)]?.[random.int(0, each - 1)] ?? firstCommunity;
    },
    addressIn(community, topic, index) {
      const random = randomOf(seed, `address of ${topic}`, index);
      const place = `云汀区${community.township.name}${community.name}`;
      if (community.township.rural) return `${place}${random.int(1, 30)}排${random.int(1, 40)}号`;
      const room = random.int(1, 18) * 100 + random.int(1, 6);
      return `${place}${random.int(1, 40)}号楼${random.int(1, 5)}门${room}`;
    },
  };
}
