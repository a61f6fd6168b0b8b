import type { FastifyReply, FastifyRequest, onRequestAsyncHookHandler } from 'fastify';

/** What the server itself needs to know of a caller: the name for its log. */
export interface NamedCaller {
  readonly name: string;
}

/** Body of a refusal, and of nothing else. */
const refusal = (code: string, message: string): object => ({ errors: [{ message, extensions: { code } }] });

/** The token of an `Authorization: Bearer …` header (RFC 6750), if it is one. */
export function bearerToken(header: unknown): string | null {
  return typeof header === 'string' ? (/^Bearer +([\w\-.~+/]+=*) *$/i.exec(header)?.[1] ?? null) : null;
}

/** Who sent a request; everything that is not declared open is refused without a known token. */
export interface Authentication<C> {
  /** Refuses with 401 before the body is read; lets WebSocket upgrades without a header through to their handshake. */
  readonly hook: onRequestAsyncHookHandler;
  /** The caller that the hook recognised. */
  callerOf(request: FastifyRequest): C | null;
  authenticate(token: string): C | null;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Served to everybody: health and static files only. */
    open?: boolean;
  }
}

/** Makes the bearer-token check. */
export function createAuthentication<C extends NamedCaller>(deps: {
  authenticate(token: string): C | null;
}): Authentication<C> {
  const callers = new WeakMap<FastifyRequest, C>();
  const refuse = (reply: FastifyReply): FastifyReply =>
    reply
      .code(401)
      .header('www-authenticate', 'Bearer realm="tributary"')
      .send(refusal('UNAUTHENTICATED', 'send a known token: Authorization: Bearer <token>'));
  return {
    hook: async (request, reply) => {
      if (request.routeOptions.config?.open === true) return;
      const { authorization } = request.headers;
      // A browser cannot set headers on a WebSocket; its token comes with the connection_init message.
      if (request.ws && authorization === undefined && request.routeOptions.url === '/graphql') return;
      const token = bearerToken(authorization);
      const caller = token === null ? null : deps.authenticate(token);
      if (caller === null) return refuse(reply);
      callers.set(request, caller);
    },
    callerOf: (request) => callers.get(request) ?? null,
    authenticate: (token) => deps.authenticate(token),
  };
}
