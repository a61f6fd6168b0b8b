import { z } from 'zod';
import { ConfigError } from '../../errors.js';
import { createDriftReport } from '../drift.js';
import type { Checkpoint, Delivery, Source, SourceDeps } from '../source.js';
import { quoted, type Exchange } from './exchange.js';
import { countOf, type Span } from './keyset.js';
import { layoutOf } from './layout.js';
import { createMysqlExchange } from './mysql.js';
import { unlistedColumns } from './columns.js';
import { before, createReading, type ReadingPlan } from './reading.js';
import { createSqliteExchange } from './sqlite.js';
import { readClock, readStatement } from './statement.js';

/** A row becomes visible at most so long after its own `gxsj`. */
const SETTLE_S = 900;

/** Deleted rows stay so long; a reader that missed more has missed deletions. */
const TOMBSTONES_S = 90 * 86_400;

const checkpointSchema = z.object({
  /** Stamp up to which the table was read. */
  from: z.string(),
  /** Publication that was read last. */
  tjsj: z.string().optional(),
  /** Source clock when the first load began, until it is complete. */
  since: z.string().optional(),
});
type Progress = z.infer<typeof checkpointSchema>;

const EVERYTHING: Span = { lower: null, upper: null };
const later = (a: string, b: string): string => (a > b ? a : b);

function openExchange(url: string, database: string, now: () => Date): Exchange {
  return url.startsWith('sqlite:')
    ? createSqliteExchange({ file: url.slice('sqlite:'.length), now })
    : createMysqlExchange({ url, database, now });
}

/**
 * The front-end exchange database (前置库): one reading of the stream's table is one delivery.
 * @param deps.now the hub's clock, which only tells the database's nightly pause from a failure
 * @throws ConfigError `SOURCE_MISSING`
 */
export function createViewSource(deps: SourceDeps & { readonly now?: () => Date }): Source {
  const { stream, endpoints, logger, now = () => new Date() } = deps;
  const { source: spec } = stream;
  if (spec.kind !== 'view' || !endpoints.view)
    throw new ConfigError('SOURCE_MISSING', `stream ${stream.id} needs the view entry of its department`);
  const exchange = openExchange(endpoints.view.url, spec.database, now);
  const layout = layoutOf(stream, spec.table);

  type Opening = Pick<ReadingPlan, 'clock' | 'statement' | 'unlisted'>;

  function whole(opening: Opening): Delivery {
    const size = opening.statement.live + opening.statement.deleted;
    const replaced = stream.mode === 'full';
    return createReading(exchange, layout, { ...opening, span: EVERYTHING, complete: true, replaced, size });
  }

  /** From the beginning, but row by row: what is committed need not be read again. */
  function firstLoad(opening: Opening): Delivery {
    const { clock, statement } = opening;
    return createReading(exchange, layout, {
      ...opening,
      span: { lower: null, upper: clock },
      complete: false,
      replaced: false,
      size: statement.live + statement.deleted,
      checkpointAt: (gxsj) => ({ from: gxsj, since: clock }),
    });
  }

  async function changes(opening: Opening, progress: Progress, signal: AbortSignal): Promise<Delivery> {
    const { from, since } = progress;
    const span: Span = { lower: { stamp: before(from, SETTLE_S), inclusive: true }, upper: opening.clock };
    const { sql, values } = countOf(exchange.table(layout.table), span);
    const [row] = await exchange.query(sql, values, signal);
    return createReading(exchange, layout, {
      ...opening,
      span,
      complete: false,
      replaced: false,
      size: Number(row?.[0]),
      checkpointAt: (gxsj) => ({ from: later(from, gxsj), ...(since !== undefined && { since }) }),
    });
  }

  return {
    async check(signal) {
      await readClock(exchange, layout.table, signal);
      await readStatement(exchange, layout.table, signal);
      const unlisted = await unlistedColumns(exchange, stream, layout.table, signal);
      const columns = layout.columns.map(quoted).join(', ');
      await exchange.query(`SELECT ${columns} FROM ${exchange.table(layout.table)} LIMIT 1`, [], signal);
      return { unlisted };
    },
    async *deliveries(checkpoint: Checkpoint | null, signal: AbortSignal) {
      const progress = checkpoint && checkpointSchema.parse(checkpoint);
      const clock = await readClock(exchange, layout.table, signal);
      const statement = await readStatement(exchange, layout.table, signal);
      const drift = createDriftReport(logger, stream.id);
      drift.seen(await unlistedColumns(exchange, stream, layout.table, signal));
      const opening: Opening = { clock, statement, unlisted: drift.names() };
      if (stream.mode === 'full') {
        if (progress?.tjsj !== opening.statement.tjsj) yield whole(opening);
        return;
      }
      if (!progress) {
        yield firstLoad(opening);
        return;
      }
      const known = later(progress.since ?? '', progress.from);
      if (known < before(opening.clock, TOMBSTONES_S)) {
        logger.warn({ stream: stream.id }, 'more than 90 days were missed: the whole table is read');
        yield whole(opening);
      } else yield await changes(opening, progress, signal);
    },
    close: () => exchange.close(),
  };
}
