import { execute, parse, type ExecutionResult } from 'graphql';
import type { Graph } from '../../src/graph/graph.js';
import { createTranslate } from '../../src/server/client-error.js';
import { createExecutor } from '../../src/server/executor.js';
import { recordedLog } from '../support/log.js';
import { callerWith } from './district.js';

type Role = Parameters<typeof callerWith>[0];

/** What came of an operation: its data, and the codes and messages of its errors. */
export interface Answer {
  readonly data: unknown;
  /** The value at a path such as `persons.nodes.0`; `*` gathers from every entry of a list. */
  at(path: string): unknown;
  readonly codes: readonly string[];
  readonly messages: readonly string[];
  readonly touched: readonly string[];
}

const LOG = recordedLog().logger;

function valueAt(value: unknown, path: readonly string[]): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (step === '*') return Array.isArray(value) ? value.map((entry) => valueAt(entry, rest)) : undefined;
  const entry = Object.entries(value ?? {}).find(([name]) => name === step);
  return valueAt(entry?.[1], rest);
}

function answerOf(result: ExecutionResult, touched: ReadonlySet<string>): Answer {
  const data: unknown = JSON.parse(JSON.stringify(result.data ?? null));
  return {
    data,
    at: (path) => valueAt(data, path.split('.')),
    codes: (result.errors ?? []).map(({ extensions }) => String(extensions['code'])),
    messages: (result.errors ?? []).map(({ message }) => message),
    touched: [...touched].toSorted(),
  };
}

/** Asks through the server's compiling executor. */
export async function ask(
  graph: Graph,
  source: string,
  role: Role = 'analyst',
  variables: Record<string, unknown> = {},
): Promise<Answer> {
  const translate = createTranslate({ log: LOG, tokens: 10_000 });
  const executor = createExecutor({ schema: graph.schema, translate, timeoutMs: 30_000 });
  const context = graph.context(callerWith(role));
  const result = await executor({
    document: parse(source),
    variables,
    exchange: { context, abort: new AbortController() },
  });
  return answerOf(result, context.touched);
}

/** Asks through graphql-js, which the server takes for very large documents. */
export async function interpret(graph: Graph, source: string, role: Role = 'analyst'): Promise<Answer> {
  const context = graph.context(callerWith(role));
  const document = parse(source);
  return answerOf(await execute({ schema: graph.schema, document, contextValue: context }), context.touched);
}
