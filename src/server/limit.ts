import { getOperationAST, type DocumentNode, type GraphQLSchema } from 'graphql';
import { BadInput } from '../errors.js';
import { sizeOf, type OperationSize } from './operation-size.js';
import { coerceVariables } from './variable.js';

/** What one request may ask for; the same on HTTP and WebSocket, checked before anything is executed. */
export interface Limits {
  /** Levels of fields, the root field being the first. */
  readonly depth: number;
  /** Aliases after all fragments are spread. */
  readonly aliases: number;
  readonly rootFields: number;
  /** Nodes that the operation could return, see `sizeOf`. */
  readonly cost: number;
  /** Lexical tokens of the document. */
  readonly tokens: number;
  /** Bytes of an HTTP body or of a WebSocket message. */
  readonly bodyBytes: number;
  readonly timeoutMs: number;
  /** Operations that run at a time on one WebSocket, subscriptions included. */
  readonly operationsPerSocket: number;
}

/** The limits that hold unless the configuration says otherwise. */
export const defaultLimits: Limits = {
  depth: 12,
  aliases: 30,
  rootFields: 20,
  cost: 100_000,
  tokens: 5_000,
  bodyBytes: 100 * 1024,
  timeoutMs: 30_000,
  operationsPerSocket: 20,
};

interface Rule {
  readonly limit: 'depth' | 'aliases' | 'rootFields' | 'cost';
  readonly code: string;
  readonly says: (limit: number) => string;
}

const RULES: readonly Rule[] = [
  {
    limit: 'rootFields',
    code: 'TOO_MANY_ROOT_FIELDS',
    says: (limit) => `an operation may select at most ${limit} root fields: send several requests`,
  },
  {
    limit: 'depth',
    code: 'QUERY_TOO_DEEP',
    says: (limit) => `fields may be nested at most ${limit} levels deep: split the query`,
  },
  {
    limit: 'aliases',
    code: 'TOO_MANY_ALIASES',
    says: (limit) =>
      `an operation may use at most ${limit} aliases, fragments included: send several requests`,
  },
  {
    limit: 'cost',
    code: 'QUERY_TOO_COSTLY',
    says: (limit) =>
      `an operation may ask for at most ${limit} nodes, page sizes multiplied down the tree: lower first or last, or page`,
  },
];

function check(size: OperationSize, limits: Limits): void {
  for (const { limit, code, says } of RULES) {
    if (size[limit] > limits[limit]) throw new BadInput(code, says(limits[limit]));
  }
}

/**
 * Checks a valid document's chosen operation against the limits.
 * @throws BadInput `OPERATION_RESOLUTION_FAILURE`, `BAD_USER_INPUT` for unusable variables, or the limit's code
 */
export function checkOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | undefined,
  variables: Readonly<Record<string, unknown>> | undefined,
  limits: Limits,
): void {
  const operation = getOperationAST(document, operationName);
  if (!operation)
    throw new BadInput('OPERATION_RESOLUTION_FAILURE', 'name one operation of the document in operationName');
  check(sizeOf(schema, document, operation, coerceVariables(schema, operation, variables ?? {})), limits);
}
