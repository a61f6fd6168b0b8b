import { DAY, isoDate, moment } from '../district/calendar.js';
import { hashOf } from '../district/account.js';
import type { District } from '../district/district.js';
import type { Check } from '../district/inspection.js';
import type { Community } from '../district/place.js';
import { randomOf, weighted, type Random } from '../district/random.js';
import { constantsOf } from './constant.js';
import type { RecordSource, SourceRecord, Value, Values } from './record.js';

const YEARLY = 0.25;
const townshipOf = constantsOf('service-ticket', 'townshipCode');

const channelOf = weighted<string>([
  ['HOTLINE', 84],
  ['PETITION', 4],
  ['ENTERPRISE_FEEDBACK', 5],
  ['WISH', 5],
  ['LIAISON_STATION', 2],
]);

interface Concern {
  readonly category: string;
  readonly title: string;
  readonly content: string;
  readonly agency: string;
}

const concernOf = weighted<Concern>([
  [{ category: 'ENVIRONMENT', title: '小区垃圾清运不及时', content: '楼下垃圾桶已满溢三天，异味较大，请协调清运。', agency: 'URBAN_MANAGEMENT' }, 26], // prettier-ignore
  [{ category: 'HOUSING', title: '楼道漏水维修', content: '顶层漏水，物业多次报修未处理，请帮助协调。', agency: 'HOUSING' }, 24], // prettier-ignore
  [{ category: 'SUBSIDY', title: '咨询高龄津贴发放时间', content: '家中老人高龄津贴本月未到账，咨询发放时间。', agency: 'CIVIL_AFFAIRS' }, 12], // prettier-ignore
  [{ category: 'CARE', title: '咨询养老院入住条件', content: '想了解公办养老院的入住条件和床位情况。', agency: 'CIVIL_AFFAIRS' }, 8], // prettier-ignore
  [{ category: 'CANTEEN', title: '助餐点饭菜质量', content: '社区助餐点近期菜量偏少，希望改进。', agency: 'CIVIL_AFFAIRS' }, 5], // prettier-ignore
  [{ category: 'RURAL', title: '咨询村集体分红', content: '咨询本村集体收益分配的公示情况。', agency: 'AGRICULTURE' }, 6], // prettier-ignore
  [{ category: 'CONDUCT', title: '窗口服务态度', content: '办理业务时窗口人员态度生硬，希望改进作风。', agency: 'DISCIPLINE_INSPECTION' }, 4], // prettier-ignore
  [{ category: 'OTHER', title: '路灯不亮', content: '门前道路路灯不亮，夜间出行不便。', agency: 'URBAN_MANAGEMENT' }, 15], // prettier-ignore
]);
const REPLY = '您好，您反映的问题已核实处理，感谢您的监督。';

/** What a firm reports of a check: one that is in the register, or a visit of another kind, which needs not be. */
function feedback(district: District, random: Random): { values: Values; day: number } | null {
  const { inspections, organizations, offices } = district;
  const find = (): Check | undefined => {
    for (let attempt = 0; attempt < 6; attempt++) {
      const checks = inspections.of(random.int(0, organizations.firms - 1)).filter((check) => !check.void);
      if (checks.length > 0) return checks[random.int(0, checks.length - 1)];
    }
    return undefined;
  };
  const check = find();
  if (!check) return null;
  const day = Math.floor(check.start / DAY);
  const agency = offices.enforcers[check.enforcer] ?? offices.enforcers[0];
  const [officer] = check.team;
  const firm = organizations.firm(check.firm);
  return {
    day: day + random.int(1, 4),
    values: {
      category: 'INSPECTION',
      title: '反馈一次入企检查',
      content: `${agency.name}近日到我单位开展检查，现反馈检查情况。`,
      townshipCode: townshipOf(firm.community.township.code),
      place: firm.address,
      uscc: firm.uscc,
      targetAgencyCode: agency.constant,
      incidentDate: isoDate(day),
      visitNature: random.chance(0.2) ? (random.chance(0.5) ? 'UNKNOWN' : null) : check.nature,
      officerCertNo: random.chance(0.4) ? offices.certificate(officer).certNo : null,
    },
  };
}

/** What residents report. */
function concern(
  random: Random,
  place: { community: Community; address: string },
): { values: Values; agency: string } {
  const { category, title, content, agency } = concernOf(random);
  return {
    agency,
    values: {
      category,
      title,
      content,
      townshipCode: random.chance(0.95) ? townshipOf(place.community.township.code) : null,
      place: random.chance(0.8) ? place.address : null,
      targetAgencyCode: category === 'CONDUCT' ? agency : null,
      incidentDate: null,
      visitNature: null,
      officerCertNo: null,
    },
  };
}

function mediaOf({ seed }: District, random: Random, index: number, received: number): Value[] {
  if (!random.chance(0.15)) return [];
  return Array.from({ length: random.int(1, 2) }, (_, at): Value => {
    const located = random.chance(0.6);
    return {
      mediaId: `FJ${String(index).padStart(9, '0')}${at}`,
      mediaKind: random.chance(0.8) ? 'PHOTO' : 'VIDEO',
      sha256: hashOf(seed, 'media', index * 2 + at),
      capturedAt: moment(received - random.int(600, 80_000)),
      longitude: located ? (117 + random.int(0, 400_000) / 1e6).toFixed(6) : null,
      latitude: located ? (39 + random.int(0, 400_000) / 1e6).toFixed(6) : null,
    };
  });
}

function reporter({ population }: District, random: Random, day: number): Values {
  if (random.chance(0.12)) return { anonymous: true, reporterId: null, reporterName: null };
  let person = 0;
  do person = random.int(0, population.size - 1);
  while (!population.isPresent(person, day) || population.age(person, day) < 16);
  return {
    anonymous: false,
    reporterId: population.citizenId(person),
    reporterName: population.name(person),
  };
}

function* ticket(district: District, index: number, span: number, count: number): Generator<SourceRecord> {
  const { seed, from, until, places, today } = district;
  const random = randomOf(seed, 'ticket', index);
  const channel = channelOf(random);
  const community = places.communityOf('ticket', index % 5000);
  const place = { community, address: places.addressIn(community, 'ticket', index % 5000) };
  const checked = channel === 'ENTERPRISE_FEEDBACK' && random.chance(0.6) ? feedback(district, random) : null;
  const told = checked ? null : concern(random, place);
  const day = checked?.day ?? from + Math.floor((index * span) / count);
  if (day >= until) return;
  const received = day * DAY + random.int(8 * 3600, 20 * 3600);
  const handling = told?.agency ?? checked?.values['targetAgencyCode'] ?? 'JUSTICE';
  const opened: Values = {
    ticketNo: `GD${isoDate(day).replaceAll('-', '')}${String(index).padStart(8, '0')}`,
    channel,
    ...(told ?? checked)?.values,
    ...reporter(district, random, day),
    handlingAgencyCode: null,
    receivedAt: moment(received),
    dueAt: moment(received + 5 * DAY),
    extensionCount: 0,
    closedAt: null,
    reply: null,
    rating: null,
    media: mediaOf(district, random, index, received),
  };
  const closed = received + random.int(3 * 3600, 6 * DAY);
  const extended = closed > received + 5 * DAY;
  const assigned: Values = { ...opened, handlingAgencyCode: handling, extensionCount: extended ? 1 : 0, dueAt: moment(received + (extended ? 8 : 5) * DAY) }; // prettier-ignore
  const done: Values = {
    ...assigned,
    closedAt: moment(closed),
    reply: REPLY,
    rating: random.chance(0.6) ? random.int(2, 5) : null,
  };
  // What was closed before the base day is handed over as it stands.
  if (closed >= (today - 1) * DAY) {
    yield { values: opened, at: received + 60 };
    yield { values: assigned, at: received + 3600 };
  }
  yield { values: done, at: closed + 600 };
}

/** Tickets of the hotline: received, assigned, closed and rated. */
export const serviceTicket: RecordSource = {
  category: 'service-ticket',
  *records(district) {
    const span = district.until - district.from;
    const count = Math.max(20, Math.round((district.residents * YEARLY * span) / 365));
    for (let index = 0; index < count; index++) yield* ticket(district, index, span, count);
  },
};
