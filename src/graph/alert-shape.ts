import { codeList, type Field } from '../catalog/field.js';
import { ALERT_STATUSES } from '../alert/status.js';
import { columnsOf } from '../store/columns.js';
import { subjectColumn, type Member, type Shape, type ShapeLink } from './shape.js';

const SEVERITY = codeList('AlertSeverity', {
  R: ['RED', '红色'],
  Y: ['YELLOW', '黄色'],
  B: ['BLUE', '蓝色'],
  S: ['SERVICE', '服务: money or help that people should get'],
});

const STATUS_TITLES: Readonly<Record<(typeof ALERT_STATUSES)[number], string>> = {
  OPEN: '待处理',
  TRIAGED: '已分拣',
  ASSIGNED: '已分派',
  CONFIRMED: '属实',
  FALSE_POSITIVE: '误报',
  DATA_ERROR: '数据错误',
  NOT_A_VIOLATION: '不构成违规',
  RESOLVED_BY_DATA: '数据已消除',
  SUPPRESSED: '已抑制',
};
const STATUS = codeList(
  'AlertStatus',
  Object.fromEntries(ALERT_STATUSES.map((status) => [status, [status, STATUS_TITLES[status]]])),
);

const field = (name: string, type: Field['type'], zh: string, more: Partial<Field> = {}): Field => ({
  name,
  type,
  zh,
  nullable: false,
  sensitivity: 'internal',
  ...more,
});

function membersOf(fields: readonly Field[]): Map<string, Member> {
  return new Map(
    fields.map((each) => [
      each.name,
      { field: each, sensitivity: each.sensitivity, columns: columnsOf([each]) },
    ]),
  );
}

function linkTo(kind: 'person' | 'organization', identifier: Field): [string, ShapeLink] {
  const column = subjectColumn(identifier, kind);
  return [
    kind,
    {
      link: { name: kind, field: identifier, to: kind, list: 'subjects' },
      ...(column && { [kind]: column }),
    },
  ];
}

const CITIZEN_ID = field('citizenId', 'citizenId', '公民身份号码', {
  nullable: true,
  sensitivity: 'personal',
});
const USCC = field('uscc', 'uscc', '统一社会信用代码', { nullable: true, sensitivity: 'public' });

const SUBJECTS: Shape = {
  type: 'AlertSubject',
  table: 'alert_subject',
  category: null,
  members: membersOf([
    field('kind', 'string', '主体类型', { note: 'person, organization, family, parcel and the like' }),
    field('subject', 'string', '主体', {
      note: 'typed key; persons and organizations by their place in the registry',
    }),
    CITIZEN_ID,
    USCC,
  ]),
  links: new Map([linkTo('person', CITIZEN_ID), linkTo('organization', USCC)]),
  lists: new Map(),
};

const DEPARTMENTS: Shape = {
  type: 'AlertDepartment',
  table: 'alert_department',
  category: null,
  members: membersOf([field('value', 'string', '处理部门')]),
  links: new Map(),
  lists: new Map(),
  plain: true,
};

/** Alerts as rows of the graph: filtered, sorted, paged and masked as the rows of a category are. */
export const ALERT_SHAPE: Shape = {
  type: 'Alert',
  table: 'alert',
  category: null,
  members: membersOf([
    field('module', 'string', '比对模块', { note: 'id of the comparison' }),
    field('severity', 'code', '等级', { codes: SEVERITY }),
    field('status', 'code', '状态', { codes: STATUS }),
    field('division', 'string', '街镇代码', { nullable: true, note: 'township, 9 digits' }),
    field('period', 'string', '所属期'),
    field('judgedDate', 'date', '判定日'),
    field('amount', 'decimal', '涉及金额', { scale: 2, unit: 'yuan' }),
    field('assignee', 'string', '承办人', { nullable: true }),
    field('firstSeenAt', 'datetime', '首次发现'),
    field('lastChangedAt', 'datetime', '最近变化'),
  ]),
  links: new Map(),
  lists: new Map([
    ['subjects', SUBJECTS],
    ['departments', DEPARTMENTS],
  ]),
};
