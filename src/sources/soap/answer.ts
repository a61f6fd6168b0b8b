import { ConfigError, FatalError, RetryableError, type HubError } from '../../errors.js';
import type { HttpAnswer } from '../http.js';
import type { SoapSpec } from '../stream.js';
import { child, childText, parseXml, type XmlElement } from './xml.js';

/** One page of a window. */
export interface SoapPage {
  /** Rows of the whole window at this moment. */
  readonly total: number;
  readonly pageCount: number;
  /** Local `yyyy-MM-dd HH:mm:ss` up to which the source is complete. */
  readonly dataTime: string | null;
  readonly rows: readonly XmlElement[];
}

/** The server's clock disagrees with the signature; worth one more try with its clock. */
export class TimestampExpired extends ConfigError {
  constructor() {
    super('SOAP_TIMESTAMP_EXPIRED', 'the department refuses the time of a call signed by its own clock');
  }
}

const ENVELOPE = 'http://schemas.xmlsoap.org/soap/envelope/';
const DEFAULT_WAIT_S = 60;

function faultError(fault: XmlElement): HubError {
  const detail = child(fault, null, 'detail');
  const code = childText(detail, null, 'errorCode')?.trim() ?? '';
  switch (code) {
    case 'AUTH_FAILED':
      return new ConfigError(
        'SOAP_AUTH_FAILED',
        'the department refuses the signature: check soap.appId and soap.secret in the sources file',
      );
    case 'PARAM_INVALID':
      return new ConfigError('SOAP_PARAM_INVALID', 'the department refuses a parameter of the call');
    case 'WINDOW_TOO_LONG':
      return new ConfigError(
        'SOAP_WINDOW_TOO_LONG',
        'windowDays of the stream is more than the department allows',
      );
    case 'TIMESTAMP_EXPIRED':
      return new TimestampExpired();
    case 'BUSY':
    case 'TIMEOUT':
      return new RetryableError(`SOAP_${code}`, 'the department is busy');
    case 'RATE_LIMITED': {
      const seconds = Number(childText(detail, null, 'retryAfter') ?? Number.NaN);
      const delayMs = (seconds >= 0 ? seconds : DEFAULT_WAIT_S) * 1000;
      return new RetryableError('SOAP_RATE_LIMITED', 'the department limits the rate of calls', delayMs);
    }
    default:
      return /(^|:)Server$/.test(childText(fault, null, 'faultcode') ?? '')
        ? new RetryableError('SOAP_UPSTREAM', 'the department answers an unknown fault of its own')
        : new ConfigError('SOAP_FAULT', 'the department refuses the call with an unknown fault');
  }
}

function bodyOf(answer: HttpAnswer): XmlElement {
  try {
    const body = child(parseXml(answer.body), ENVELOPE, 'Body');
    if (body) return body;
  } catch {
    // Told below; the parser's message would quote the document.
  }
  if (answer.status !== 200 && answer.status < 500)
    throw new ConfigError('SOAP_STATUS', `the department answers HTTP ${answer.status}: check soap.baseUrl`);
  throw new RetryableError(
    'SOAP_UPSTREAM',
    `the department answers HTTP ${answer.status} and no SOAP envelope`,
  );
}

function count(response: XmlElement, namespace: string, name: string): number {
  const value = Number(childText(response, namespace, name) ?? Number.NaN);
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new FatalError('SOAP_BAD_ANSWER', `the answer has no readable ${name}`);
}

/** The page that an answer holds. @throws TimestampExpired; HubError by the catalogue's table of faults */
export function pageOf(answer: HttpAnswer, { namespace, operation, rowElement }: SoapSpec): SoapPage {
  const body = bodyOf(answer);
  const fault = child(body, ENVELOPE, 'Fault');
  if (fault) throw faultError(fault);
  const response = child(body, namespace, `${operation}Response`);
  if (!response) throw new FatalError('SOAP_BAD_ANSWER', 'the answer holds another operation or namespace');
  if (childText(response, namespace, 'code')?.trim() !== '0')
    throw new FatalError('SOAP_BAD_ANSWER', 'the answer has another code than 0');
  const rows = child(response, namespace, 'rows')?.children ?? [];
  return {
    total: count(response, namespace, 'total'),
    pageCount: count(response, namespace, 'pageCount'),
    dataTime: childText(response, namespace, 'dataTime'),
    rows: rows.filter(({ uri, local }) => uri === namespace && local === rowElement),
  };
}
