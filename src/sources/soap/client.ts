import { ConfigError } from '../../errors.js';
import type { DepartmentBudget } from '../budget.js';
import { clockOf, send, type HttpAnswer } from '../http.js';
import { compactStamp, shifted } from '../local-time.js';
import { retried, type Sleep } from '../retry.js';
import type { DepartmentEndpoints } from '../source.js';
import type { SoapSpec } from '../stream.js';
import { pageOf, TimestampExpired, type SoapPage } from './answer.js';
import { requestEnvelope, signature, type SoapQuery } from './request.js';
import { parseXml } from './xml.js';

/** Calls one operation, signed by the server's clock, repeating what is worth repeating. */
export interface SoapClient {
  /** Reads the WSDL and with it the server's clock. @throws ConfigError `SOAP_WSDL` when it lacks the operation */
  wsdl(signal: AbortSignal): Promise<Date>;
  /** @throws ConfigError, FatalError; RetryableError when the repeats are used up */
  page(query: SoapQuery, signal: AbortSignal): Promise<SoapPage>;
}

export interface SoapClientDeps {
  readonly endpoint: NonNullable<DepartmentEndpoints['soap']>;
  readonly spec: SoapSpec;
  readonly budget: DepartmentBudget;
  readonly sleep: Sleep;
}

const TIMEOUT_MS = 60_000;
const DELAYS_MS = [5_000, 15_000, 45_000];
const WSDL = 'http://schemas.xmlsoap.org/wsdl/';

/** Whether a document is the WSDL of the operation. */
function declares(document: string, { namespace, operation }: SoapSpec): boolean {
  try {
    const root = parseXml(document);
    const named = new RegExp(`operation\\s+name\\s*=\\s*["']${operation}["']`);
    return (
      root.uri === WSDL &&
      root.local === 'definitions' &&
      document.includes(namespace) &&
      named.test(document)
    );
  } catch {
    return false;
  }
}

/** A client for one stream; the department's budget spans all of them. */
export function createSoapClient({ endpoint, spec, budget, sleep }: SoapClientDeps): SoapClient {
  const url = endpoint.baseUrl.replace(/\/+$/, '') + spec.path;
  /** Server's clock minus ours; timestamps may be 300 s off, and the two clocks need not agree. */
  let offsetMs = 0;

  const exchange = async (request: Parameters<typeof send>[0], signal: AbortSignal): Promise<HttpAnswer> => {
    const answer = await budget.soap.take(() => send(request, signal), signal);
    offsetMs = clockOf(answer).getTime() - Date.now();
    return answer;
  };

  const call = async (query: SoapQuery, signal: AbortSignal): Promise<SoapPage> => {
    const timestamp = compactStamp(shifted(new Date(), offsetMs));
    const answer = await exchange(
      {
        url,
        method: 'POST',
        headers: {
          'content-type': 'text/xml; charset=utf-8',
          soapaction: `"${spec.namespace}#${spec.operation}"`,
        },
        body: requestEnvelope(spec, signature(endpoint.secret, endpoint.appId, timestamp), query),
        timeoutMs: TIMEOUT_MS,
      },
      signal,
    );
    return pageOf(answer, spec);
  };

  const callAgainIfExpired = async (query: SoapQuery, signal: AbortSignal): Promise<SoapPage> => {
    try {
      return await call(query, signal);
    } catch (error) {
      // The refusal has taught us the server's clock.
      if (error instanceof TimestampExpired) return call(query, signal);
      throw error;
    }
  };

  const repeated = <T>(attempt: () => Promise<T>, signal: AbortSignal): Promise<T> =>
    retried(attempt, { delaysMs: DELAYS_MS, sleep, signal });

  return {
    wsdl: (signal) =>
      repeated(async () => {
        const answer = await exchange({ url: `${url}?wsdl`, timeoutMs: TIMEOUT_MS }, signal);
        if (answer.status !== 200) pageOf(answer, spec);
        if (!declares(answer.body, spec))
          throw new ConfigError(
            'SOAP_WSDL',
            `the WSDL does not declare ${spec.operation}: check soap.baseUrl`,
          );
        return clockOf(answer);
      }, signal),
    page: (query, signal) => repeated(() => callAgainIfExpired(query, signal), signal),
  };
}
