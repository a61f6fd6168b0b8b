import { ArgsType, Field, ID, Int, ObjectType, registerEnumType, type ClassType } from 'type-graphql';
import { BadInput } from '../errors.js';
import { ALERT_SHAPE } from './alert-shape.js';
import type { ReadDeps } from './connection.js';
import type { GraphContext } from './context.js';
import { filterCondition, type FilterInput } from './filter.js';
import type { Row } from './page.js';
import { DateScalar, DecimalScalar } from './scalar.js';
import { join, raw, sql, type Sql } from './sql.js';
import { argsClass } from './type-class.js';

/** What alerts can be counted by. */
export const AlertGroup = {
  MODULE: 'module',
  SEVERITY: 'severity',
  STATUS: 'status',
  DEPARTMENT: 'department',
  DIVISION: 'division',
  SUBJECT: 'subject',
  PERIOD: 'period',
  JUDGED_DATE: 'judgedDate',
} as const;
type Group = (typeof AlertGroup)[keyof typeof AlertGroup];

registerEnumType(AlertGroup, {
  name: 'AlertGroup',
  valuesConfig: {
    DEPARTMENT: { description: 'An alert counts for each department that acts on it' },
    SUBJECT: { description: 'An alert counts for each of its subjects' },
  },
});

/** Alerts of one group. */
@ObjectType({ description: 'Alerts of one group; what was not grouped by is null', simpleResolvers: true })
export class AlertAggregateRow {
  @Field(() => ID, { nullable: true })
  module!: string | null;

  @Field(() => String, { nullable: true })
  severity!: string | null;

  @Field(() => String, { nullable: true })
  status!: string | null;

  @Field(() => String, { nullable: true })
  department!: string | null;

  @Field(() => String, { nullable: true })
  division!: string | null;

  @Field(() => String, { nullable: true })
  subject!: string | null;

  @Field(() => String, { nullable: true })
  period!: string | null;

  @Field(() => DateScalar, { nullable: true })
  judgedDate!: string | null;

  @Field(() => Int)
  count!: number;

  @Field(() => DecimalScalar, { description: 'Yuan at stake' })
  amount!: string;
}

@ArgsType()
class GroupArgs {
  @Field(() => [AlertGroup])
  groupBy!: Group[];

  @Field(() => Int, { defaultValue: 1000, description: 'Groups, the largest first; at most 1000' })
  first!: number;
}

/** Arguments of `alertAggregate`. */
export const aggregateArgs = (filter: ClassType): ClassType =>
  argsClass('AlertAggregateArgs', GroupArgs, { filter: { type: () => filter, nullable: true } });

const COLUMNS: Readonly<Record<Group, string>> = {
  module: 't.module',
  severity: 't.severity',
  status: 't.status',
  department: 'd.value',
  division: 't.division',
  subject: 's.subject',
  period: 't.period',
  judgedDate: 't.judged_date',
};
const MAX_GROUPS = 1000;
const isGroup = (text: unknown): text is Group => typeof text === 'string' && text in COLUMNS;

function yuan(cents: Row[string] | undefined): string {
  const digits = String(cents ?? 0).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

function statementOf(groups: readonly Group[], where: Sql, limit: number): Sql {
  const columns = groups.map((group) => raw(`${COLUMNS[group]} AS g_${group}`));
  const places = groups.map((group) => raw(COLUMNS[group]));
  const joins = [
    ...(groups.includes('department') ? ['JOIN alert_department d ON d.parent_id = t.id'] : []),
    ...(groups.includes('subject') ? ['JOIN alert_subject s ON s.parent_id = t.id'] : []),
  ].join(' ');
  const grouping = groups.length === 0 ? raw('') : sql`GROUP BY ${join(places, ', ')}`;
  const order = join([raw('n DESC'), ...places], ', ');
  return sql`SELECT ${join([...columns, raw('COUNT(*) AS n'), raw('SUM(t.amount) AS amount')], ', ')}
    FROM alert t ${raw(joins)} WHERE ${where} ${grouping} ORDER BY ${order} LIMIT ${limit}`;
}

/** Counts alerts and adds up their amounts by any of their properties. */
export function createAlertAggregate(deps: ReadDeps) {
  return async (
    args: Readonly<Record<string, unknown>>,
    context: GraphContext,
  ): Promise<AlertAggregateRow[]> => {
    const wanted: readonly unknown[] = Array.isArray(args['groupBy']) ? args['groupBy'] : [];
    const groups = [...new Set(wanted.filter(isGroup))];
    const first = Number(args['first'] ?? MAX_GROUPS);
    if (first < 0 || first > MAX_GROUPS)
      throw new BadInput('PAGE_SIZE', `first of alertAggregate takes 0 to ${MAX_GROUPS}`);
    const filter = args['filter'];
    const input: FilterInput | null = typeof filter === 'object' && filter !== null ? { ...filter } : null;
    const where = input
      ? filterCondition(
          { dialect: deps.store.dialect, caller: context.caller, identifiers: deps.identifiers },
          ALERT_SHAPE,
          input,
        )
      : raw('1 = 1');
    const { text, values } = statementOf(groups, where, first);
    const rows = await deps.store.query<Row>(text, values);
    return rows.map((row) => {
      const of = (group: Group): string | null => {
        const value = row[`g_${group}`];
        return typeof value === 'string' ? value : null;
      };
      return {
        module: of('module'),
        severity: of('severity'),
        status: of('status'),
        department: of('department'),
        division: of('division'),
        subject: of('subject'),
        period: of('period'),
        judgedDate: of('judgedDate'),
        count: Number(row['n']),
        amount: yuan(row['amount']),
      };
    });
  };
}
