import { createHmac, timingSafeEqual } from 'node:crypto';
import { XMLParser } from 'fast-xml-parser';
import { z } from 'zod';
import { dashed, instantOf, later } from './local-time.js';

/** One operation of a SOAP service. */
export interface SoapService {
  readonly path: string;
  readonly namespace: string;
  readonly operation: string;
  readonly rowElement: string;
  /** Name in the service store. */
  readonly table: string;
  readonly windowDays: number;
}

/** The part of a request that the store is asked for; local times `yyyy-MM-dd HH:mm:ss`. */
export interface SoapQuery {
  readonly startTime: string;
  readonly endTime: string;
  readonly pageNo: number;
  readonly pageSize: number;
}

/** Why a request is refused: `errorCode` of the fault. */
export type Refusal = 'AUTH_FAILED' | 'PARAM_INVALID' | 'WINDOW_TOO_LONG' | 'TIMESTAMP_EXPIRED';

const CLOCK_SKEW_MS = 300_000;
const SETTLE_MS = 600_000;
const DAY_MS = 86_400_000;
const FIRST_LOAD = '2000-01-01 00:00:00';

const parser = new XMLParser({ removeNSPrefix: true, parseTagValue: false, ignoreAttributes: true });

const auth = z.object({ appId: z.string(), timestamp: z.string(), sign: z.string() });
const count = z
  .string()
  .regex(/^[1-9]\d{0,6}$/)
  .transform(Number);
const query = z.object({
  startTime: z.string().refine((text) => instantOf(text) !== null),
  endTime: z.string().refine((text) => instantOf(text) !== null),
  pageNo: count,
  pageSize: count.refine((size) => size <= 1000),
});
const envelope = z.object({
  Envelope: z.object({
    Header: z.object({ auth }),
    Body: z.record(z.string(), z.unknown()),
  }),
});

/** Whether an element of that name is bound to the namespace, by a prefix or by default. */
function qualified(document: string, name: string, namespace: string): boolean {
  const prefix = new RegExp(`<(?:([\\w.-]+):)?${name}[\\s>]`).exec(document);
  if (!prefix) return false;
  const attribute = prefix[1] === undefined ? 'xmlns' : `xmlns:${prefix[1]}`;
  return document.includes(`${attribute}="${namespace}"`);
}

function signed(
  { appId, timestamp, sign }: z.infer<typeof auth>,
  clients: Readonly<Record<string, string>>,
): boolean {
  const secret = Object.hasOwn(clients, appId) ? clients[appId] : undefined;
  if (secret === undefined) return false;
  const expected = createHmac('sha256', secret)
    .update(appId + timestamp)
    .digest('hex');
  return sign.length === expected.length && timingSafeEqual(Buffer.from(sign), Buffer.from(expected));
}

function windowRefusal({ startTime, endTime }: SoapQuery, windowDays: number, now: Date): Refusal | null {
  const [start, end] = [instantOf(startTime), instantOf(endTime)];
  if (!start || !end || start >= end || end > later(now, -SETTLE_MS)) return 'PARAM_INVALID';
  const tooLong = startTime !== FIRST_LOAD && end > later(start, windowDays * DAY_MS);
  return tooLong ? 'WINDOW_TOO_LONG' : null;
}

/** Reads a request as the service does: signature, clock, parameters, window. */
export function readSoapRequest(
  document: string,
  service: SoapService,
  clients: Readonly<Record<string, string>>,
  now: Date,
): SoapQuery | Refusal {
  const read = envelope.safeParse(parser.parse(document));
  if (!read.success) return 'PARAM_INVALID';
  const { Header, Body } = read.data.Envelope;
  if (!signed(Header.auth, clients)) return 'AUTH_FAILED';
  const stamp = dashed(Header.auth.timestamp);
  const at = stamp === null ? null : instantOf(stamp);
  if (!at || Math.abs(at.getTime() - now.getTime()) > CLOCK_SKEW_MS) return 'TIMESTAMP_EXPIRED';
  const asked = query.safeParse(Body[service.operation]);
  const inNamespace = qualified(document, service.operation, service.namespace);
  if (!asked.success || !inNamespace) return 'PARAM_INVALID';
  return windowRefusal(asked.data, service.windowDays, now) ?? asked.data;
}
