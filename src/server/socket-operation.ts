import {
  createSourceEventStream,
  getOperationAST,
  GraphQLError,
  parse,
  validate,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import type { Translate } from './client-error.js';
import { presentEvents } from './event-stream.js';
import type { Exchange, Executor } from './executor.js';
import { checkOperation, type Limits } from './limit.js';
import type { Metrics } from './metric.js';

/** What running an operation of a WebSocket needs. */
export interface SocketOperationDeps<C> {
  readonly schema: GraphQLSchema;
  readonly executor: Executor;
  readonly translate: Translate;
  readonly limits: Limits;
  readonly metrics: Metrics;
  context(caller: C, signal: AbortSignal): object;
}

/** Operations of WebSockets, in the steps that graphql-ws asks for. */
export interface SocketOperations<C> {
  /** Parses, validates and checks a message's operation; throws or returns what Apollo would answer over HTTP. */
  begin(caller: C, payload: SubscribePayload, abort: AbortController): ExecutionArgs | GraphQLError[];
  execute(args: ExecutionArgs): Promise<ExecutionResult>;
  subscribe(args: ExecutionArgs): Promise<AsyncIterable<ExecutionResult> | ExecutionResult>;
  /** When the queries and mutations that run now have ended. */
  settled(): Promise<unknown>;
}

function parseDocument(query: string, tokens: number): DocumentNode {
  try {
    return parse(query, { maxTokens: tokens });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const { message, source, positions } = error;
    throw new GraphQLError(message, { source, positions, extensions: { code: 'GRAPHQL_PARSE_FAILED' } });
  }
}

function prepare(
  schema: GraphQLSchema,
  limits: Limits,
  payload: SubscribePayload,
): ExecutionArgs | GraphQLError[] {
  const { query, operationName, variables } = payload;
  const document = parseDocument(query, limits.tokens);
  const faults = validate(schema, document);
  if (faults.length > 0)
    return faults.map(
      ({ message, nodes }) =>
        new GraphQLError(message, { nodes, extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }),
    );
  checkOperation(schema, document, operationName ?? undefined, variables ?? undefined, limits);
  return { schema, document, operationName, variableValues: variables };
}

const codeOfResult = (result: ExecutionResult): string =>
  String(result.errors?.[0]?.extensions['code'] ?? 'OK');

/** Makes the operations; they share the executor and the limits with HTTP. */
export function createSocketOperations<C>(deps: SocketOperationDeps<C>): SocketOperations<C> {
  const { schema, executor, translate, limits, metrics } = deps;
  const begun = new WeakMap<ExecutionArgs, { readonly abort: AbortController; readonly caller: C }>();
  const running = new Set<Promise<ExecutionResult>>();

  // Each event of a subscription gets a context of its own: what one answer has read must not serve the next.
  const exchangeOf = (args: ExecutionArgs): Exchange => {
    const operation = begun.get(args);
    if (!operation) throw new Error('an operation was executed that never began');
    const { abort, caller } = operation;
    return { abort, context: deps.context(caller, abort.signal) };
  };

  const run = async (args: ExecutionArgs, rootValue?: unknown): Promise<ExecutionResult> => {
    const { document, operationName, variableValues: variables } = args;
    try {
      return await executor({ document, operationName, variables, rootValue, exchange: exchangeOf(args) });
    } catch (error) {
      return { errors: [translate(error)] };
    }
  };

  const open = async (args: ExecutionArgs): Promise<AsyncIterable<unknown> | ExecutionResult> => {
    try {
      const opened = await createSourceEventStream({ ...args, contextValue: exchangeOf(args).context });
      return Symbol.asyncIterator in opened ? opened : { errors: opened.errors?.map(translate) ?? [] };
    } catch (error) {
      return { errors: [translate(error)] };
    }
  };

  const record = (args: ExecutionArgs, code: string): void => {
    const kind = getOperationAST(args.document, args.operationName)?.operation ?? 'none';
    metrics.operation('websocket', kind, code);
  };

  return {
    begin(caller, payload, abort) {
      const prepared = prepare(schema, limits, payload);
      if (!Array.isArray(prepared)) begun.set(prepared, { abort, caller });
      return prepared;
    },
    async execute(args) {
      const work = run(args);
      running.add(work);
      const result = await work;
      running.delete(work);
      begun.get(args)?.abort.abort();
      record(args, codeOfResult(result));
      return result;
    },
    async subscribe(args) {
      const abort = begun.get(args)?.abort ?? new AbortController();
      const source = await open(args);
      if (Symbol.asyncIterator in source) {
        record(args, 'OK');
        return presentEvents({ source, abort, translate, run: (event) => run(args, event) });
      }
      abort.abort();
      record(args, codeOfResult(source));
      return source;
    },
    settled: () => Promise.allSettled(running),
  };
}
