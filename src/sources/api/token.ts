import { z } from 'zod';
import { ConfigError, RetryableError } from '../../errors.js';
import type { DepartmentBudget } from '../budget.js';
import { send, type HttpAnswer } from '../http.js';
import type { DepartmentEndpoints } from '../source.js';
import { rateLimited } from './answer.js';

/** The access token of one source (RFC 6749, client credentials). */
export interface TokenHolder {
  /** The token in hand, or a new one. @throws ConfigError `API_CLIENT_REFUSED`; RetryableError */
  current(signal: AbortSignal): Promise<string>;
  /** Forgets a token that the server no longer takes. */
  drop(token: string): void;
}

export interface TokenDeps {
  readonly endpoint: NonNullable<DepartmentEndpoints['api']>;
  readonly budget: DepartmentBudget;
  readonly timeoutMs: number;
}

/** A token is renewed this long before its stated end, so that none ends on its way. */
const MARGIN_MS = 60_000;

const grant = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });

function grantOf(answer: HttpAnswer): z.infer<typeof grant> {
  if (answer.status === 429) throw rateLimited(answer);
  if (answer.status >= 500)
    throw new RetryableError('API_UPSTREAM', `the token service answers HTTP ${answer.status}`);
  if (answer.status !== 200)
    throw new ConfigError(
      'API_CLIENT_REFUSED',
      'the department refuses the client: check api.baseUrl, api.clientId and api.clientSecret in the sources file',
    );
  try {
    return grant.parse(JSON.parse(answer.body));
  } catch {
    throw new RetryableError('API_UPSTREAM', 'the token service answers something other than a token');
  }
}

/** Fetches a token when there is none or it is about to end. */
export function createTokenHolder({ endpoint, budget, timeoutMs }: TokenDeps): TokenHolder {
  let held: { token: string; until: number } | null = null;
  const request = {
    url: `${endpoint.baseUrl}/oauth/token`,
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: endpoint.clientId,
      client_secret: endpoint.clientSecret,
    }).toString(),
    timeoutMs,
  } as const;
  return {
    async current(signal) {
      if (held && performance.now() < held.until) return held.token;
      const answer = await budget.token.take(
        () => budget.api.take(() => send(request, signal), signal),
        signal,
      );
      const { access_token: token, expires_in: seconds } = grantOf(answer);
      held = { token, until: performance.now() + Math.max(seconds * 1000 - MARGIN_MS, 0) };
      return token;
    },
    drop(token) {
      if (held?.token === token) held = null;
    },
  };
}
