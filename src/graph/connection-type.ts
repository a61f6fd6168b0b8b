import { GraphQLInt, GraphQLString } from 'graphql';
import { registerEnumType, type ClassType } from 'type-graphql';
import { OrderDirection, PageArgs, PageInfo } from './shared-type.js';
import type { Shape } from './shape.js';
import { argsClass, inputClass, objectClass, type FieldSpec } from './type-class.js';
import type { ValueTypes } from './value-type.js';

/** Classes of a connection to objects of one type. */
export interface ConnectionTypes {
  readonly connection: ClassType;
  readonly args: ClassType;
  readonly filter: ClassType;
}

function connectionClass(node: ClassType, name: string): ClassType {
  const edge = objectClass(
    `${name}Edge`,
    { description: `One ${name} of a connection` },
    { node: { type: () => node }, cursor: { type: () => GraphQLString } },
  );
  return objectClass(
    `${name}Connection`,
    { description: `A page of ${name}` },
    {
      edges: { type: () => [edge] },
      nodes: { type: () => [node] },
      pageInfo: { type: () => PageInfo },
      totalCount: {
        type: () => GraphQLInt,
        description: 'Of the whole connection; counted only when asked for',
      },
    },
  );
}

function memberFilters(values: ValueTypes, shape: Shape): Record<string, FieldSpec> {
  return Object.fromEntries(
    [...shape.members].map(([name, { field }]) => {
      const filter = values.filter(field);
      return [name, { type: () => filter, nullable: true, description: field.zh }];
    }),
  );
}

function filterClass(values: ValueTypes, shape: Shape): ClassType {
  const lists = [...shape.lists].map(([name, elements]): [string, FieldSpec] => {
    const value = elements.plain && elements.members.get('value');
    const filter = value ? values.filter(value.field) : filterClass(values, elements);
    return [name, { type: () => filter, nullable: true, description: 'Fulfilled by one element at least' }];
  });
  const self: ClassType = inputClass(`${shape.type}Filter`, 'All given conditions hold', {
    and: { type: () => [self], nullable: true },
    or: { type: () => [self], nullable: true },
    not: { type: () => self, nullable: true },
    ...memberFilters(values, shape),
    ...Object.fromEntries(lists),
  });
  return self;
}

function orderClass(shape: Shape): ClassType | null {
  const sortable = [...shape.members.values()].filter(({ columns }) => columns[0]?.part === 'value');
  if (sortable.length === 0) return null;
  const names = Object.fromEntries(sortable.map(({ field }) => [field.name, field.name]));
  registerEnumType(names, {
    name: `${shape.type}OrderField`,
    valuesConfig: Object.fromEntries(sortable.map(({ field }) => [field.name, { description: field.zh }])),
  });
  return inputClass(`${shape.type}Order`, 'One field to sort by', {
    field: { type: () => names },
    direction: { type: () => OrderDirection, nullable: true },
  });
}

/** The connection to objects of `node` and its arguments: paging, filter and order. */
export function connectionTypes(values: ValueTypes, shape: Shape, node: ClassType): ConnectionTypes {
  const filter = filterClass(values, shape);
  const order = orderClass(shape);
  return {
    filter,
    connection: connectionClass(node, shape.type),
    args: argsClass(`${shape.type}Args`, PageArgs, {
      filter: { type: () => filter, nullable: true },
      ...(order && { orderBy: { type: () => [order], nullable: true } }),
    }),
  };
}
