import { ArgsType, Field, Int, InterfaceType, ID, ObjectType, registerEnumType } from 'type-graphql';
import { DateTimeScalar } from './scalar.js';

/** Relay's page information. */
@ObjectType({ description: 'Where a page stands in its connection', simpleResolvers: true })
export class PageInfo {
  @Field()
  hasNextPage!: boolean;

  @Field()
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true })
  startCursor!: string | null;

  @Field(() => String, { nullable: true })
  endCursor!: string | null;
}

/** Where a row came from. */
@ObjectType({ description: 'Where a row came from', simpleResolvers: true })
export class Provenance {
  @Field()
  department!: string;

  @Field({ description: 'Name of the file, or of the reading of a view or service' })
  delivery!: string;

  @Field({ description: 'Line, ordinal or page/index in the delivery' })
  position!: string;

  @Field(() => DateTimeScalar)
  recordedAt!: string;
}

/** Which category an attribute of a subject was taken from. */
@ObjectType({ description: 'Which category an attribute of a subject was taken from', simpleResolvers: true })
export class GoldenAttribute {
  @Field()
  attribute!: string;

  @Field(() => ID)
  category!: string;

  @Field()
  department!: string;
}

/** Arguments of every connection. */
@ArgsType()
export class PageArgs {
  @Field(() => Int, { nullable: true, description: 'The first so many, 20 unless said, at most 500' })
  first?: number;

  @Field(() => String, { nullable: true })
  after?: string;

  @Field(() => Int, { nullable: true, description: 'The last so many, at most 500' })
  last?: number;

  @Field(() => String, { nullable: true })
  before?: string;
}

/** Direction of one entry of an order. */
export const OrderDirection = { ASC: 'ASC', DESC: 'DESC' } as const;

/** Interface of everything that `node` finds; made for each schema, since type-graphql collects implementations. */
export function nodeInterface(): new () => object {
  const target = class Node {};
  InterfaceType('Node', {
    description: 'An object with a globally unique id',
    resolveType: (value: { __typename: string }) => value.__typename,
  })(target);
  Field(() => ID)(target.prototype, 'id');
  return target;
}

registerEnumType(OrderDirection, { name: 'OrderDirection', description: 'Nulls come first ascending' });
