import { createHmac } from 'node:crypto';
import type { SoapSpec } from '../stream.js';

/** Who calls: `sign` proves knowledge of the secret at that second of the server's clock. */
export interface SoapSignature {
  readonly appId: string;
  /** `yyyyMMddHHmmss`, local. */
  readonly timestamp: string;
  readonly sign: string;
}

/** One page of one window; local times `yyyy-MM-dd HH:mm:ss`. */
export interface SoapQuery {
  /** Inclusive. */
  readonly startTime: string;
  /** Exclusive. */
  readonly endTime: string;
  readonly pageNo: number;
  readonly pageSize: number;
}

/** Lower-case hex HMAC-SHA256 over appId and timestamp. */
export function signature(secret: string, appId: string, timestamp: string): SoapSignature {
  return {
    appId,
    timestamp,
    sign: createHmac('sha256', secret)
      .update(appId + timestamp)
      .digest('hex'),
  };
}

const escaped = (value: string | number): string =>
  String(value).replace(/[&<>]/g, (sign) => (sign === '&' ? '&amp;' : sign === '<' ? '&lt;' : '&gt;'));

const elements = (content: object): string =>
  Object.entries(content)
    .map(([name, value]) => `<q:${name}>${escaped(value)}</q:${name}>`)
    .join('');

/** The SOAP 1.1 envelope of a call, document/literal. */
export function requestEnvelope(spec: SoapSpec, auth: SoapSignature, query: SoapQuery): string {
  return (
    '<?xml version="1.0" encoding="UTF-8"?>' +
    `<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:q="${escaped(spec.namespace)}">` +
    `<soapenv:Header><q:auth>${elements(auth)}</q:auth></soapenv:Header>` +
    `<soapenv:Body><q:${spec.operation}>${elements(query)}</q:${spec.operation}></soapenv:Body></soapenv:Envelope>`
  );
}
