import { z } from 'zod';
import { ConfigError, FatalError, HubError, RetryableError } from '../../errors.js';
import { clockOf, type HttpAnswer } from '../http.js';

/** One page of a query. */
export interface ApiPage {
  /** Rows of the whole query at this moment, tombstones included. */
  readonly total: number;
  readonly list: readonly Readonly<Record<string, unknown>>[];
  /** Cursor or number of the next page; null at the end. */
  readonly next: string | number | null;
  /** The server's clock. */
  readonly clock: Date;
  /** `yyyyMMddHHmmss` up to which the source is complete. */
  readonly asOf: string | null;
}

/** Answer 1002: the walk starts again from where it was last safe. Never leaves the API source. */
export class CursorExpired extends HubError {
  constructor() {
    super('API_CURSOR_EXPIRED', 'the cursor of the walk has ended');
  }
}

const SOURCE_BUSY_MS = 60_000;

const envelope = z.object({ code: z.number(), data: z.unknown() });
const data = z.object({
  total: z.int().nonnegative(),
  list: z.array(z.record(z.string(), z.unknown())),
  next: z.union([z.string(), z.number()]).nullish(),
});

/** HTTP 429: no failure, but nothing may be asked before `Retry-After` is over. */
export function rateLimited(answer: HttpAnswer): RetryableError {
  const seconds = Number(answer.headers.get('retry-after') ?? Number.NaN);
  const delayMs = seconds >= 0 ? seconds * 1000 : SOURCE_BUSY_MS;
  return new RetryableError('API_RATE_LIMITED', 'the department limits the rate of calls', delayMs);
}

function statusError(answer: HttpAnswer): HubError {
  const { status } = answer;
  if (status === 429) return rateLimited(answer);
  if (status >= 500) return new RetryableError('API_UPSTREAM', `the department answers HTTP ${status}`);
  if (status === 403)
    return new ConfigError(
      'API_NOT_PERMITTED',
      'the department does not permit this resource or address: have it granted',
    );
  return new ConfigError(
    'API_STATUS',
    `the department answers HTTP ${status}: check api.baseUrl and the path`,
  );
}

function businessError(code: number): HubError {
  switch (code) {
    case 1001:
      return new ConfigError('API_BAD_PARAMETER', 'the department refuses a parameter of the call');
    case 1002:
      return new CursorExpired();
    case 1003:
      return new ConfigError(
        'API_PAGE_TOO_LARGE',
        'pageSize of the stream is larger than the department allows',
      );
    case 2001:
      return new RetryableError('API_SOURCE_BUSY', 'the department prepares its data', SOURCE_BUSY_MS);
    case 2002:
      return new ConfigError(
        'API_NOT_PERMITTED',
        'the department does not permit this resource: have it granted',
      );
    case 5001:
      return new RetryableError('API_UPSTREAM', 'the system behind the department fails');
    default:
      return new FatalError('API_UNKNOWN_CODE', `the department answers the unknown code ${code}`);
  }
}

function parsed(body: string): z.infer<typeof envelope> {
  try {
    return envelope.parse(JSON.parse(body));
  } catch {
    // A gateway that answers for the department sends a page of HTML, with any status.
    throw new RetryableError('API_UPSTREAM', 'the answer is no JSON envelope');
  }
}

/** The page that an answer holds; 401 is the caller's affair. @throws HubError by the catalogue's table */
export function pageOf(answer: HttpAnswer): ApiPage {
  if (answer.status !== 200) throw statusError(answer);
  const { code, data: content } = parsed(answer.body);
  if (code !== 0) throw businessError(code);
  const page = data.safeParse(content);
  if (!page.success)
    throw new FatalError('API_BAD_ANSWER', 'the page lacks total or list, or has other types');
  const { total, list, next } = page.data;
  return {
    total,
    list,
    next: next ?? null,
    clock: clockOf(answer),
    asOf: answer.headers.get('x-data-as-of'),
  };
}
