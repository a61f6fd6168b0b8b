import { z } from 'zod';
import { ConfigError, FatalError } from '../../errors.js';
import type { DepartmentBudget } from '../budget.js';
import { localStamp, parseStamp, shifted } from '../local-time.js';
import { sleep as realSleep, type Sleep } from '../retry.js';
import type { Checkpoint, Source, SourceDeps } from '../source.js';
import { createSoapClient } from './client.js';
import { createRowReader } from './row.js';
import { createWindow, type Span } from './window.js';

export interface SoapSourceDeps extends SourceDeps {
  /** Shared by all streams of the department. */
  readonly budget: DepartmentBudget;
  /** How to wait between repeats; the clock's own unless a test says otherwise. */
  readonly sleep?: Sleep;
}

const DAY_MS = 86_400_000;
/** A row can become visible so long after its `gxsj`; no window ends later than this before now. */
const SETTLE_MS = 600_000;
/** Deleted rows stay so long; windows from before would miss deletions. */
const TOMBSTONES_MS = 365 * DAY_MS;
const BEGINNING = new Date('2000-01-01T00:00:00+08:00');

/** `{ from }`: end of the last complete window, local `yyyy-MM-dd HH:mm:ss`. */
const checkpointShape = z.object({ from: z.string().optional() });

function fromOf(checkpoint: Checkpoint | null): Date | null {
  const parsed = checkpointShape.safeParse(checkpoint ?? {});
  const text = parsed.data?.from;
  const from = text === undefined ? null : parseStamp(text);
  if (!parsed.success || (text !== undefined && !from))
    throw new FatalError(
      'CHECKPOINT_UNREADABLE',
      'reset the stream: its checkpoint is none of a SOAP service',
    );
  return from;
}

/** The windows that are due: the whole past in one, or at most `windowDays` each. */
function* dueSpans(from: Date | null, now: Date, windowDays: number): Generator<Span> {
  const end = shifted(now, -SETTLE_MS);
  if (from === null || from < shifted(now, -TOMBSTONES_MS)) {
    yield { from: BEGINNING, to: end, complete: true };
    return;
  }
  for (let start = from; start < end;) {
    const limit = shifted(start, windowDays * DAY_MS);
    const to = limit < end ? limit : end;
    yield { from: start, to, complete: false };
    start = to;
  }
}

/** The SOAP source: one window is one delivery. @throws ConfigError `SOURCE_MISSING` */
export function createSoapSource({
  stream,
  endpoints,
  logger,
  budget,
  sleep = realSleep,
}: SoapSourceDeps): Source {
  const { source: spec } = stream;
  const endpoint = endpoints.soap;
  if (spec.kind !== 'soap' || !endpoint)
    throw new ConfigError('SOURCE_MISSING', `stream ${stream.id} needs the soap entry of its department`);
  const client = createSoapClient({ endpoint, spec, budget, sleep });
  const reader = createRowReader(stream, spec.namespace);

  return {
    async check(signal) {
      const now = await client.wsdl(signal);
      const end = shifted(now, -SETTLE_MS);
      const query = { startTime: localStamp(shifted(end, -DAY_MS)), endTime: localStamp(end) };
      const page = await client.page({ ...query, pageNo: 1, pageSize: spec.pageSize }, signal);
      page.rows.forEach((element, i) => reader.row(element, `1/${i + 1}`));
      const names = new Set(page.rows.flatMap(({ children }) => children.map(({ local }) => local)));
      const absent = stream.mappings
        .map(({ name }) => name)
        .filter((name) => !names.has(name.split('/')[0] ?? name));
      return {
        unlisted: [...new Set(page.rows.flatMap(reader.unlisted))],
        ...(page.rows.length > 0 && { absent }),
      };
    },
    async *deliveries(checkpoint, signal) {
      const from = stream.mode === 'full' ? null : fromOf(checkpoint);
      const now = await client.wsdl(signal);
      for (const span of dueSpans(from, now, spec.windowDays))
        yield createWindow({ stream, spec, client, reader, logger }, span, now);
    },
    async close() {},
  };
}
