import { GraphQLID, GraphQLString, type GraphQLResolveInfo } from 'graphql';
import { ArgsType, Field, type ClassType } from 'type-graphql';
import { BadInput } from '../errors.js';
import { readCategoryRow } from './category-row.js';
import type { ReadDeps } from './connection.js';
import type { GraphContext } from './context.js';
import { fromGlobalId } from './global-id.js';
import type { Readers } from './node-resolver.js';
import type { GraphTypes } from './node-type.js';
import type { Node } from './projection.js';
import type { FieldResolve, FieldSpec } from './type-class.js';

@ArgsType()
class PersonArgs {
  @Field(() => GraphQLString, { description: '18 digits, or 15 of before 1999' })
  citizenId!: string;
}

@ArgsType()
class OrganizationArgs {
  @Field(() => GraphQLString, { description: 'Unified social credit code, 18 characters' })
  uscc!: string;
}

@ArgsType()
class NodeArgs {
  @Field(() => GraphQLID)
  id!: string;
}

type QueryField = FieldSpec & { readonly resolve: FieldResolve };

function nodeReader(deps: ReadDeps, readers: Readers, types: GraphTypes) {
  const shapes = new Map([...types.categories, types.alerts].map(({ shape }) => [shape.type, shape]));
  return async (id: string, context: GraphContext, info: GraphQLResolveInfo): Promise<Node | null> => {
    const { type, key } = fromGlobalId(id);
    if (type === 'Person') return readers.persons.byKey(context, info, key);
    if (type === 'Organization') return readers.organizations.byKey(context, info, key);
    const shape = shapes.get(type);
    if (!shape) throw new BadInput('BAD_ID', 'take an id as it was given by an earlier answer');
    return readCategoryRow(deps, shape, key, context, info);
  };
}

function categoryFields(readers: Readers, types: GraphTypes): Record<string, QueryField> {
  const fields = types.categories.flatMap(({ shape, connection, args }): [string, QueryField][] => {
    const reader = readers.connections.get(shape.category?.id ?? '');
    if (!reader || !shape.category) return [];
    const resolve: FieldResolve = (_root, given, context, info) => reader.root(given, context, info);
    return [
      [shape.category.plural, { type: () => connection, args, resolve, description: shape.category.zh }],
    ];
  });
  return Object.fromEntries(fields);
}

/** Fields of Query that lead to subjects, categories' rows and nodes. */
export function rowFields(deps: ReadDeps, readers: Readers, types: GraphTypes): Record<string, QueryField> {
  const { persons, organizations } = readers;
  const node = nodeReader(deps, readers, types);
  const field = (type: ClassType, args: ClassType, resolve: FieldResolve, nullable = true): QueryField => ({
    type: () => type,
    args,
    resolve,
    nullable,
  });
  return {
    person: field(types.person, PersonArgs, (_root, { citizenId }, context, info) =>
      persons.byIdentifier(context, info, deps.identifiers.citizenId(String(citizenId))),
    ),
    persons: field(
      types.persons.connection,
      types.persons.args,
      (_root, args, context, info) => persons.connection.root(args, context, info),
      false,
    ),
    organization: field(types.organization, OrganizationArgs, (_root, { uscc }, context, info) =>
      organizations.byIdentifier(context, info, deps.identifiers.uscc(String(uscc))),
    ),
    organizations: field(
      types.organizations.connection,
      types.organizations.args,
      (_root, args, context, info) => organizations.connection.root(args, context, info),
      false,
    ),
    node: field(types.node, NodeArgs, (_root, { id }, context, info) => node(String(id), context, info)),
    ...categoryFields(readers, types),
  };
}
