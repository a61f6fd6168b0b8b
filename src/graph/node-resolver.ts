import type { ClassType } from 'type-graphql';
import { createBatches, type GraphContext } from './context.js';
import type { ConnectionReader, ReadDeps } from './connection.js';
import type { CategoryTypes, GraphTypes } from './node-type.js';
import { readElementsOf, type Hanging } from './page.js';
import { KEY, projectionOf } from './projection.js';
import { selectionOf, type Selection } from './selection.js';
import { subjectColumn, type Shape, type ShapeLink } from './shape.js';
import type { Subjects } from './subject.js';
import { fieldResolvers, type FieldResolve } from './type-class.js';

/** The readers that resolvers share. */
export interface Readers {
  readonly persons: Subjects;
  readonly organizations: Subjects;
  /** By category id. */
  readonly connections: ReadonlyMap<string, ConnectionReader>;
  readonly alerts: ConnectionReader;
}

function linkResolver({ persons, organizations }: Readers, link: ShapeLink): FieldResolve {
  return (root, _args, context, info) => {
    const person = link.person && root[link.person];
    if (typeof person === 'number') return persons.link(context, info, person);
    const organization = link.organization && root[link.organization];
    return typeof organization === 'number' ? organizations.link(context, info, organization) : null;
  };
}

function linkResolvers(readers: Readers, shape: Shape): Record<string, FieldResolve> {
  return Object.fromEntries([...shape.links].map(([name, link]) => [name, linkResolver(readers, link)]));
}

function listResolver(deps: ReadDeps, elements: Shape): FieldResolve {
  const batched = createBatches<readonly unknown[]>();
  return (root, _args, context, info) =>
    batched(context, info, Number(root[KEY]), () => {
      const selection: Selection = elements.plain
        ? new Map([['value', info.fieldNodes]])
        : selectionOf(info, info.fieldNodes, elements.type);
      const { columns, added, read } = projectionOf(
        { vault: deps.vault, caller: context.caller },
        elements,
        selection,
      );
      return async (keys) => {
        const lists = await readElementsOf(deps.store, { table: elements.table, columns, added }, keys);
        const nodes = lists.map((rows) => rows.map(read));
        return elements.plain ? nodes.map((list) => list.map(({ value }) => value)) : nodes;
      };
    });
}

/** Resolvers of the links and lists of one category. */
export function categoryResolvers(deps: ReadDeps, readers: Readers, types: CategoryTypes): ClassType[] {
  const lists = types.lists.map(({ name, shape }) => [name, listResolver(deps, shape)]);
  return [
    fieldResolvers(types.node, { ...linkResolvers(readers, types.shape), ...Object.fromEntries(lists) }),
    ...types.lists.flatMap(({ node, shape }) =>
      node ? [fieldResolvers(node, linkResolvers(readers, shape))] : [],
    ),
  ];
}

function hangingOf(shape: Shape, list: string | null, column: string): Hanging {
  const elements = list === null ? undefined : shape.lists.get(list)?.table;
  return { column, ...(elements && { elements }) };
}

function connectionResolvers(
  readers: Readers,
  categories: readonly CategoryTypes[],
  kind: 'person' | 'organization',
): Record<string, FieldResolve> {
  const side = kind === 'person' ? 'onPerson' : 'onOrganization';
  const resolvers = categories.flatMap(({ shape }) =>
    (shape.category?.links ?? []).flatMap((link): [string, FieldResolve][] => {
      const name = link[side];
      const column = subjectColumn(link.field, kind);
      const reader = readers.connections.get(shape.category?.id ?? '');
      if (name === undefined || column === undefined || !reader) return [];
      const hanging = hangingOf(shape, link.list, column);
      return [
        [
          name,
          (root, args, context: GraphContext, info) =>
            reader.under(hanging, Number(root[KEY]), args, context, info),
        ],
      ];
    }),
  );
  const hanging: Hanging = { column: `${kind}_id`, elements: 'alert_subject' };
  return {
    ...Object.fromEntries(resolvers),
    alerts: (root, args, context, info) =>
      readers.alerts.under(hanging, Number(root[KEY]), args, context, info),
  };
}

/** Resolvers of the connections on the subjects. */
export function subjectResolvers(readers: Readers, types: GraphTypes): ClassType[] {
  return [
    fieldResolvers(types.person, connectionResolvers(readers, types.categories, 'person')),
    fieldResolvers(types.organization, connectionResolvers(readers, types.categories, 'organization')),
  ];
}
