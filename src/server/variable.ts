import {
  coerceInputValue,
  getVariableValues,
  isInputType,
  print,
  typeFromAST,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type VariableDefinitionNode,
} from 'graphql';
import { BadInput } from '../errors.js';

/** What graphql-js says about shape; its other texts quote the value, which may be an identity number. */
const ABOUT_SHAPE = /^(Expected non-nullable type|Expected type "[^"]+" to be an object|Field "\w+")/;

const MAX_FAULTS = 5;

function faultsOf(
  schema: GraphQLSchema,
  definition: VariableDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): string[] {
  const name = definition.variable.name.value;
  const type = typeFromAST(schema, definition.type);
  if (!isInputType(type)) return [];
  if (!(name in variables))
    return definition.defaultValue || definition.type.kind !== 'NonNullType' ? [] : [`$${name} is required`];
  const faults: string[] = [];
  coerceInputValue(variables[name], type, (path, _value, error) => {
    const where = ['$' + name, ...path].join('.');
    faults.push(
      ABOUT_SHAPE.test(error.message) ? `${where}: ${error.message}` : `${where} is no value of its type`,
    );
  });
  return faults.length > 0 ? [`${faults[0]} (declared ${print(definition.type)})`, ...faults.slice(1)] : [];
}

/**
 * The operation's variables with their defaults.
 * @throws BadInput `BAD_USER_INPUT` that names each faulty variable and place, never its value
 */
export function coerceVariables(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const definitions = operation.variableDefinitions ?? [];
  const result = getVariableValues(schema, definitions, variables, { maxErrors: MAX_FAULTS });
  if (result.coerced) return result.coerced;
  const faults = definitions.flatMap((definition) => faultsOf(schema, definition, variables));
  throw new BadInput('BAD_USER_INPUT', `correct the variables: ${faults.slice(0, MAX_FAULTS).join('; ')}`);
}
