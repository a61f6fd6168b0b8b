import {
  Args,
  ArgsType,
  Arg,
  Ctx,
  Field,
  ID,
  Info,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  registerEnumType,
  type ClassType,
} from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { sees } from '../access/mask.js';
import type { Act } from '../alert/transition.js';
import { DECISIONS } from '../alert/status.js';
import type { Desk } from '../alert/desk.js';
import { BadInput, Forbidden } from '../errors.js';
import type { ComparisonReports } from './comparison.js';
import { ComparisonReport, ComparisonVersionReport } from './comparison-type.js';
import type { GraphContext } from './context.js';
import { fromGlobalId } from './global-id.js';
import { instant, type Node } from './projection.js';
import { DateScalar, DateTimeScalar } from './scalar.js';

const AlertDecision = Object.fromEntries(DECISIONS.map((decision) => [decision, decision]));
registerEnumType(AlertDecision, { name: 'AlertDecision', description: 'What a human finds about an alert' });

@ArgsType()
class ComparisonsArgs {
  @Field(() => [ID], { nullable: true, description: 'All when absent' })
  ids?: string[];
}

@ArgsType()
class AlertArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { nullable: true })
  reason?: string;
}

@ArgsType()
class AssignArgs extends AlertArgs {
  @Field({ description: 'Whom it is given to' })
  assignee!: string;
}

@ArgsType()
class ResolveArgs extends AlertArgs {
  @Field(() => AlertDecision)
  decision!: (typeof DECISIONS)[number];
}

@ArgsType()
class SuppressArgs {
  @Field(() => ID, { nullable: true, description: 'Id of a comparison; all of them when absent' })
  module?: string;

  @Field(() => String, { nullable: true, description: '`subject` of an AlertSubject' })
  subject?: string;

  @Field()
  reason!: string;

  @Field(() => DateScalar, { description: 'First day on which alerts are raised again' })
  expires!: string;
}

@ArgsType()
class ActivateArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'Number of the version' })
  version!: number;
}

/** A suppression in force. */
@ObjectType({ description: 'What is not raised for a while, and why', simpleResolvers: true })
export class Suppression {
  @Field(() => ID)
  id!: string;

  @Field(() => ID, { nullable: true, description: 'Id of a comparison; all of them when null' })
  module!: string | null;

  @Field(() => String, { nullable: true })
  subject!: string | null;

  @Field(() => String, { nullable: true, description: 'Null unless your roles allow it' })
  reason!: string | null;

  @Field(() => DateScalar)
  expires!: string;

  @Field(() => DateTimeScalar)
  createdAt!: string;

  @Field()
  createdBy!: string;
}

/** What a suppression did. */
@ObjectType({ description: 'A suppression and the alerts that it took out of sight', simpleResolvers: true })
export class SuppressionReport {
  @Field(() => ID)
  id!: string;

  @Field(() => Int)
  alerts!: number;
}

function requireDecider({ caller }: GraphContext): void {
  if (!caller.decide) throw new Forbidden('FORBIDDEN', 'your roles may not act on alerts');
}

function alertKey(id: string): number {
  const { type, key } = fromGlobalId(id);
  if (type !== 'Alert') throw new BadInput('BAD_ID', 'take the id of an alert');
  return key;
}

/** Comparisons and what people do about their alerts. `alert` is the type of alerts, made for this schema. */
export function alertOperationResolver(deps: {
  alert: ClassType;
  desk: Desk;
  reports: ComparisonReports;
  /** Enqueues a run of comparisons. */
  compare: (modules: readonly string[]) => Promise<unknown>;
  readAlert: (key: number, context: GraphContext, info: GraphQLResolveInfo) => Promise<Node | null>;
}) {
  const { desk } = deps;

  async function act(id: string, acted: Omit<Act, 'by'>, context: GraphContext, info: GraphQLResolveInfo) {
    requireDecider(context);
    const key = alertKey(id);
    await desk.act(key, { ...acted, by: context.caller.name });
    return deps.readAlert(key, context, info);
  }

  @Resolver()
  class AlertOperationResolver {
    @Query(() => [ComparisonReport], { description: '数据比对模块' })
    comparisons(@Args(() => ComparisonsArgs) { ids }: ComparisonsArgs) {
      return deps.reports.read(ids ?? null);
    }

    @Query(() => ComparisonReport, { description: '数据比对模块' })
    async comparison(@Arg('id', () => ID) id: string) {
      const [found] = await deps.reports.read([id]);
      return found;
    }

    @Query(() => deps.alert, { nullable: true, description: '预警' })
    alert(
      @Arg('id', () => ID) id: string,
      @Ctx() context: GraphContext,
      @Info() info: GraphQLResolveInfo,
    ): Promise<Node | null> {
      return deps.readAlert(alertKey(id), context, info);
    }

    @Query(() => [Suppression], { description: 'Suppressions in force, the latest first' })
    async suppressions(@Ctx() { caller }: GraphContext): Promise<Suppression[]> {
      return (await desk.suppressions()).map((each) => ({
        ...each,
        id: String(each.id),
        reason: sees(caller, 'personal') ? each.reason : null,
        createdAt: instant(each.createdAt) ?? '',
      }));
    }

    @Mutation(() => [ComparisonReport], { description: 'Enqueues runs; answers with the comparisons' })
    async runComparison(@Arg('ids', () => [ID]) ids: string[], @Ctx() context: GraphContext) {
      requireDecider(context);
      const found = await deps.reports.read(ids);
      await deps.compare(ids);
      return found;
    }

    @Mutation(() => deps.alert, { description: 'Seen, and to be followed up' })
    triageAlert(
      @Args(() => AlertArgs) { id, reason }: AlertArgs,
      @Ctx() context: GraphContext,
      @Info() info: GraphQLResolveInfo,
    ): Promise<Node | null> {
      return act(id, { to: 'TRIAGED', reason: reason ?? null }, context, info);
    }

    @Mutation(() => deps.alert, { description: 'Gives an alert to somebody' })
    assignAlert(
      @Args(() => AssignArgs) { id, assignee, reason }: AssignArgs,
      @Ctx() context: GraphContext,
      @Info() info: GraphQLResolveInfo,
    ): Promise<Node | null> {
      return act(id, { to: 'ASSIGNED', assignee, reason: reason ?? null }, context, info);
    }

    @Mutation(() => deps.alert, {
      description: 'Records what a human found; a false positive needs a reason',
    })
    resolveAlert(
      @Args(() => ResolveArgs) { id, decision, reason }: ResolveArgs,
      @Ctx() context: GraphContext,
      @Info() info: GraphQLResolveInfo,
    ): Promise<Node | null> {
      return act(id, { to: decision, reason: reason ?? null }, context, info);
    }

    @Mutation(() => deps.alert, { description: 'Takes a decision back' })
    reopenAlert(
      @Args(() => AlertArgs) { id, reason }: AlertArgs,
      @Ctx() context: GraphContext,
      @Info() info: GraphQLResolveInfo,
    ): Promise<Node | null> {
      return act(id, { to: 'OPEN', reason: reason ?? null }, context, info);
    }

    @Mutation(() => SuppressionReport, {
      description: 'Keeps alerts of a comparison or about a subject out of sight',
    })
    async suppress(@Args(() => SuppressArgs) args: SuppressArgs, @Ctx() context: GraphContext) {
      requireDecider(context);
      const { module = null, subject = null, reason, expires } = args;
      const { id, alerts } = await desk.suppress({ module, subject, reason, expires }, context.caller.name);
      return { id: String(id), alerts };
    }

    @Mutation(() => ComparisonVersionReport, {
      description: 'Makes a version the live one: it needs a backtest on record, and a second person',
    })
    async activateComparison(
      @Args(() => ActivateArgs) { id, version }: ActivateArgs,
      @Ctx() context: GraphContext,
    ) {
      requireDecider(context);
      const active = await desk.versions.activate(id, version, context.caller.name);
      await deps.compare([id]);
      const [described] = await deps.reports.describe([active]);
      return described;
    }
  }
  return AlertOperationResolver;
}
