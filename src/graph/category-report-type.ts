import { GraphQLID } from 'graphql';
import { Args, ArgsType, Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DateTimeScalar } from './scalar.js';

/** How old a category's data are, against its own limits. */
export const FreshnessVerdict = {
  FRESH: 'FRESH',
  LATE: 'LATE',
  EXPIRED: 'EXPIRED',
  NEVER_LOADED: 'NEVER_LOADED',
} as const;

/** What became of a run. */
export const RunStatus = {
  RUNNING: 'RUNNING',
  SUCCEEDED: 'SUCCEEDED',
  FAILED: 'FAILED',
  HELD: 'HELD',
  CANCELLED: 'CANCELLED',
  ABANDONED: 'ABANDONED',
} as const;

const SensitivityEnum = {
  PUBLIC: 'public',
  INTERNAL: 'internal',
  PERSONAL: 'personal',
  SENSITIVE: 'sensitive',
} as const;

registerEnumType(FreshnessVerdict, { name: 'FreshnessVerdict' });
registerEnumType(RunStatus, {
  name: 'RunStatus',
  valuesConfig: {
    HELD: {
      description:
        'Waits for a decision: too many rows would be deleted or rejected, or a column has changed',
    },
  },
});
registerEnumType(SensitivityEnum, { name: 'Sensitivity' });

/** One code of a closed list. */
@ObjectType({ description: 'One code of a closed list', simpleResolvers: true })
export class FieldCode {
  @Field({ description: 'As delivered' })
  code!: string;

  @Field()
  constant!: string;

  @Field()
  zh!: string;
}

/** One field of a category. */
@ObjectType({ description: 'One field of a category', simpleResolvers: true })
export class CategoryField {
  @Field()
  name!: string;

  @Field()
  zh!: string;

  @Field({ description: 'Value type of the catalogue' })
  type!: string;

  @Field(() => Int, { nullable: true, description: 'Digits after the point of a decimal' })
  scale!: number | null;

  @Field()
  nullable!: boolean;

  @Field(() => SensitivityEnum)
  sensitivity!: string;

  @Field(() => String, { nullable: true })
  unit!: string | null;

  @Field(() => [FieldCode])
  codes!: readonly FieldCode[];

  @Field(() => String, { nullable: true, description: 'An open external code list' })
  standard!: string | null;

  @Field(() => String, { nullable: true, description: 'Regular expression for canonical values' })
  pattern!: string | null;

  @Field(() => String, { nullable: true })
  note!: string | null;

  @Field(() => String, { nullable: true, description: 'Name under which the department delivers it' })
  deliveredAs!: string | null;

  @Field(() => [CategoryField], { description: 'Fields of one element of a list' })
  of!: readonly CategoryField[];
}

/** How a category comes into the hub. */
@ObjectType({ description: 'How a category comes into the hub', simpleResolvers: true })
export class CategorySource {
  @Field({ description: 'view, api, file or soap' })
  kind!: string;

  @Field({ description: 'delta or full' })
  mode!: string;

  @Field({ description: 'Table, path, file name or operation' })
  name!: string;

  @Field({ description: 'Five-field cron' })
  schedule!: string;

  @Field({ description: 'Time zone of the schedule' })
  tz!: string;
}

/** How much of a category was set aside for one reason. */
@ObjectType({ description: 'Rows in quarantine for one reason', simpleResolvers: true })
export class QuarantineRate {
  @Field()
  reason!: string;

  @Field(() => Int)
  rows!: number;

  @Field(() => Float, { description: 'Of all rows of the category, live or set aside: 0 to 1' })
  share!: number;
}

/** Age of the data by the source's own watermark, not by when a job last ran. */
@ObjectType({ description: "Age of the data by the source's own watermark", simpleResolvers: true })
export class Freshness {
  @Field(() => FreshnessVerdict)
  verdict!: string;

  @Field(() => Int, { nullable: true, description: 'Seconds since the watermark' })
  age!: number | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Up to when the source was complete' })
  watermark!: string | null;

  @Field(() => Int, { description: 'Age in seconds from which data are LATE' })
  warn!: number;

  @Field(() => Int, { description: 'Age in seconds from which data are EXPIRED' })
  fail!: number;
}

/** How often values became null, and why. */
@ObjectType({ description: 'Values that became null although the row was accepted', simpleResolvers: true })
export class RunWarning {
  @Field()
  reason!: string;

  @Field(() => Int)
  count!: number;
}

/** One entry of the ledger: read = written + unchanged + quarantined + superseded + deleted. */
@ObjectType({ description: 'One run of a refresh', simpleResolvers: true })
export class Run {
  @Field(() => GraphQLID)
  id!: string;

  @Field(() => RunStatus)
  status!: string;

  @Field(() => DateTimeScalar)
  startedAt!: string;

  @Field(() => DateTimeScalar, { nullable: true })
  finishedAt!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it failed or was held' })
  code!: string | null;

  @Field(() => String, { nullable: true })
  message!: string | null;

  @Field(() => Int)
  rowsRead!: number;

  @Field(() => Int)
  written!: number;

  @Field(() => Int)
  unchanged!: number;

  @Field(() => Int)
  quarantined!: number;

  @Field(() => Int)
  superseded!: number;

  @Field(() => Int, { description: 'Deletions that were delivered' })
  deleted!: number;

  @Field(() => Int, { description: 'Rows deleted because a complete delivery lacked them' })
  removed!: number;

  @Field(() => [RunWarning])
  warnings!: RunWarning[];

  @Field(() => DateTimeScalar, { nullable: true })
  watermark!: string | null;
}

/** Arguments of `lastRuns`. */
@ArgsType()
export class LastRunsArgs {
  @Field(() => Int, { defaultValue: 5, description: 'At most 100' })
  first!: number;
}

/** One data category and the state of its data. */
@ObjectType('Category', { description: 'A data category and the state of its data', simpleResolvers: true })
export class CategoryReport {
  @Field(() => GraphQLID)
  id!: string;

  @Field({ description: 'Number of the catalogue' })
  no!: string;

  @Field()
  zh!: string;

  @Field()
  en!: string;

  @Field()
  department!: string;

  @Field({ description: 'What one row is' })
  row!: string;

  @Field(() => [String], { description: 'Fields that identify a row' })
  key!: readonly string[];

  @Field(() => CategorySource, { nullable: true })
  source!: CategorySource | null;

  @Field(() => [CategoryField])
  fields!: readonly CategoryField[];

  @Field(() => Int, { description: 'Live rows' })
  rows!: number;

  @Field(() => Int, { description: 'Rows in quarantine' })
  quarantined!: number;

  @Field(() => [QuarantineRate], { description: 'Rows in quarantine by reason, the most frequent first' })
  quarantine!: QuarantineRate[];

  @Field(() => Freshness)
  freshness!: Freshness;

  @Field(() => [Run], { description: 'The latest first' })
  lastRuns!: Run[];
}

Args(() => LastRunsArgs)(CategoryReport.prototype, 'lastRuns', 0);
