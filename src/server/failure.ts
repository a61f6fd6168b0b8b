import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import type { Translate } from './client-error.js';

interface Answer {
  readonly code: string;
  readonly message: string;
}

function answerTo(error: FastifyError, bodyBytes: number): Answer | null {
  if (error.statusCode === 413)
    return { code: 'BODY_TOO_LARGE', message: `a request body may have at most ${bodyBytes} bytes` };
  if (error.statusCode === 415)
    return { code: 'UNSUPPORTED_MEDIA_TYPE', message: 'send the request as application/json' };
  if (error.code === 'FST_ERR_CTP_INVALID_JSON_BODY' || error.code === 'FST_ERR_CTP_EMPTY_JSON_BODY')
    return { code: 'BAD_REQUEST', message: 'the request body is not JSON' };
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500)
    return { code: 'BAD_REQUEST', message: 'the request is malformed' };
  return null;
}

const bodyOf = ({ code, message }: Answer): object => ({ errors: [{ message, extensions: { code } }] });

/** Answers a request that never reached a handler's own answer: JSON with a code, and nothing of the cause. */
export function sendFailure(
  reply: FastifyReply,
  error: FastifyError,
  deps: { readonly translate: Translate; readonly bodyBytes: number },
): FastifyReply {
  const answer = answerTo(error, deps.bodyBytes);
  if (answer) return reply.code(error.statusCode ?? 400).send(bodyOf(answer));
  return reply.code(500).send({ errors: [deps.translate(error).toJSON()] });
}

/** Answers for unknown routes and for whatever a route throws. */
export function addFailureHandlers(
  app: FastifyInstance,
  deps: { readonly translate: Translate; readonly bodyBytes: number },
): void {
  app.setErrorHandler<FastifyError>((error, _request, reply) => sendFailure(reply, error, deps));
  app.setNotFoundHandler((_request, reply) =>
    reply.code(404).send(bodyOf({ code: 'NOT_FOUND', message: 'there is nothing at this address' })),
  );
}
