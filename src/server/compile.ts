import {
  getOperationAST,
  GraphQLScalarType,
  Kind,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import { sizeOf } from './operation-size.js';

/** A compiled operation; `variables` are coerced already. */
export type Compiled = (
  rootValue: unknown,
  context: object,
  variables: Readonly<Record<string, unknown>>,
) => ExecutionResult | Promise<ExecutionResult>;

/** Compiles one operation of a valid document; null where it is better interpreted. */
export type Compile = (document: DocumentNode, operationName: string | undefined) => Compiled | null;

/** Code is made for every field and possible type; beyond this, compiling costs more than it can save. */
const MAX_FIELDS = 2_000;

const COERCED = new GraphQLScalarType({ name: '_Coerced' });

/** The same operation with variables that are taken as they come. */
function withCoercedVariables(operation: OperationDefinitionNode): OperationDefinitionNode {
  return {
    ...operation,
    variableDefinitions: operation.variableDefinitions?.map(({ kind, variable }) => ({
      kind,
      variable,
      type: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: COERCED.name } },
    })),
  };
}

/**
 * Makes the compiler for a schema. graphql-jit writes code for coercing variables that never ends for an input type
 * which contains itself, as filters do; so variables are coerced by graphql-js and declared to it as an opaque scalar.
 * Resolvers see the schema and the operation as they are.
 */
export function createCompile(schema: GraphQLSchema): Compile {
  const view: GraphQLSchema = Object.create(schema, {
    getType: { value: (name: string) => (name === COERCED.name ? COERCED : schema.getType(name)) },
  });
  return (document, operationName) => {
    const operation = getOperationAST(document, operationName);
    if (!operation || sizeOf(schema, document, operation, {}).fields > MAX_FIELDS) return null;
    const definitions = document.definitions.map((definition) =>
      definition === operation ? withCoercedVariables(operation) : definition,
    );
    const compiled = compileQuery(view, { ...document, definitions }, operationName, {
      resolverInfoEnricher: () => ({ schema, operation }),
    });
    return isCompiledQuery(compiled)
      ? (rootValue, context, variables) => compiled.query(rootValue, context, variables)
      : null;
  };
}
