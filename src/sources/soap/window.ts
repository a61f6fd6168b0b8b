import type { Logger } from 'pino';
import { FatalError, RetryableError } from '../../errors.js';
import { createDriftReport } from '../drift.js';
import { localStamp, parseStamp, zonedStamp } from '../local-time.js';
import type { Batch, Delivery, DeliveryEnd } from '../source.js';
import type { SoapSpec, Stream } from '../stream.js';
import type { SoapPage } from './answer.js';
import type { SoapClient } from './client.js';
import type { RowReader } from './row.js';

/** A span of `gxsj`: `from` inclusive, `to` exclusive. */
export interface Span {
  readonly from: Date;
  readonly to: Date;
  /** The whole set is in it. */
  readonly complete: boolean;
}

export interface WindowDeps {
  readonly stream: Stream;
  readonly spec: SoapSpec;
  readonly client: SoapClient;
  readonly reader: RowReader;
  readonly logger: Logger;
}

const MOST_READINGS = 6;

/** One window as one delivery. It is kept whole or not at all: rows in it move from page to page. */
export function createWindow(
  { stream, spec, client, reader, logger }: WindowDeps,
  span: Span,
  clock: Date,
): Delivery {
  const { pageSize } = spec;
  let finished: DeliveryEnd | null = null;

  const pageAt = (pageNo: number, signal: AbortSignal): Promise<SoapPage> =>
    client.page({ startTime: localStamp(span.from), endTime: localStamp(span.to), pageNo, pageSize }, signal);

  /** Pages until the end, or until `total` tells that the window has moved. */
  async function* pages(signal: AbortSignal): AsyncGenerator<SoapPage, 'read' | 'moved'> {
    const first = await pageAt(1, signal);
    yield first;
    for (let number = 2; number <= first.pageCount; number++) {
      const page = await pageAt(number, signal);
      if (page.total !== first.total) return 'moved';
      yield page;
    }
    return 'read';
  }

  async function* read(signal: AbortSignal): AsyncGenerator<Batch> {
    const drift = createDriftReport(logger, stream.id);
    finished = null;
    for (let reading = 1; reading <= MOST_READINGS; reading++) {
      const walk = pages(signal);
      let number = 0;
      let count = 0;
      let first: SoapPage | null = null;
      let step = await walk.next();
      for (; !step.done; step = await walk.next()) {
        const page = step.value;
        first ??= page;
        number += 1;
        count += page.rows.length;
        page.rows.forEach((element) => drift.seen(reader.unlisted(element)));
        yield { rows: page.rows.map((element, i) => reader.row(element, `${number}/${i + 1}`)) };
      }
      if (step.value === 'moved') {
        logger.warn({ stream: stream.id, code: 'SOAP_WINDOW_MOVED' }, 'the window is read again');
        continue;
      }
      if (count !== first?.total)
        throw new FatalError(
          'SOAP_TOTAL_MISMATCH',
          'the window has another number of rows than its total states',
        );
      const watermark = parseStamp(first.dataTime?.trim() ?? '');
      finished = {
        checkpoint: { from: localStamp(span.to) },
        watermark: watermark?.toISOString() ?? null,
        unlisted: drift.names(),
      };
      return;
    }
    throw new RetryableError('SOAP_WINDOW_MOVED', 'rows of the window change faster than it can be read');
  }

  return {
    name: `window ${zonedStamp(span.from)}/${zonedStamp(span.to)}`,
    complete: span.complete,
    clock,
    read,
    end() {
      if (!finished) throw new FatalError('DELIVERY_UNFINISHED', 'the delivery was not read to its end');
      return finished;
    },
  };
}
