import { compactDate, stamp } from '../district/calendar.js';
import type { District } from '../district/district.js';
import { randomOf } from '../district/random.js';
import { relationToApplicant, type Assistance } from '../district/welfare.js';
import type { ColumnType } from '../systems/exchange-database.js';
import { lastMonthly, type ViewDelivered } from './delivery.js';
import type { Planter } from './quirk.js';
import { idWithX, padded } from './spelling.js';

const MONEY: ColumnType = 'decimal(18,2)';
const COLUMNS: readonly (readonly [string, ColumnType])[] = [
  ...(['jtbh', 'jzlb', 'sqrsfzh', 'sfzh', 'xm', 'ysqrgx'] as const).map((name): [string, ColumnType] => [
    name,
    'varchar',
  ]),
  ['jtrks', 'integer'],
  ['rjysr', MONEY],
  ['bzbz', MONEY],
  ['jtydye', MONEY],
  ['gyfs', 'varchar'],
  ['zlhlbt', MONEY],
  ...(
    [
      'gyjgdm',
      'kssj',
      'jssj',
      'tzyy',
      'sprsfzh',
      'sprxm',
      'jbrsfzh',
      'jbrxm',
      'sprq',
      'jzdm',
      'cjdm',
    ] as const
  ).map((name): [string, ColumnType] => [name, 'varchar']),
];
const PUBLISHED = 20 * 3600;

/** Two officials of a township: who handled a case, and who approved it. */
function officials({ seed, population }: District, township: string, number: number) {
  const pick = (role: string, count: number) =>
    population.headOf(
      randomOf(seed, `${role} of ${township}`, number % count).int(0, population.households - 1),
    );
  return { approver: pick('approver', 2), handler: pick('handler', 6) };
}

function* memberRows(district: District, planter: Planter, family: Assistance) {
  const { population, places, organizations } = district;
  const [applicant] = family.members;
  const community = places.communityOf('household', population.householdOf(applicant));
  const township = community.township.code;
  const { approver, handler } = officials(district, township, family.number);
  const number = `JT${township.slice(6)}${String(family.number).padStart(6, '0')}`;
  for (const person of family.members) {
    const id = population.citizenId(person);
    const key = [number, id, family.kind, compactDate(family.from)].join('|');
    const spelled = (of: number) => idWithX(planter, population.citizenId(of), key, 0.004);
    const name = (of: number) => padded(planter, population.name(of), `${key}|${of}`, 0.01);
    const revived = planter.plant('REVIVE', key, 0.002);
    const open = family.to === null && planter.plant('DATEEND', key, 0.95);
    yield {
      values: [
        number,
        family.kind,
        spelled(applicant),
        spelled(person),
        name(person),
        String(relationToApplicant(population, applicant, person)).padStart(2, '0'),
        family.members.length,
        family.income.toFixed(2),
        family.standard.toFixed(2),
        family.amount.toFixed(2),
        family.kind === '2' ? (family.atHome ? '1' : '2') : null,
        family.atHome ? '380.00' : null,
        family.home === null ? null : (organizations.homes[family.home]?.uscc ?? null),
        compactDate(family.from),
        family.to === null ? (open ? '99991231' : null) : compactDate(family.to),
        family.stopReason,
        spelled(approver),
        name(approver),
        spelled(handler),
        name(handler),
        compactDate(family.approved),
        township,
        community.code,
      ],
      gxsj: stamp(revived ? lastMonthly(district, 1, PUBLISHED) - 7200 : family.changed),
      scbz: '0' as const,
    };
  }
}

/** Social assistance, from the exchange database of civil affairs, once a month. */
export const socialAssistance: ViewDelivered = {
  category: 'social-assistance',
  kind: 'view',
  table: { name: 'mz_shjz', columns: COLUMNS.map(([name, type]) => ({ name, type })) },
  publishedAt: (district) => lastMonthly(district, 1, PUBLISHED),
  *rows(district, planter) {
    for (const family of district.welfare.assistance()) yield* memberRows(district, planter, family);
  },
};
