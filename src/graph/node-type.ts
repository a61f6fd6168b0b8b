import type { ClassType } from 'type-graphql';
import { createUnionType } from 'type-graphql';
import { isMaskable } from '../access/mask.js';
import type { Field } from '../catalog/field.js';
import { ALERT_DESCRIPTION, ALERT_FIELDS } from './alert-type.js';
import { connectionTypes, type ConnectionTypes } from './connection-type.js';
import { GoldenAttribute, nodeInterface, Provenance } from './shared-type.js';
import type { Member, Shape } from './shape.js';
import type { Subjects } from './subject.js';
import { objectClass, type FieldSpec, type FieldSpecs, type TypeOf } from './type-class.js';
import { createValueTypes, IdType, type ValueTypes } from './value-type.js';

/** A category, or a list of it, with its GraphQL types. */
export interface CategoryTypes extends ConnectionTypes {
  readonly shape: Shape;
  readonly node: ClassType;
  readonly lists: readonly ListTypes[];
}

/** A list field: its elements are objects of `node`, or plain values where there is none. */
interface ListTypes {
  readonly name: string;
  readonly shape: Shape;
  readonly spec: FieldSpec;
  readonly node: ClassType | null;
}

/** All types of a schema that come from the catalog. */
export interface GraphTypes {
  readonly node: ClassType;
  readonly person: ClassType;
  readonly organization: ClassType;
  readonly persons: ConnectionTypes;
  readonly organizations: ConnectionTypes;
  readonly categories: readonly CategoryTypes[];
  readonly alerts: CategoryTypes;
}

function describe({ zh, note, unit }: Field): string {
  return [zh, unit && `(${unit})`, note && `- ${note}`].filter(Boolean).join(' ');
}

/** A masked value that is no text is null, so whatever can be masked is nullable. */
function memberSpec(values: ValueTypes, { field, sensitivity }: Member): FieldSpec {
  return {
    type: values.output(field),
    nullable: field.nullable || isMaskable(sensitivity),
    description: describe(field),
  };
}

function memberSpecs(values: ValueTypes, shape: Shape): FieldSpecs {
  return Object.fromEntries([...shape.members].map(([name, member]) => [name, memberSpec(values, member)]));
}

type Targets = Readonly<Record<'person' | 'organization' | 'party', TypeOf>>;

function linkSpecs(shape: Shape, targets: Targets): FieldSpecs {
  const specs = [...shape.links].map(([name, { link }]): [string, FieldSpec] => {
    if (shape.members.has(name))
      throw new Error(`${shape.type} has a field and a link that are named ${name}`);
    return [name, { type: targets[link.to], nullable: true, description: link.field.zh }];
  });
  return Object.fromEntries(specs);
}

function listTypes(values: ValueTypes, targets: Targets, name: string, shape: Shape): ListTypes {
  const value = shape.plain && shape.members.get('value');
  if (value) {
    const type = values.output(value.field);
    const nullable = isMaskable(value.sensitivity) && ('items' as const);
    return { name, shape, node: null, spec: { type: () => [type()], nullable, description: value.field.zh } };
  }
  const node = objectClass(
    shape.type,
    { description: `One of ${name}${shape.category ? ` of ${shape.category.type}` : ''}` },
    { ...memberSpecs(values, shape), ...linkSpecs(shape, targets) },
  );
  return { name, shape, node, spec: { type: () => [node] } };
}

/** Attributes that several categories describe differently are text. */
function attributeSpecs(values: ValueTypes, subjects: Subjects): FieldSpecs {
  const specs = [...subjects.attributes].map(([name, fields]): [string, FieldSpec] => {
    const types = new Set(fields.map((field) => values.output(field)()));
    const [only] = types.size === 1 ? fields : [];
    const text: TypeOf = () => String;
    return [
      name,
      {
        type: only ? values.output(only) : text,
        nullable: true,
        description: `${fields[0]?.zh ?? name}, golden`,
      },
    ];
  });
  return Object.fromEntries(specs);
}

function subjectSpecs(values: ValueTypes, subjects: Subjects, hanging: () => FieldSpecs): FieldSpecs {
  return {
    id: { type: IdType },
    ...memberSpecs(values, subjects.shape),
    ...attributeSpecs(values, subjects),
    golden: { type: () => [GoldenAttribute], description: 'Where the attributes were taken from' },
    ...hanging(),
  };
}

function hangingSpecs(
  categories: readonly CategoryTypes[],
  alerts: CategoryTypes,
  side: 'onPerson' | 'onOrganization',
): FieldSpecs {
  const specs = categories.flatMap(({ shape, connection, args }) =>
    (shape.category?.links ?? []).flatMap((link): [string, FieldSpec][] => {
      const name = link[side];
      return name === undefined
        ? []
        : [[name, { type: () => connection, args, description: `${shape.category?.zh}: ${link.field.zh}` }]];
    }),
  );
  const { connection, args } = alerts;
  return {
    ...Object.fromEntries(specs),
    alerts: { type: () => connection, args, description: '预警: what comparisons found about this subject' },
  };
}

/** Makes the classes of all types that the catalog implies, decorated for type-graphql. */
export function graphTypes(
  shapes: readonly Shape[],
  alertShape: Shape,
  persons: Subjects,
  organizations: Subjects,
): GraphTypes {
  const values = createValueTypes();
  const node = nodeInterface();
  // Subjects and categories refer to each other: the thunks are called when all of them exist.
  const late: { person?: ClassType; organization?: ClassType; subject?: symbol | object } = {};
  const targets = {
    person: () => late.person ?? Object,
    organization: () => late.organization ?? Object,
    party: () => late.subject ?? Object,
  };

  function categoryTypes(shape: Shape, own: FieldSpecs = {}): CategoryTypes {
    const lists = [...shape.lists].map(([name, elements]) => listTypes(values, targets, name, elements));
    const type = objectClass(
      shape.type,
      {
        description: shape.category ? `${shape.category.zh}: ${shape.category.row}` : ALERT_DESCRIPTION,
        implements: node,
        ...(shape.category && { base: shape.category.record }),
      },
      {
        id: { type: IdType },
        ...memberSpecs(values, shape),
        ...Object.fromEntries(lists.map((list) => [list.name, list.spec])),
        ...linkSpecs(shape, targets),
        ...(shape.category && { provenance: { type: () => Provenance } }),
        ...own,
      },
    );
    return { shape, node: type, lists, ...connectionTypes(values, shape, type) };
  }

  const categories = shapes.map((shape) => categoryTypes(shape));
  const alerts = categoryTypes(alertShape, ALERT_FIELDS);
  const subject = (subjects: Subjects, description: string, side: 'onPerson' | 'onOrganization'): ClassType =>
    objectClass(
      subjects.shape.type,
      { description, implements: node },
      subjectSpecs(values, subjects, () => hangingSpecs(categories, alerts, side)),
    );
  const person = (late.person = subject(persons, '自然人: one person', 'onPerson'));
  const organization = (late.organization = subject(
    organizations,
    '组织: a firm, public institution, village collective or authority',
    'onOrganization',
  ));
  late.subject = createUnionType({
    name: 'Subject',
    description: 'A person or an organization',
    types: () => [person, organization] as const,
  });
  return {
    node,
    person,
    organization,
    categories,
    alerts,
    persons: connectionTypes(values, persons.shape, person),
    organizations: connectionTypes(values, organizations.shape, organization),
  };
}
