import { GraphQLBoolean, GraphQLID, GraphQLInt, GraphQLString, type GraphQLScalarType } from 'graphql';
import { registerEnumType, type ClassType } from 'type-graphql';
import type { CodeList, Field } from '../catalog/field.js';
import { DateScalar, DateTimeScalar, DecimalScalar, MonthScalar } from './scalar.js';
import { inputClass, type FieldSpecs, type TypeOf } from './type-class.js';

const SCALARS: Partial<Record<Field['type'], GraphQLScalarType>> = {
  integer: GraphQLInt,
  year: GraphQLInt,
  decimal: DecimalScalar,
  ratio: DecimalScalar,
  boolean: GraphQLBoolean,
  date: DateScalar,
  datetime: DateTimeScalar,
  month: MonthScalar,
};

/** Kind of comparisons a value takes. */
type Comparison = 'ordered' | 'text' | 'equal';

const OPERATORS: Readonly<Record<Comparison, readonly string[]>> = {
  equal: ['eq', 'ne', 'in'],
  ordered: ['eq', 'ne', 'in', 'lt', 'lte', 'gt', 'gte'],
  text: ['eq', 'ne', 'in', 'lt', 'lte', 'gt', 'gte', 'contains', 'startsWith'],
};

const isIdentifier = ({ type }: Field): boolean =>
  type === 'citizenId' || type === 'uscc' || type === 'partyId';

function comparisonOf(field: Field): Comparison {
  if (isIdentifier(field) || field.codes || field.type === 'boolean') return 'equal';
  return SCALARS[field.type] ? 'ordered' : 'text';
}

function operatorFields(type: object, comparison: Comparison): FieldSpecs {
  const operators = OPERATORS[comparison].map((name) => [
    name,
    { type: (): object | [object] => (name === 'in' ? [type] : type), nullable: true },
  ]);
  return { ...Object.fromEntries(operators), isNull: { type: () => GraphQLBoolean, nullable: true } };
}

const constantsOf = (list: CodeList): (readonly [string, string])[] => Object.values(list.codes);

/** The value types of one schema: enums of the code lists, and the filters of each type, made once. */
export function createValueTypes() {
  const enums = new Map<string, { constants: string; type: object }>();
  const filters = new Map<string, ClassType>();

  function enumOf(list: CodeList): object {
    const constants = JSON.stringify(constantsOf(list).toSorted());
    const known = enums.get(list.name);
    if (known && known.constants !== constants) throw new Error(`two code lists are named ${list.name}`);
    if (known) return known.type;
    const type = Object.fromEntries(constantsOf(list).map(([constant]) => [constant, constant]));
    registerEnumType(type, {
      name: list.name,
      valuesConfig: Object.fromEntries(
        constantsOf(list).map(([constant, zh]) => [constant, { description: zh }]),
      ),
    });
    enums.set(list.name, { constants, type });
    return type;
  }

  const typeOf = (field: Field): object =>
    field.codes ? enumOf(field.codes) : (SCALARS[field.type] ?? GraphQLString);

  function filterName(field: Field): string {
    if (isIdentifier(field)) return 'IdentifierFilter';
    return `${field.codes?.name ?? SCALARS[field.type]?.name ?? 'String'}Filter`;
  }

  return {
    /** Output type of a field; identifiers are text. */
    output: (field: Field): TypeOf => {
      const type = typeOf(field);
      return () => type;
    },
    /** Filter of a field: `eq ne in`, comparisons where they have a sense, `isNull`. */
    filter(field: Field): ClassType {
      const name = filterName(field);
      const known = filters.get(name);
      if (known) return known;
      const made = inputClass(
        name,
        'Conditions on one value; all of them hold',
        operatorFields(typeOf(field), comparisonOf(field)),
      );
      filters.set(name, made);
      return made;
    },
  };
}

export type ValueTypes = ReturnType<typeof createValueTypes>;

/** Type of global ids. */
export const IdType: TypeOf = () => GraphQLID;
