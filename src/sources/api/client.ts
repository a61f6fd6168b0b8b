import { ConfigError } from '../../errors.js';
import type { DepartmentBudget } from '../budget.js';
import { send, type HttpAnswer } from '../http.js';
import { retried, type Sleep } from '../retry.js';
import type { DepartmentEndpoints } from '../source.js';
import { pageOf, type ApiPage } from './answer.js';
import { createTokenHolder } from './token.js';

/** Parameters of a call; names of the catalogue. */
export interface ApiQuery {
  readonly updatedSince?: string;
  readonly updatedBefore?: string;
  readonly pageSize: number;
  readonly cursor?: string;
  readonly page?: number;
}

/** Calls one resource, repeating what is worth repeating. */
export interface ApiClient {
  /** @throws CursorExpired, ConfigError, FatalError; RetryableError when the repeats are used up */
  page(query: ApiQuery, signal: AbortSignal): Promise<ApiPage>;
}

export interface ApiClientDeps {
  readonly endpoint: NonNullable<DepartmentEndpoints['api']>;
  readonly path: string;
  readonly budget: DepartmentBudget;
  readonly sleep: Sleep;
}

const TIMEOUT_MS = 30_000;
const DELAYS_MS = [1_000, 2_000, 4_000, 8_000, 16_000];

function urlOf(base: string, path: string, query: ApiQuery): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) parameters.set(name, String(value));
  }
  return `${base}${path}?${parameters}`;
}

/** A client for one stream; the department's budget spans all of them. */
export function createApiClient({ endpoint, path, budget, sleep }: ApiClientDeps): ApiClient {
  const base = { ...endpoint, baseUrl: endpoint.baseUrl.replace(/\/+$/, '') };
  const tokens = createTokenHolder({ endpoint: base, budget, timeoutMs: TIMEOUT_MS });

  const call = async (url: string, signal: AbortSignal): Promise<HttpAnswer> => {
    const token = await tokens.current(signal);
    const headers = { authorization: `Bearer ${token}`, accept: 'application/json' };
    const answer = await budget.api.take(() => send({ url, headers, timeoutMs: TIMEOUT_MS }, signal), signal);
    if (answer.status === 401) tokens.drop(token);
    return answer;
  };

  const callWithToken = async (url: string, signal: AbortSignal): Promise<ApiPage> => {
    const first = await call(url, signal);
    if (first.status !== 401) return pageOf(first);
    const second = await call(url, signal);
    if (second.status !== 401) return pageOf(second);
    throw new ConfigError(
      'API_TOKEN_REFUSED',
      'the department refuses a token that it has just issued: have the client checked',
    );
  };

  return {
    page(query, signal) {
      const url = urlOf(base.baseUrl, path, query);
      return retried(() => callWithToken(url, signal), { delaysMs: DELAYS_MS, sleep, signal });
    },
  };
}
