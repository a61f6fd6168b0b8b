import {
  execute,
  getOperationAST,
  print,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { RetryableError } from '../errors.js';
import type { Translate } from './client-error.js';
import { createCompile, type Compiled } from './compile.js';
import { coerceVariables } from './variable.js';

/** One request on its way: what the resolvers get as context, and what ends their work early. */
export interface Exchange {
  readonly context: object;
  readonly abort: AbortController;
}

/** A checked query or mutation, or a subscription with one of its events. */
export interface Operation {
  readonly document: DocumentNode;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
  /** The event, when the operation is a subscription. */
  readonly rootValue?: unknown;
  readonly exchange: Exchange;
}

/** Runs an operation; every error in the result is one that a client may see. Never rejects. */
export type Executor = (operation: Operation) => Promise<ExecutionResult>;

/** Extensions of an answer, by the context of its operation. */
export type Extensions = (context: object) => Promise<Readonly<Record<string, unknown>> | undefined>;

type Answer = ExecutionResult | Promise<ExecutionResult>;

const MAX_COMPILED = 500;

/** Settles with the work; rejects when it is aborted or, after `ms`, aborts it. */
async function within<T>(ms: number, abort: AbortController, work: () => T | Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const ended = new Promise<never>((_, reject) => {
    const cancelled = (): void => reject(new RetryableError('CANCELLED', 'the request was cancelled'));
    if (abort.signal.aborted) return cancelled();
    abort.signal.addEventListener('abort', cancelled, { once: true });
    timer = setTimeout(() => {
      reject(new RetryableError('QUERY_TIMEOUT', `the query took longer than ${ms} ms: ask for less`));
      abort.abort();
    }, ms);
  });
  // When the work throws at once nobody awaits this, and an abort may still reject it.
  ended.catch(() => {});
  try {
    return await Promise.race([work(), ended]);
  } finally {
    clearTimeout(timer);
  }
}

/** Makes the executor that HTTP and WebSocket share: compiled queries in a bounded cache, under a timeout. */
export function createExecutor(deps: {
  schema: GraphQLSchema;
  translate: Translate;
  timeoutMs: number;
  /** What is to be said beside an answer, by the context that it was made in. */
  extensions?: Extensions | undefined;
}): Executor {
  const { schema, translate, timeoutMs, extensions = async () => undefined } = deps;
  const compile = createCompile(schema);
  const cache = new LRUCache<string, { readonly compiled: Compiled | null }>({ max: MAX_COMPILED });
  const compiledOf = (document: DocumentNode, operationName: string | undefined): Compiled | null => {
    const key = `${operationName ?? ''}\n${document.loc?.source.body ?? print(document)}`;
    const entry = cache.get(key) ?? { compiled: compile(document, operationName) };
    cache.set(key, entry);
    return entry.compiled;
  };
  const run = ({ document, operationName, variables, rootValue, exchange }: Operation): Answer => {
    const name = operationName ?? undefined;
    const compiled = compiledOf(document, name);
    const contextValue = exchange.context;
    const variableValues = variables ?? {};
    if (!compiled)
      return execute({ schema, document, operationName: name, rootValue, contextValue, variableValues });
    const operation = getOperationAST(document, name);
    return compiled(
      rootValue,
      contextValue,
      operation ? coerceVariables(schema, operation, variableValues) : {},
    );
  };
  return async (operation) => {
    try {
      const result = await within(timeoutMs, operation.exchange.abort, () => run(operation));
      // Nothing that is said beside an answer may cost the answer.
      const more = await extensions(operation.exchange.context).catch(() => undefined);
      return {
        ...result,
        ...(result.errors && { errors: result.errors.map(translate) }),
        ...(more && { extensions: { ...result.extensions, ...more } }),
      };
    } catch (error) {
      return { errors: [translate(error)] };
    }
  };
}
