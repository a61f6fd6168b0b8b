import { RetryableError } from '../../errors.js';
import { localStamp, shifted } from '../local-time.js';
import { stampVersion, type Checkpoint, type Delivery, type DeliveryEnd } from '../source.js';
import { quoted, type Exchange } from './exchange.js';
import type { Span } from './keyset.js';
import type { Layout } from './layout.js';
import { readPages } from './page.js';
import { readStatement, stampOf, type Statement } from './statement.js';

/** What one reading of a table is to be. */
export interface ReadingPlan {
  readonly span: Span;
  readonly complete: boolean;
  /** The table is replaced as a whole: a reading must not mix two publications. */
  readonly replaced: boolean;
  /** Source clock when the reading was opened. */
  readonly clock: string;
  readonly statement: Statement;
  readonly size: number;
  /** Columns that the catalogue does not list. */
  readonly unlisted: readonly string[];
  /** Where a later run goes on once the rows up to `gxsj` are committed; absent where only a whole reading counts. */
  readonly checkpointAt?: (gxsj: string) => Checkpoint;
}

/** A stamp of the source as an instant. */
export const instantOf = (stamp: string): Date => new Date(stampVersion(stamp) * 1000);

/** The stamp `seconds` before. */
export const before = (stamp: string, seconds: number): string =>
  localStamp(shifted(instantOf(stamp), -seconds * 1000));

/** Whether nothing in the table is younger than what the department states about it. */
async function isStated(
  exchange: Exchange,
  table: string,
  { statement, clock }: ReadingPlan,
  signal: AbortSignal,
): Promise<boolean> {
  const sql = `SELECT MAX(${quoted('gxsj')}) FROM ${exchange.table(table)}`;
  const [row] = await exchange.query(sql, [], signal);
  if (row?.[0] === null) return true;
  const youngest = stampOf(row?.[0], `${table}.gxsj`);
  return youngest <= statement.tjsj && youngest <= clock;
}

/** One reading of a view's table as a delivery. */
export function createReading(exchange: Exchange, layout: Layout, plan: ReadingPlan): Delivery {
  const { table } = layout;
  const { span, complete, clock, statement } = plan;
  let ended: DeliveryEnd | null = null;

  async function conclude(signal: AbortSignal): Promise<DeliveryEnd> {
    const now = await readStatement(exchange, table, signal);
    const same = now.tjsj === statement.tjsj;
    if (plan.replaced && !same)
      throw new RetryableError(
        'VIEW_REPLACED',
        `${table} was published anew while it was read: read it again`,
      );
    const stated = same && (await isStated(exchange, table, plan, signal));
    return {
      checkpoint: { from: clock, tjsj: statement.tjsj },
      watermark: instantOf(statement.tjsj).toISOString(),
      unlisted: plan.unlisted,
      ...(stated && { holds: { live: now.live, deleted: now.deleted } }),
    };
  }

  return {
    name: span.lower ? `${table} from ${span.lower.stamp} to ${clock}` : `${table} whole at ${clock}`,
    complete,
    size: plan.size,
    clock: instantOf(clock),
    async *read(signal) {
      ended = null;
      let ordinal = 0;
      for await (const page of readPages(exchange, layout, span, signal)) {
        const rows = page.map((row) => layout.rawRow(row, ++ordinal));
        const checkpoint = plan.checkpointAt?.(layout.gxsj(page.at(-1) ?? []));
        yield checkpoint ? { rows, checkpoint } : { rows };
      }
      ended = await conclude(signal);
    },
    end() {
      if (!ended) throw new Error('the reading did not come to its end');
      return ended;
    },
  };
}
