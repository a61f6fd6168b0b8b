import { uscc } from './identifier.js';
import type { Community, Places } from './place.js';
import type { Population } from './population.js';
import { logNormal, randomOf, weighted, type Random } from './random.js';

/** Kinds of market entities: values of the catalogue. */
export const ENTITY = {
  company: '1',
  soleTrader: '2',
  cooperative: '3',
  partnership: '4',
  soleOwner: '5',
  branch: '6',
} as const;

/** One market entity in its present state. */
export interface Firm {
  readonly uscc: string;
  readonly registrationNo: string | null;
  readonly name: string;
  readonly kind: string;
  /** A person's number. */
  readonly legalRep: number;
  /** The legal representative has a foreign document and no citizen id. */
  readonly foreignRep: boolean;
  /** In yuan. */
  readonly capital: number | null;
  readonly established: number;
  readonly industry: string;
  readonly community: Community;
  readonly address: string;
  readonly status: string;
  readonly statusDay: number | null;
  readonly listed: boolean;
}

/** A care home; `firm` is its number among the firms when it is a company. */
export interface Home {
  readonly uscc: string;
  readonly name: string;
  readonly community: Community;
  readonly address: string;
  readonly firm: number | null;
  readonly beds: number;
  /** Its medical wing, as the medical insurance knows it. */
  readonly wing: Institution | null;
}

/** A medical institution. `kind` is a value of the catalogue; `township` is null outside the district. */
export interface Institution {
  readonly code: string;
  readonly name: string;
  readonly uscc: string;
  readonly kind: '1' | '2' | '3';
  readonly township: string | null;
}

/** Organizations of the district. */
export interface Organizations {
  /** Market entities; care homes that are companies come first. */
  readonly firms: number;
  firm(index: number): Firm;
  readonly homes: readonly [Home, ...Home[]];
  readonly hospitals: readonly [Institution, ...Institution[]];
  /** USCC of a village collective. */
  collective(community: Community): { readonly uscc: string; readonly name: string };
}

interface Deps {
  readonly seed: number;
  readonly residents: number;
  readonly today: number;
  readonly until: number;
  readonly places: Places;
  readonly population: Population;
  readonly adults: Uint32Array;
}

const BRAND = '青禾云汀安泰恒顺德润福康华盛明远嘉和瑞丰新景春晖长宁泽祥鼎诚博雅众信汇通兴隆金石';
const TRADES: readonly (readonly [readonly [string, string], number])[] = [
  [['商贸', 'F5299'], 20],
  [['餐饮', 'H6210'], 16],
  [['建筑工程', 'E4720'], 9],
  [['物流', 'G5430'], 7],
  [['信息技术', 'I6510'], 9],
  [['装饰', 'E5011'], 6],
  [['农业科技', 'A0190'], 5],
  [['机械制造', 'C3484'], 7],
  [['物业管理', 'K7020'], 4],
  [['美容美发', 'O8040'], 8],
  [['超市', 'F5212'], 9],
];
const trade = weighted(TRADES);
const entityKind = weighted<string>([
  [ENTITY.soleTrader, 58],
  [ENTITY.company, 34],
  [ENTITY.cooperative, 1.5],
  [ENTITY.partnership, 2],
  [ENTITY.soleOwner, 2],
  [ENTITY.branch, 2.5],
]);
const entityStatus = weighted<string>([
  ['1', 74],
  ['2', 4],
  ['3', 18],
  ['4', 2],
  ['5', 2],
]);
const SUFFIX: Readonly<Record<string, string>> = {
  '1': '有限公司',
  '2': '店',
  '3': '专业合作社',
  '4': '合伙企业(有限合伙)',
  '5': '经营部',
  '6': '有限公司云汀分公司',
};

const digits = (value: number, length: number) => String(value).padStart(length, '0');

function brand(random: Random): string {
  const at = random.int(0, BRAND.length - 2);
  return BRAND.charAt(at) + BRAND.charAt(random.int(0, BRAND.length - 1));
}

/** Every firm is drawn from its own stream when it is asked for; none is stored. */
function firmOf(deps: Deps, index: number, home: Home | undefined): Firm {
  const random = randomOf(deps.seed, 'firm', index);
  const [business, industry] = trade(random);
  const kind = home ? ENTITY.company : entityKind(random);
  const status = home ? '1' : entityStatus(random);
  // Some are founded after the base day; care homes and the first firms are old.
  const established =
    deps.today - (home || index < 40 || random.chance(0.96) ? random.int(400, 9000) : -random.int(0, 390));
  const community = home?.community ?? deps.places.communityOf('firm', index);
  // One firm in 300 has an ampersand in its name; a small district has one too.
  const joined = index === 6 || random.chance(0.003) ? `${brand(random)}&` : '';
  const drawn = `云汀${joined}${brand(random)}${brand(random)}${business}${SUFFIX[kind] ?? ''}`;
  return {
    uscc: home?.uscc ?? uscc(kind === ENTITY.cooperative ? '93' : kind === ENTITY.soleTrader ? '92' : '91', `MA${digits(1000 + index, 6)}`), // prettier-ignore
    registrationNo: established < deps.today - 4000 ? `1901026${digits(index, 8)}` : null,
    name: home?.name ?? drawn,
    kind,
    legalRep: deps.adults[random.int(0, deps.adults.length - 1)] ?? 0,
    foreignRep: !home && random.chance(0.005),
    capital: kind === ENTITY.branch ? null : Math.round(logNormal(random, kind === ENTITY.soleTrader ? 60_000 : 900_000, 1.1) / 100) * 100, // prettier-ignore
    established,
    industry: home ? 'Q8514' : industry,
    community,
    address: home?.address ?? deps.places.addressIn(community, 'firm', index),
    status,
    statusDay:
      status === '1' ? null : random.int(Math.min(established + 200, deps.until - 1), deps.until - 1),
    listed: !home && kind === ENTITY.company && random.chance(0.0005),
  };
}

function homeOf(deps: Deps, index: number, beds: number): Home {
  const random = randomOf(deps.seed, 'home', index);
  const community = deps.places.communityOf('home', index);
  const firm = index % 3 === 0 ? index / 3 : null;
  const own = brand(random);
  const name = firm === null ? `云汀区${own}颐养院` : `云汀${own}${brand(random)}养老服务有限公司`;
  const code =
    firm === null ? uscc('52', `MJ${digits(1000 + index, 6)}`) : uscc('91', `MA${digits(1000 + firm, 6)}`);
  const wing: Institution | null =
    index % 4 === 0
      ? { code: `H1901029${digits(index, 4)}`, name: `${name}医务室`, uscc: code, kind: '3', township: community.township.code } // prettier-ignore
      : null;
  return {
    uscc: code,
    name,
    community,
    address: deps.places.addressIn(community, 'home', index),
    firm,
    beds,
    wing,
  };
}

function hospitalOf(deps: Deps, index: number): Institution {
  const centre = index % 3 === 2;
  const community = deps.places.communityOf('hospital', index);
  const outside = index % 7 === 3;
  const town = community.township.name.replace(/街道|镇/, '');
  return {
    code: `H1901020${digits(index + 1, 4)}`,
    name: centre
      ? `${town}社区卫生服务中心${index + 1}部`
      : outside
        ? `市第${index + 1}人民医院`
        : `云汀区第${index + 1}医院`,
    uscc: uscc('12', `MB${digits(100_000 + index, 6)}`),
    kind: centre ? '2' : '1',
    township: outside ? null : community.township.code,
  };
}

function atLeastOne<T>(count: number, make: (index: number) => T): [T, ...T[]] {
  return [make(0), ...Array.from({ length: count - 1 }, (_, at) => make(at + 1))];
}

/** Founds the organizations of the district. `slots` is how many people live in its care homes. */
export function createOrganizations(deps: Deps, slots: number): Organizations {
  const homeCount = Math.max(2, Math.round(deps.residents / 10_000));
  const beds = Math.ceil((slots / homeCount) * 0.12) * 10;
  const homes = atLeastOne(homeCount, (index) => homeOf(deps, index, beds));
  const byFirm = new Map(homes.flatMap((home) => (home.firm === null ? [] : [[home.firm, home] as const])));
  return {
    firms: Math.max(40, Math.round(deps.residents * 0.126)),
    firm: (index) => firmOf(deps, index, byFirm.get(index)),
    homes,
    hospitals: atLeastOne(Math.max(6, Math.round(deps.residents / 20_000)), (index) =>
      hospitalOf(deps, index),
    ),
    collective: (community) => ({
      uscc: uscc('N2', `MF${community.code.slice(6)}`),
      name: `${community.name}股份经济合作社`,
    }),
  };
}
