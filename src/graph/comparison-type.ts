import { Args, ArgsType, Field, Float, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DateScalar, DateTimeScalar, DecimalScalar, MonthScalar } from './scalar.js';

/** How a run of a comparison ended. */
export const ComparisonRunStatus = {
  EVALUATED: 'EVALUATED',
  CANNOT_EVALUATE: 'CANNOT_EVALUATE',
  FAILED: 'FAILED',
} as const;
/** Where a version of a comparison stands. */
export const ComparisonVersionStatus = {
  DRAFT: 'draft',
  SHADOW: 'shadow',
  LIVE: 'live',
  RETIRED: 'retired',
} as const;

registerEnumType(ComparisonRunStatus, {
  name: 'ComparisonRunStatus',
  valuesConfig: {
    CANNOT_EVALUATE: { description: 'An input cannot be relied on: nothing was raised, changed or resolved' },
  },
});
registerEnumType(ComparisonVersionStatus, {
  name: 'ComparisonVersionStatus',
  valuesConfig: { SHADOW: { description: 'Runs, and raises no alert' } },
});

/** An exclusion. */
@ObjectType({ description: "What is tested in the subject's favour", simpleResolvers: true })
export class TestedInFavour {
  @Field()
  zh!: string;

  @Field()
  en!: string;
}

/** When alerts have a severity. */
@ObjectType({ description: 'When alerts have a severity', simpleResolvers: true })
export class SeverityRule {
  @Field()
  severity!: string;

  @Field()
  when!: string;
}

/** A value of a parameter and its first day. */
@ObjectType({
  description: 'A value of a parameter and the first judged date it is for',
  simpleResolvers: true,
})
export class DatedParameterValue {
  @Field()
  value!: string;

  @Field(() => DateScalar)
  validFrom!: string;
}

/** A parameter of a comparison. */
@ObjectType('ComparisonParameter', { description: 'A parameter of a comparison', simpleResolvers: true })
export class ParameterReport {
  @Field()
  name!: string;

  @Field()
  zh!: string;

  @Field()
  en!: string;

  @Field(() => String, { nullable: true })
  unit!: string | null;

  @Field({ description: 'The default, or the value in force' })
  value!: string;

  @Field(() => [DatedParameterValue], { description: 'Values that took the place of the default' })
  changes!: DatedParameterValue[];
}

/** Findings of a month in a backtest. */
@ObjectType({ description: 'Findings judged in one month', simpleResolvers: true })
export class BacktestMonthReport {
  @Field(() => MonthScalar)
  month!: string;

  @Field(() => Int)
  hits!: number;

  @Field(() => Int, { description: 'Of the version that was live then' })
  live!: number;

  @Field(() => DecimalScalar)
  amount!: string;
}

/** A trial of a version. */
@ObjectType('Backtest', { description: 'A trial on record; it raised no alert', simpleResolvers: true })
export class BacktestReport {
  @Field(() => DateTimeScalar)
  at!: string;

  @Field()
  by!: string;

  @Field(() => DateScalar)
  from!: string;

  @Field(() => DateScalar)
  to!: string;

  @Field(() => Int)
  hits!: number;

  @Field(() => Int, { description: 'Findings that the live version did not have' })
  added!: number;

  @Field(() => Int, { description: 'Findings that only the live version had' })
  removed!: number;

  @Field(() => Int, { description: 'Found by both with another severity, amount or date' })
  altered!: number;

  @Field(() => Int)
  milliseconds!: number;

  @Field(() => [BacktestMonthReport])
  months!: BacktestMonthReport[];
}

/** What humans decided about the alerts of a version. */
@ObjectType({ description: 'What humans decided about the alerts of a version', simpleResolvers: true })
export class DecisionCounts {
  @Field(() => Int)
  confirmed!: number;

  @Field(() => Int)
  falsePositive!: number;

  @Field(() => Int)
  dataError!: number;

  @Field(() => Int)
  notAViolation!: number;
}

/** A version of a comparison. */
@ObjectType('ComparisonVersion', {
  description: 'An immutable version: definition, statement and parameters',
  simpleResolvers: true,
})
export class ComparisonVersionReport {
  @Field(() => ID)
  id!: string;

  @Field(() => Int)
  number!: number;

  @Field({ description: 'SHA-256 of what is run' })
  print!: string;

  @Field(() => ComparisonVersionStatus)
  status!: string;

  @Field(() => DateTimeScalar)
  createdAt!: string;

  @Field()
  createdBy!: string;

  @Field(() => DateTimeScalar, { nullable: true })
  activatedAt!: string | null;

  @Field(() => String, { nullable: true })
  activatedBy!: string | null;

  @Field(() => [ParameterReport])
  parameters!: ParameterReport[];

  @Field(() => DecisionCounts)
  decisions!: DecisionCounts;

  @Field(() => Float, {
    nullable: true,
    description: 'Confirmed among decided, 0 to 1; null before any decision',
  })
  confirmedRate!: number | null;

  @Field(() => [BacktestReport], { description: 'The latest first' })
  backtests!: BacktestReport[];
}

/** Why an input could not be relied on. */
@ObjectType({ description: 'An input that could not be relied on', simpleResolvers: true })
export class ComparisonReason {
  @Field(() => ID)
  category!: string;

  @Field({ description: 'NEVER_LOADED, STALE or INCOMPLETE' })
  code!: string;
}

/** A run of a comparison. */
@ObjectType('ComparisonRun', { description: 'A run of a comparison', simpleResolvers: true })
export class ComparisonRunReport {
  @Field(() => ID)
  id!: string;

  @Field(() => DateScalar)
  asOf!: string;

  @Field(() => ComparisonRunStatus)
  status!: string;

  @Field({ description: 'refresh, schedule, version or manual' })
  cause!: string;

  @Field(() => Int, { description: 'Number of the version' })
  version!: number;

  @Field(() => DateTimeScalar)
  startedAt!: string;

  @Field(() => Int)
  milliseconds!: number;

  @Field(() => Int)
  findings!: number;

  @Field(() => Int)
  raised!: number;

  @Field(() => Int)
  changed!: number;

  @Field(() => Int)
  reopened!: number;

  @Field(() => Int)
  resolved!: number;

  @Field(() => Int)
  suppressed!: number;

  @Field(() => [ComparisonReason])
  reasons!: ComparisonReason[];

  @Field(() => String, { nullable: true, description: 'Code of the failure' })
  code!: string | null;
}

/** Fields that a comparison reads of a category. */
@ObjectType({ description: 'What a comparison reads', simpleResolvers: true })
export class ComparisonReads {
  @Field(() => ID)
  category!: string;

  @Field(() => [String])
  fields!: string[];
}

/** Arguments of `lastRuns`. */
@ArgsType()
export class ComparisonRunsArgs {
  @Field(() => Int, { defaultValue: 5, description: 'At most 100' })
  first!: number;
}

/** A comparison module. */
@ObjectType('Comparison', { description: '数据比对模块', simpleResolvers: true })
export class ComparisonReport {
  @Field(() => ID)
  id!: string;

  @Field({ description: 'Number of the specification' })
  no!: string;

  @Field()
  zh!: string;

  @Field()
  en!: string;

  @Field(() => [String], { description: 'Departments that act on its alerts' })
  serves!: string[];

  @Field(() => String, { nullable: true, description: 'Law or policy' })
  basis!: string | null;

  @Field(() => [SeverityRule])
  severity!: SeverityRule[];

  @Field(() => [ComparisonReads])
  reads!: ComparisonReads[];

  @Field(() => [ParameterReport], { description: 'Of the live version' })
  parameters!: ParameterReport[];

  @Field(() => [TestedInFavour])
  testedInFavour!: TestedInFavour[];

  @Field(() => [ComparisonVersionReport], { description: 'The latest first' })
  versions!: ComparisonVersionReport[];

  @Field(() => [ComparisonRunReport], { description: 'The latest first' })
  lastRuns!: ComparisonRunReport[];
}

Args(() => ComparisonRunsArgs)(ComparisonReport.prototype, 'lastRuns', 0);
