import { RetryableError } from '../errors.js';

/** One HTTP request; never logged, it carries credentials. */
export interface HttpRequest {
  readonly url: string;
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly timeoutMs: number;
}

/** An answer read to its end, whatever its status. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

/** More than any page of the catalogue can hold. */
const LARGEST_BODY = 64 * 1024 * 1024;

async function textOf(response: Response): Promise<string> {
  if (!response.body) return '';
  const decoder = new TextDecoder();
  const parts: string[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.byteLength;
    if (size > LARGEST_BODY) throw new RetryableError('HTTP_BODY_TOO_LARGE', 'the answer exceeds 64 MiB');
    parts.push(decoder.decode(chunk, { stream: true }));
  }
  return parts.join('') + decoder.decode();
}

/**
 * Sends a request and reads the answer within `timeoutMs`, body included. Redirects are not followed: they
 * would carry the credentials elsewhere.
 * @throws RetryableError `HTTP_TIMEOUT`, `HTTP_UNREACHABLE`, `HTTP_BODY_TOO_LARGE`; the signal's reason
 */
export async function send(request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
  signal.throwIfAborted();
  const controller = new AbortController();
  const abort = (): void => controller.abort(signal.reason);
  const timedOut = new RetryableError(
    'HTTP_TIMEOUT',
    `no complete answer within ${request.timeoutMs / 1000} s`,
  );
  const timer = setTimeout(() => controller.abort(timedOut), request.timeoutMs);
  signal.addEventListener('abort', abort, { once: true });
  try {
    const response = await fetch(request.url, {
      method: request.method ?? 'GET',
      headers: { ...request.headers },
      body: request.body ?? null,
      redirect: 'manual',
      signal: controller.signal,
    });
    return { status: response.status, headers: response.headers, body: await textOf(response) };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof RetryableError) throw error;
    throw new RetryableError('HTTP_UNREACHABLE', 'the department does not answer or broke off its answer');
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  }
}

/** The other side's clock, from its `Date` header; ours where it sent none. */
export function clockOf(answer: HttpAnswer): Date {
  const stated = Date.parse(answer.headers.get('date') ?? '');
  return new Date(Number.isNaN(stated) ? Date.now() : stated);
}
