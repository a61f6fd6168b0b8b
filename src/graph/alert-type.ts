import { ArgsType, Field, ID, Int, ObjectType } from 'type-graphql';
import {
  ComparisonReport,
  ComparisonVersionReport,
  ParameterReport,
  TestedInFavour,
} from './comparison-type.js';
import { DateScalar, DateTimeScalar } from './scalar.js';
import type { FieldSpecs } from './type-class.js';

export const ALERT_DESCRIPTION = '预警: a lead for a human, with its evidence; never a decision';

/** A computed figure. */
@ObjectType({ description: 'A figure that a comparison computed', simpleResolvers: true })
export class AlertFact {
  @Field()
  name!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Numbers and tests as text; other values only if your roles allow it',
  })
  value!: string | null;
}

/** A value of a source row as it was. */
@ObjectType({
  description: 'A value of a source row as it was, masked as your roles demand',
  simpleResolvers: true,
})
export class EvidenceValue {
  @Field({ description: 'Field of the category; `owners.0.ownerKind` within a list' })
  field!: string;

  @Field()
  zh!: string;

  @Field(() => String, { nullable: true })
  value!: string | null;
}

/** A source row that an alert rests on. */
@ObjectType({ description: 'A source row that the alert rests on, as it was then', simpleResolvers: true })
export class AlertEvidence {
  @Field(() => ID)
  category!: string;

  @Field()
  department!: string;

  @Field(() => ID, { description: 'The row itself, for `node`, as long as it exists' })
  row!: string;

  @Field(() => String, { nullable: true, description: 'Name of the delivery' })
  delivery!: string | null;

  @Field(() => String, { nullable: true })
  position!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the hub took the delivery in' })
  recordedAt!: string | null;

  @Field(() => DateScalar)
  asOf!: string;

  @Field({ description: 'Whether later evidence took its place' })
  replaced!: boolean;

  @Field(() => [EvidenceValue])
  values!: EvidenceValue[];
}

/** A part of what changed. */
@ObjectType({ description: 'What changed, before and after', simpleResolvers: true })
export class AlertDifference {
  @Field()
  name!: string;

  @Field(() => String, { nullable: true })
  before!: string | null;

  @Field(() => String, { nullable: true })
  after!: string | null;
}

/** A transition or change of an alert. */
@ObjectType({ description: 'A transition or a change', simpleResolvers: true })
export class AlertEvent {
  @Field(() => DateTimeScalar)
  at!: string;

  @Field({ description: 'Who; `comparison` for the engine' })
  by!: string;

  @Field(() => String, { nullable: true })
  from!: string | null;

  @Field()
  to!: string;

  @Field(() => String, { nullable: true, description: 'Null unless your roles allow it' })
  reason!: string | null;

  @Field(() => [AlertDifference])
  difference!: AlertDifference[];
}

/** Up to when an input was complete. */
@ObjectType({ description: 'State of an input when the alert was raised or changed', simpleResolvers: true })
export class AlertInput {
  @Field(() => ID)
  category!: string;

  @Field(() => DateTimeScalar, { nullable: true })
  watermark!: string | null;

  @Field(() => Int)
  quarantined!: number;
}

/** Arguments of `evidence`. */
@ArgsType()
export class EvidenceArgs {
  @Field(() => Boolean, { defaultValue: false, description: 'Evidence that a change replaced, too' })
  replaced!: boolean;
}

/** Fields of Alert that are no columns of its table. */
export const ALERT_FIELDS: FieldSpecs = {
  comparison: { type: () => ComparisonReport, description: 'What was asked' },
  version: { type: () => ComparisonVersionReport, description: 'The version that found these facts' },
  parameters: { type: () => [ParameterReport], description: 'In force on the judged date' },
  facts: { type: () => [AlertFact], description: 'The computed overlap or difference' },
  evidence: { type: () => [AlertEvidence], args: EvidenceArgs },
  events: { type: () => [AlertEvent], description: 'Oldest first' },
  freshness: { type: () => [AlertInput], description: 'Of each input, when it was last found' },
  testedInFavour: {
    type: () => [TestedInFavour],
    description: "What was tested in the subject's favour and did not apply",
  },
};
