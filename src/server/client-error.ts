import { randomUUID } from 'node:crypto';
import { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import { BadInput, codeOf, Forbidden, HubError, NotFound } from '../errors.js';

/** The part of pino that the server writes to. */
export type Log = Pick<Logger, 'debug' | 'info' | 'error'>;

/** An error as a client may see it: a stable code, a message without values, no stack. */
export class ClientError extends GraphQLError {}

/** Turns whatever was thrown into what a client may see; what it hides is logged under an id. */
export type Translate = (error: unknown) => ClientError;

/** Codes of errors about the request itself, whose texts quote nothing but the request's document. */
const ABOUT_DOCUMENT = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_REQUEST',
]);

function rootOf(error: unknown): unknown {
  let root = error;
  while (root instanceof GraphQLError && root.originalError) root = root.originalError;
  return root;
}

/** Stack frames only: the lines above them hold the message, and drivers put SQL and identity numbers there. */
function framesOf(error: unknown): string[] {
  if (!(error instanceof Error) || !error.stack) return [];
  const start = error.stack.indexOf(error.message) + error.message.length;
  const lines = error.stack.slice(start).split('\n');
  return lines.filter((line) => /^\s+at \S/.test(line)).map((line) => line.trim());
}

const classOf = (error: unknown): string => (error instanceof Error ? error.constructor.name : typeof error);

const isTokenLimit = (error: GraphQLError): boolean => /contains more tha[nt] \d+ tokens/.test(error.message);

/** What the request's own document did wrong, when that is all there is to say. */
function documentError(error: unknown, tokens: number): ClientError | null {
  if (!(error instanceof GraphQLError) || error.path) return null;
  const code = error.extensions['code'];
  if (typeof code !== 'string' || !ABOUT_DOCUMENT.has(code)) return null;
  if (isTokenLimit(error))
    return new ClientError(`a document may have at most ${tokens} tokens: shorten or split it`, {
      extensions: { code: 'QUERY_TOO_LONG' },
    });
  const { nodes, source, positions } = error;
  return new ClientError(error.message, { nodes, source, positions, extensions: { code } });
}

/** Makes the translator; `tokens` is the limit that a too long document is told. */
export function createTranslate({ log, tokens }: { log: Log; tokens: number }): Translate {
  const place = (error: unknown): { path?: readonly (string | number)[]; nodes?: GraphQLError['nodes'] } =>
    error instanceof GraphQLError ? { ...(error.path && { path: error.path }), nodes: error.nodes } : {};
  const record = (code: string, error: unknown, root: unknown): string => {
    const errorId = randomUUID();
    const path = error instanceof GraphQLError ? error.path : undefined;
    log.error({ errorId, code, path, class: classOf(root), frames: framesOf(root) }, 'request failed');
    return errorId;
  };
  return (error) => {
    if (error instanceof ClientError) return error;
    const aboutDocument = documentError(error, tokens);
    if (aboutDocument) return aboutDocument;
    const root = rootOf(error);
    const code = codeOf(root);
    if (code === 'CANCELLED')
      return new ClientError('the request was cancelled', { ...place(error), extensions: { code } });
    if (root instanceof BadInput || root instanceof NotFound || root instanceof Forbidden)
      return new ClientError(root.message, { ...place(error), extensions: { code } });
    const errorId = record(code, error, root);
    const message =
      root instanceof HubError
        ? root.message
        : `the hub failed to answer; its log has the cause under ${errorId}`;
    return new ClientError(message, { ...place(error), extensions: { code, errorId } });
  };
}
