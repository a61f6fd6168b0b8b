import { randomBytes } from 'node:crypto';
import type { HttpCall, HttpReply } from './http-listener.js';
import { createRateLimit, type RateLimits } from './rate-limit.js';

/** OAuth 2.0 token service, client credentials. */
export interface TokenService {
  grant(call: HttpCall): HttpReply;
  /** The client that a call's bearer token belongs to. */
  clientOf(call: HttpCall): string | undefined;
  /** Ends every token before its time. */
  endAll(): void;
}

const LIFETIME_S = 3600;
const JSON_HEADERS = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };

const reply = (status: number, content: object, headers = {}): HttpReply => ({
  status,
  headers: { ...JSON_HEADERS, ...headers },
  body: JSON.stringify(content),
});

/** Issues tokens to the clients (id -> secret); an older one stays valid when a new one is issued. */
export function createTokenService(
  clients: Readonly<Record<string, string>>,
  limits: RateLimits,
): TokenService {
  const tokens = new Map<string, { client: string; until: number }>();
  const rate = createRateLimit(limits);

  const issue = (client: string): HttpReply => {
    const now = performance.now();
    for (const [token, { until }] of tokens) if (until < now) tokens.delete(token);
    const token = randomBytes(24).toString('hex');
    tokens.set(token, { client, until: now + LIFETIME_S * 1000 });
    return reply(200, { access_token: token, token_type: 'Bearer', expires_in: LIFETIME_S });
  };

  return {
    grant({ method, headers, body }) {
      const form = new URLSearchParams(body);
      const client = form.get('client_id') ?? '';
      const urlEncoded = headers['content-type']?.startsWith('application/x-www-form-urlencoded');
      if (method !== 'POST' || !urlEncoded) return reply(400, { error: 'invalid_request' });
      if (form.get('grant_type') !== 'client_credentials')
        return reply(400, { error: 'unsupported_grant_type' });
      if (!Object.hasOwn(clients, client) || clients[client] !== form.get('client_secret'))
        return reply(401, { error: 'invalid_client' });
      const wait = rate.begin(client);
      if (wait !== null) return reply(429, { error: 'too_many_requests' }, { 'retry-after': String(wait) });
      rate.end(client);
      return issue(client);
    },
    clientOf({ headers }) {
      const token = /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1];
      const held = token === undefined ? undefined : tokens.get(token);
      return held && held.until > performance.now() ? held.client : undefined;
    },
    endAll() {
      tokens.clear();
    },
  };
}
