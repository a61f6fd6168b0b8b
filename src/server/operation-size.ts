import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** How much an operation asks for, fragments spread, `@skip` and `@include` taken as if everything stayed. */
export interface OperationSize {
  readonly depth: number;
  readonly aliases: number;
  readonly rootFields: number;
  /** Fields of all levels, those of an interface or union once for each type it may be. */
  readonly fields: number;
  /**
   * Nodes that could come back: a field with `first` or `last` counts that many, any other object field one, each
   * times the nodes above it. The wrappers of a Relay connection (`edges`, `nodes`, `node`, `pageInfo`) count nothing.
   */
  readonly cost: number;
}

const NOTHING: OperationSize = { depth: 0, aliases: 0, rootFields: 0, fields: 0, cost: 0 };

/** Counted for a page whose size neither the query nor the schema states. */
const UNSTATED_PAGE = 100;

const sum = (sizes: readonly OperationSize[]): OperationSize =>
  sizes.reduce(
    (total, size) => ({
      depth: Math.max(total.depth, size.depth),
      aliases: total.aliases + size.aliases,
      rootFields: total.rootFields + size.rootFields,
      fields: total.fields + size.fields,
      cost: total.cost + size.cost,
    }),
    NOTHING,
  );

const isWrapper = (type: GraphQLNamedType | undefined): boolean =>
  /(Connection|Edge)$/.test(type?.name ?? '');

function fieldOf(
  type: GraphQLNamedType | undefined,
  name: string,
): GraphQLField<unknown, unknown> | undefined {
  return isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
}

type Variables = Readonly<Record<string, unknown>>;

/** Nodes that one parent may bring through this field. */
function pageSize(
  field: GraphQLField<unknown, unknown> | undefined,
  node: FieldNode,
  variables: Variables,
): number {
  const pagers = field?.args.filter(({ name }) => name === 'first' || name === 'last') ?? [];
  if (pagers.length === 0) return 1;
  const stated = pagers.flatMap((argument) => {
    const given = node.arguments?.find(({ name }) => name.value === argument.name)?.value;
    if (given?.kind === Kind.INT) return [Number(given.value)];
    const value = given?.kind === Kind.VARIABLE ? variables[given.name.value] : undefined;
    if (typeof value === 'number') return [value];
    return given?.kind !== Kind.NULL && value !== null && typeof argument.defaultValue === 'number'
      ? [argument.defaultValue]
      : [];
  });
  return stated.length === 0 ? UNSTATED_PAGE : Math.max(0, ...stated);
}

/** Measures one operation of a valid document; linear in the document, however fragments multiply. */
export function sizeOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): OperationSize {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  // A fragment has one size wherever it is spread; while it is being measured it counts nothing, so a cycle ends.
  const measured = new Map<string, OperationSize>();

  const spread = (name: string): OperationSize => {
    const known = measured.get(name);
    const fragment = fragments.get(name);
    if (known || !fragment) return known ?? NOTHING;
    measured.set(name, NOTHING);
    const size = select(fragment.selectionSet, schema.getType(fragment.typeCondition.name.value));
    measured.set(name, size);
    return size;
  };

  const ofField = (node: FieldNode, parent: GraphQLNamedType | undefined): OperationSize => {
    const field = fieldOf(parent, node.name.value);
    const type = field && getNamedType(field.type);
    const inner = node.selectionSet ? select(node.selectionSet, type) : NOTHING;
    const aliases = inner.aliases + (node.alias ? 1 : 0);
    const fields = 1 + inner.fields * (isAbstractType(type) ? schema.getPossibleTypes(type).length : 1);
    // Introspection is bounded by graphql-js itself and may go as deep as its well-known query does.
    if (node.name.value.startsWith('__')) return { depth: 0, aliases, rootFields: 1, fields, cost: 0 };
    const page = pageSize(field, node, variables);
    const own = isCompositeType(type) && !isWrapper(parent) ? page : 0;
    return { depth: inner.depth + 1, aliases, rootFields: 1, fields, cost: own + page * inner.cost };
  };

  const ofSelection = (node: SelectionNode, parent: GraphQLNamedType | undefined): OperationSize => {
    if (node.kind === Kind.FIELD) return ofField(node, parent);
    if (node.kind === Kind.FRAGMENT_SPREAD) return spread(node.name.value);
    return select(
      node.selectionSet,
      node.typeCondition ? schema.getType(node.typeCondition.name.value) : parent,
    );
  };

  const select = (set: SelectionSetNode, parent: GraphQLNamedType | undefined): OperationSize =>
    sum(set.selections.map((node) => ofSelection(node, parent)));

  return select(operation.selectionSet, schema.getRootType(operation.operation) ?? undefined);
}
