import { GraphQLID } from 'graphql';
import { Args, ArgsType, Field, Int, ObjectType, registerEnumType } from 'type-graphql';
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
  valuesConfig: { HELD: { description: 'Waits for a decision: too many rows would be deleted or rejected' } },
});
registerEnumType(SensitivityEnum, { name: 'Sensitivity' });

/** One field of a category. */
@ObjectType({ description: 'One field of a category', simpleResolvers: true })
export class CategoryField {
  @Field()
  name!: string;

  @Field()
  zh!: string;

  @Field({ description: 'Value type of the catalogue' })
  type!: string;

  @Field()
  nullable!: boolean;

  @Field(() => SensitivityEnum)
  sensitivity!: string;

  @Field(() => String, { nullable: true })
  unit!: string | null;

  @Field(() => String, { nullable: true })
  note!: string | null;
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

  @Field(() => [CategoryField])
  fields!: CategoryField[];

  @Field(() => Int, { description: 'Live rows' })
  rows!: number;

  @Field(() => Int, { description: 'Rows in quarantine' })
  quarantined!: number;

  @Field(() => Freshness)
  freshness!: Freshness;

  @Field(() => [Run], { description: 'The latest first' })
  lastRuns!: Run[];
}

Args(() => LastRunsArgs)(CategoryReport.prototype, 'lastRuns', 0);
