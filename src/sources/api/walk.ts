import type { Logger } from 'pino';
import { FatalError, HubError, RetryableError } from '../../errors.js';
import { createDriftReport, type DriftReport } from '../drift.js';
import { compactStamp, parseStamp, shifted, zonedStamp } from '../local-time.js';
import type { Batch, Checkpoint, Delivery, DeliveryEnd } from '../source.js';
import type { ApiSpec, Stream } from '../stream.js';
import { CursorExpired, type ApiPage } from './answer.js';
import type { ApiClient, ApiQuery } from './client.js';
import type { ApiRow, RowReader } from './row.js';

/** A row can become visible so long after its `updatedAt`. */
export const SETTLE_MS = 300_000;

/** What one walk reads. */
export interface WalkPlan {
  /** `updatedSince`; null: all live rows. */
  readonly since: string | null;
  /** The server's clock at the opening. */
  readonly opened: Date;
  /** Rows of the query at the opening. */
  readonly size: number;
  /** Where a walk that turns out to have lost rows begins again. */
  readonly origin: Checkpoint;
  /** Whether a killed walk goes on where it was; one that is to find deletions must not. */
  readonly resumable: boolean;
}

export interface WalkDeps {
  readonly stream: Stream;
  readonly spec: ApiSpec;
  readonly client: ApiClient;
  readonly reader: RowReader;
  readonly logger: Logger;
}

/** `total` of a window changed while it was read: rows have moved over the edges of pages. */
class WindowMoved extends HubError {
  constructor() {
    super('API_WINDOW_MOVED', 'rows of the window change faster than it can be read');
  }
}

const MOST_RESTARTS = 5;

/** What one uninterrupted pass over the pages has seen. */
interface Pass {
  readonly since: string | null;
  readonly before: string | null;
  rows: number;
  /** Rows that were visible when the walk was opened, as their stamp proves. */
  settledRows: number;
}

function watermarkOf(asOf: string | null, before: string | null): string | null {
  const stated = asOf === null ? null : parseStamp(asOf);
  const bound = before === null ? null : parseStamp(before);
  if (!stated) return null;
  return (bound && bound < stated ? bound : stated).toISOString();
}

/** One complete walk of a query, by cursor or by page, as one delivery. */
export function createWalk({ stream, spec, client, reader, logger }: WalkDeps, plan: WalkPlan): Delivery {
  const settled = compactStamp(shifted(plan.opened, -SETTLE_MS));
  const before = spec.paging === 'page' ? settled : null;
  let finished: DeliveryEnd | null = null;

  /** The start of a walk that goes on behind `stamp`: no row can appear before it any more. */
  const resumeAt = (stamp: string, since: string | null): string => {
    const seen = parseStamp(stamp) ?? plan.opened;
    const reached = compactStamp(shifted(seen < plan.opened ? seen : plan.opened, -SETTLE_MS));
    return since !== null && since > reached ? since : reached;
  };

  const queryOf = (pass: Pass): ApiQuery => ({
    ...(pass.since !== null && { updatedSince: pass.since }),
    ...(pass.before !== null && { updatedBefore: pass.before }),
    pageSize: spec.pageSize,
  });

  /** Whether rows are missing; rows that became visible behind the cursor are not, the next walk has them. */
  const isShort = async (pass: Pass, total: number, signal: AbortSignal): Promise<boolean> => {
    if (pass.rows >= total) return false;
    if (before !== null) return true;
    if (pass.since !== null && pass.since >= settled) return false;
    const { total: stable } = await client.page(
      { ...queryOf(pass), updatedBefore: settled, pageSize: 1 },
      signal,
    );
    return pass.settledRows < stable;
  };

  const rowsOf = (page: ApiPage, number: number, pass: Pass, drift: DriftReport): ApiRow[] => {
    reader.checkTypes(page.list);
    return page.list.map((object, i) => {
      drift.seen(reader.unlisted(object));
      const row = reader.row(object, `${number}/${i + 1}`);
      pass.rows += 1;
      if (row.stamp.replace(/\D/g, '') < settled) pass.settledRows += 1;
      return row;
    });
  };

  async function* pages(query: ApiQuery, signal: AbortSignal): AsyncGenerator<ApiPage> {
    let next: ApiPage['next'] = null;
    let expected: number | null = null;
    do {
      const at =
        spec.paging === 'page' ? { page: Number(next ?? 1) } : next !== null && { cursor: String(next) };
      const page = await client.page({ ...query, ...at }, signal);
      expected ??= page.total;
      if (spec.paging === 'page' && page.total !== expected) throw new WindowMoved();
      if (page.next !== null && page.next === next)
        throw new FatalError('API_BAD_ANSWER', 'a page names itself as the next one');
      yield page;
      next = page.next;
    } while (next !== null);
  }

  async function* read(signal: AbortSignal): AsyncGenerator<Batch> {
    const drift = createDriftReport(logger, stream.id);
    let progress = plan.since;
    finished = null;

    async function* pass(since: string | null): AsyncGenerator<Batch> {
      const seen: Pass = { since, before, rows: 0, settledRows: 0 };
      let number = 0;
      for await (const page of pages(queryOf(seen), signal)) {
        const rows = rowsOf(page, ++number, seen, drift);
        const last = rows.at(-1);
        if (last) progress = resumeAt(last.stamp, progress);
        const checkpoint = plan.resumable && progress !== null && { checkpoint: { updatedSince: progress } };
        if (page.next !== null) {
          yield { rows, ...checkpoint };
          continue;
        }
        if (await isShort(seen, page.total, signal)) {
          yield { rows, ...(plan.resumable && { checkpoint: plan.origin }) };
          throw new FatalError('API_TOTAL_SHORT', 'the walk has fewer rows than its total states');
        }
        yield { rows, ...checkpoint };
        finished = {
          checkpoint: { updatedSince: before ?? progress ?? settled },
          watermark: watermarkOf(page.asOf, before),
          unlisted: drift.names(),
        };
      }
    }

    for (let restarts = 0; finished === null; restarts++) {
      try {
        // Pages that shift are read again as they were asked for; behind an ended cursor nothing is lost.
        yield* pass(before === null ? progress : plan.since);
      } catch (error) {
        if (!(error instanceof CursorExpired || error instanceof WindowMoved)) throw error;
        if (restarts === MOST_RESTARTS) throw new RetryableError(error.code, error.message);
        logger.warn({ stream: stream.id, code: error.code }, 'the walk starts again');
      }
    }
  }

  return {
    name: `walk ${zonedStamp(plan.opened)}`,
    complete: plan.since === null,
    size: plan.size,
    clock: plan.opened,
    read,
    end() {
      if (!finished) throw new FatalError('DELIVERY_UNFINISHED', 'the delivery was not read to its end');
      return finished;
    },
  };
}
